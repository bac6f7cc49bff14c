/* One item: how it stands and why, its attempts, its result, and what its program says. */

import {get, jobPath, post} from '../api.js';
import {announce, every, fill, h, say, section, seldom} from '../dom.js';
import {listen} from '../events.js';
import {between, bytes, clock} from '../format.js';
import {action} from '../parts/actions.js';
import {attemptLog} from '../parts/log.js';
import {itemResult} from '../parts/result.js';
import {endBadge, itemBadge} from '../parts/states.js';
import {table} from '../parts/table.js';
import {address} from '../router.js';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ENDED = ['done', 'failed', 'cancelled'];

/** `#/jobs/{job}/items/{id}` */
export async function item(main, [job, id], query, signal) {
  const path = jobPath(job, 'items', id);
  const badge = h('span', {});
  const buttons = h('div', {class: 'buttons'});
  const why = h('ul', {class: 'why'});
  const advice = h('p', {class: 'hint'});
  const data = h('pre', {class: 'data-block', tabindex: '0', role: 'group', 'aria-label': 'Data'});
  const dataPart = section('Data', {class: 'card'}, data);
  const resultPart = section('Result', {class: 'card'});
  const saidPart = section('The end of what it said', {class: 'card'});
  const log = attemptLog(job, id, signal);
  const attempts = attemptTable(job, id, (number) => follow(number));
  const chooser = h('select', {onchange: () => follow(Number(chooser.value))});
  const logPart = section('Log', {class: 'card'}, h('p', {}, h('label', {}, 'Attempt ', chooser)), log.node);
  let shown = null;
  let followed = null;

  function follow(number) {
    followed = number;
    chooser.value = String(number);
    log.follow(number);
  }

  function show(now, explained) {
    fill(badge, itemBadge(now.state));
    fill(why, explained.because.map((text) => h('li', {}, text)));
    fill(advice, explained.advice.length === 0 ? '' : ['May help: ', explained.advice.map((text, place) => [place > 0 ? ', ' : '', h('code', {}, text)])]);
    say(data, now.data ?? '');
    dataPart.hidden = now.data === undefined;
    const history = now.history ?? [];
    attempts.show([...history].reverse());
    options(history);
    const before = shown;
    shown = now;
    if (before === null || before.state !== now.state || before.attempts !== now.attempts) {
      fill(buttons, actions(now));
      ends(now);
      const newest = history.at(-1)?.number;
      logPart.hidden = newest === undefined;
      if (newest !== undefined && newest !== followed) {
        follow(newest);
      }
      if (before !== null) {
        announce(`Item ${id} is ${now.state}.`);
      }
    }
  }

  function options(history) {
    const numbers = history.map((attempt) => String(attempt.number));
    if (numbers.join() !== [...chooser.options].map((option) => option.value).join()) {
      fill(chooser, numbers.map((number) => h('option', {value: number}, number)));
      chooser.value = String(followed ?? '');
    }
  }

  /** What there is once it has ended. */
  function ends(now) {
    resultPart.hidden = now.state !== 'done';
    if (now.state === 'done') {
      itemResult(job, id, now.resultSize ?? 0, signal).then(
          (node) => fill(resultPart, resultPart.firstChild, facts(now), node),
          (failure) => fill(resultPart, resultPart.firstChild, h('p', {class: 'refusal'}, failure.message)));
    }
    saidPart.hidden = !now.stderr && !now.stdout;
    fill(saidPart, saidPart.firstChild, block('Standard error', now.stderr), block('Standard output', now.stdout));
  }

  function actions(now) {
    return [
      now.state === 'failed' || now.state === 'cancelled' ? action({name: 'Retry', role: 'admin', ask: `Try item ${id} again?`,
        text: 'It is pending again, with all its attempts before it.', act: () => change('retry', 'will be tried again')}) : null,
      ENDED.includes(now.state) ? null : action({name: 'Cancel item', role: 'admin', grave: true, ask: `Cancel item ${id}?`,
        text: 'It will not be done; whoever works on it is called back.', act: () => change('cancel', 'is cancelled')}),
    ];
  }

  async function change(verb, what) {
    const {items} = await post(jobPath(job, 'items', id, verb));
    await look();
    return items === 0 ? 'Nothing was left to change.' : `Item ${id} ${what}.`;
  }

  async function look() {
    const [now, explained] = await Promise.all([get(path, {}, signal), get(`${path}/explain`, {zone: ZONE}, signal)]);
    show(now, explained);
  }

  const again = () => look().catch((failure) => signal.aborted || announce(failure.message));
  const soon = seldom(900, signal, again);
  await look();
  fill(main,
      h('nav', {class: 'crumbs', 'aria-label': 'Where you are'},
          h('a', {href: '#/'}, 'Jobs'), ' / ', h('a', {href: address('jobs', job)}, job), ' / ', id),
      h('div', {class: 'head'}, h('h1', {tabindex: '-1', 'data-title': `${job} ${id}`}, `Item ${id}`), badge, buttons),
      section('Why', {class: 'card'}, why, advice),
      dataPart, section('Attempts', {class: 'card'}, attempts.node), resultPart, saidPart, logPart,
      h('p', {class: 'row'}, neighbour(job, Number(id) - 1, 'Item before'), neighbour(job, Number(id) + 1, 'Item after')));
  // A job's progress is told at most once a second, however many items it has; its item events are not.
  listen({kind: ['job.*'], job: [job]}, signal, () => ENDED.includes(shown.state) && shown.state !== 'failed' ? null : soon(), again);
  every(3000, signal, () => shown.state === 'running' && soon());
}

function neighbour(job, id, name) {
  return id < 0 ? null : h('a', {href: address('jobs', job, 'items', id)}, name);
}

function facts(item) {
  return h('p', {class: 'hint'}, `${bytes(item.resultSize ?? 0)}`, item.resultSha256 ? [', SHA-256 ', h('code', {class: 'hash'}, item.resultSha256)] : '');
}

function block(name, text) {
  return text ? [h('h3', {}, name), h('pre', {tabindex: '0', role: 'group', 'aria-label': name}, text)] : null;
}

function attemptTable(job, id, follow) {
  return table(`Attempts of item ${id} of job ${job}, the newest first`, [
    {name: 'Attempt', head: true, cell: (each) => String(each.number)},
    {name: 'End', cell: (each) => endBadge(each.end)},
    {name: 'Why', wide: true, cell: (each) => each.why ?? ''},
    {name: 'Worker', cell: (each) => h('span', {class: 'data'}, [each.worker ?? 'no name', each.host].filter(Boolean).join(' on '))},
    {name: 'Began', cell: (each) => clock(each.startedAt)},
    {name: 'Took', number: true, cell: (each) => (each.endedAt ? between(each.startedAt, each.endedAt) : 'goes on')},
    {name: 'Log', cell: (each) => h('button', {type: 'button', class: 'quiet', onclick: () => follow(each.number),
      'aria-label': `Show the log of attempt ${each.number}`}, 'Show')},
  ], (each) => String(each.number), `It was never handed out.`);
}
