/* What happens, as it happens. */

import {fill, h, say} from '../dom.js';
import {listen} from '../events.js';
import {clock, number} from '../format.js';
import {words} from '../parts/counters.js';
import {endBadge} from '../parts/states.js';
import {address, remember} from '../router.js';

const MOST = 300;
const KINDS = [
  ['Jobs', ['job.submitted', 'job.changed', 'job.ended', 'job.deleted'], true],
  ['Failed and retried items', ['item.failed', 'item.pending', 'item.cancelled'], true],
  ['Items that are done', ['item.done'], false],
  ['Workers', ['worker.*'], true],
];

/** `#/events` */
export async function events(main, parameters, query, signal) {
  const list = h('ol', {class: 'events', 'aria-label': 'Events, the newest first'});
  const state = h('p', {class: 'hint'}, 'Nothing has happened yet since you came.');
  const job = h('input', {type: 'search', placeholder: 'crunch*', autocomplete: 'off', value: query.get('job') ?? '', onchange: () => choose()});
  const boxes = KINDS.map(([name, , usual]) => {
    const chosen = query.get('kind') === null ? usual : query.get('kind').split(',').includes(name);
    const box = h('input', {type: 'checkbox', onchange: () => choose()});
    box.checked = chosen;
    return [name, box];
  });
  const hold = h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => toggle()}, 'Hold still');
  let waiting = [];
  let held = false;
  let heard = 0;
  let listening = new AbortController();
  let asked = false;
  signal.addEventListener('abort', () => listening.abort());

  function toggle() {
    held = !held;
    hold.setAttribute('aria-pressed', String(held));
    soon();
  }

  function choose() {
    listening.abort();
    listening = new AbortController();
    const kinds = KINDS.filter((unused, index) => boxes[index][1].checked);
    remember({kind: kinds.map(([name]) => name).join(','), job: job.value.trim()});
    if (kinds.length === 0) {
      say(state, 'Nothing is chosen.');
      return;
    }
    const wanted = {kind: kinds.flatMap(([, patterns]) => patterns)};
    if (job.value.trim() !== '') {
      wanted.job = [job.value.trim()];
    }
    listen(wanted, listening.signal, add, () => add('gap', {kind: 'gap', at: new Date().toISOString()}));
  }

  function add(kind, event) {
    if (kind === 'job.progress') {
      return;
    }
    heard += 1;
    waiting.unshift(event);
    waiting.length = Math.min(waiting.length, MOST);
    soon();
  }

  /** However many there are: so many times a second at most. */
  function soon() {
    if (!asked) {
      asked = true;
      setTimeout(() => {
        asked = false;
        draw();
      }, 150);
    }
  }

  function draw() {
    if (signal.aborted || heard === 0) {
      return;
    }
    say(state, `${number(heard)} since you came${held ? '; the newest are held back' : ''}`);
    if (!held) {
      list.prepend(...waiting.map(line));
      waiting = [];
      while (list.children.length > MOST) {
        list.lastChild.remove();
      }
    }
  }

  fill(main, h('div', {class: 'head'}, h('h1', {tabindex: '-1'}, 'Events'), hold),
      h('form', {class: 'row', onsubmit: (event) => event.preventDefault()},
          h('fieldset', {class: 'row'}, h('legend', {class: 'unseen'}, 'Kinds of events'), boxes.map(([name, box]) => h('label', {}, box, ` ${name}`))),
          h('label', {class: 'push'}, 'Of job ', job)),
      state, list);
  choose();
}

function line(event) {
  return h('li', {class: `event event-${event.kind.split('.')[0]}`},
      h('time', {datetime: event.at}, clock(event.at)), h('code', {}, event.kind), h('span', {class: 'event-text'}, text(event)));
}

function text(event) {
  if (event.kind === 'gap') {
    return 'Some events were lost.';
  }
  if (event.kind.startsWith('worker.')) {
    return [event.worker, event.group ? ` of ${event.group}` : '', event.host ? ` on ${event.host}` : '', event.order ? `: ${event.order}` : ''];
  }
  const job = h('a', {href: address('jobs', event.job)}, event.job);
  if (event.kind.startsWith('job.')) {
    return event.kind === 'job.deleted' ? event.job : [job, ` ${event.status.state}: ${words(event.status.items)}`];
  }
  return [job, ' ', h('a', {href: address('jobs', event.job, 'items', event.id)}, `item ${event.id}`), ' ',
    event.attempt ? [endBadge(event.attempt.end), ` ${event.attempt.why ?? ''}`] : ''];
}
