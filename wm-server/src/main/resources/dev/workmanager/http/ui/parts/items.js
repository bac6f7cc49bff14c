/* The items of a job, a page at a time, by state. */

import {get, jobPath} from '../api.js';
import {announce, h} from '../dom.js';
import {bytes, clock, number} from '../format.js';
import {address, remember} from '../router.js';
import {itemBadge, STATES} from './states.js';
import {table} from './table.js';

const PAGE = 25;
const SHORT = 120;

/** The columns of a table of items; without data where the job's items have none. */
export function itemColumns(job) {
  const data = {name: 'Data', cell: (item) => h('span', {class: 'data'}, short(item.data ?? ''))};
  return [
    {name: 'Item', head: true, cell: (item) => h('a', {href: address('jobs', job.name, 'items', item.id)}, String(item.id))},
    {name: 'State', cell: (item) => itemBadge(item.state)},
    ...(/^(numeric|times):/.test(job.source) ? [] : [data]),
    {name: 'Attempts', number: true, cell: (item) => number(item.attempts)},
    {name: 'What there is to know', wide: true, cell: note},
  ];
}

/** The beginning of a text. */
export function short(text) {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}

/** The last line with anything on it. */
export function lastLine(text) {
  return text?.split(/\r?\n/).filter((line) => line.trim() !== '').at(-1)?.trim() ?? '';
}

function note(item) {
  if (item.state === 'running') {
    return item.progress ?? '';
  }
  if (item.state === 'done') {
    return bytes(item.resultSize ?? 0);
  }
  const waits = item.notBefore ? `again at ${clock(item.notBefore)}` : '';
  const said = short(lastLine(item.stderr));
  return h('span', {class: 'data'}, [waits, said].filter((part) => part !== '').join('; '));
}

/**
 * The pages.
 *
 * @param {object} job its status
 * @param {URLSearchParams} query with `state` and `from`, where the address names them
 */
export function itemPages(job, query, signal) {
  const asked = {state: query.get('state') ?? '', from: query.get('from') ?? ''};
  const before = [];
  let next = null;
  let loaded = false;
  const state = h('select', {onchange: () => go({state: state.value, from: asked.from})},
      h('option', {value: ''}, 'all'), STATES.map((each) => h('option', {value: each}, each)));
  const from = h('input', {type: 'text', inputmode: 'numeric', pattern: '[0-9]*', size: '10', autocomplete: 'off'});
  const back = h('button', {type: 'button', onclick: () => go({...asked, from: before.pop() ?? ''}, true)}, 'Earlier');
  const on = h('button', {type: 'button', onclick: () => go({...asked, from: String(next)})}, 'Later');
  const found = table(`Items of job ${job.name}`, itemColumns(job), (item) => String(item.id), 'No items here.');
  const form = h('form', {class: 'row', onsubmit: (event) => {
    event.preventDefault();
    go({state: state.value, from: from.value.trim()});
  }}, h('label', {}, 'State ', state), h('label', {}, 'From item ', from), h('button', {}, 'Show'),
  h('span', {class: 'push'}), back, on);

  async function load() {
    state.value = asked.state;
    const page = await get(jobPath(job.name, 'items'), {...asked, limit: PAGE}, signal);
    found.show(page.items);
    loaded = true;
    next = page.next ?? null;
    on.disabled = next === null;
    back.disabled = before.length === 0;
    return page.items;
  }

  async function go(wanted, backwards = false) {
    if (!backwards && wanted.state === asked.state && wanted.from !== asked.from) {
      before.push(asked.from);
    } else if (wanted.state !== asked.state) {
      before.length = 0;
    }
    Object.assign(asked, wanted);
    from.value = asked.from;
    remember(asked);
    try {
      const shown = await load();
      announce(shown.length === 0 ? 'No items here.' : `Items ${shown[0].id} to ${shown.at(-1).id}`);
    } catch (refused) {
      announce(refused.message);
    }
  }

  from.value = asked.from;
  const node = h('div', {}, form, found.node);
  let seen = true;
  const watch = new IntersectionObserver((changes) => {
    const before = seen;
    seen = changes.at(-1).isIntersecting;
    if (seen && !before) {
      load().catch(() => {});
    }
  });
  watch.observe(node);
  signal.addEventListener('abort', () => watch.disconnect());
  return {node, go, loadSeen: async () => (seen || !loaded ? load() : null)};
}
