/* Workers, by group: who is there, and what each holds. */

import {get, post, workerPath} from '../api.js';
import {announce, every, fill, h, section, seldom} from '../dom.js';
import {listen} from '../events.js';
import {ago, count, number} from '../format.js';
import {action} from '../parts/actions.js';
import {since, table} from '../parts/table.js';
import {address} from '../router.js';

/** Who was not heard of for so long, and holds nothing, is gone. */
const GONE_MILLIS = 120_000;
const NO_GROUP = 'without a group';

/** `#/workers` */
export async function workers(main, parameters, query, signal) {
  const groups = new Map();
  const place = h('div', {class: 'stack'});
  const sum = h('p', {class: 'sum'});
  const gone = h('input', {type: 'checkbox', onchange: () => draw()});
  let known = [];

  function draw() {
    const shown = known.filter((worker) => gone.checked || isHere(worker));
    const byGroup = grouped(shown);
    const names = [...byGroup.keys()].sort();
    const parts = names.map((name) => part(name, byGroup.get(name)));
    if (parts.some((each, index) => place.children[index] !== each) || place.children.length !== parts.length) {
      fill(place, parts.length === 0 ? h('p', {class: 'none'}, 'No worker is here. ', h('code', {}, 'wm-wrap -- ./your-command'), ' is one.') : parts);
    }
    const holds = shown.reduce((all, worker) => all + worker.holds.length, 0);
    fill(sum, `${count(shown.length, 'worker')}, ${count(holds, 'item')} in their hands; ${number(known.length - shown.length)} gone`);
  }

  function part(name, some) {
    let made = groups.get(name);
    if (made === undefined) {
      const rows = workerTable(name, look);
      made = {node: section(name, {class: 'card'}, rows.node), rows};
      groups.set(name, made);
    }
    made.rows.show(some);
    return made.node;
  }

  async function look() {
    known = (await get('v1/workers', {}, signal)).workers;
    draw();
  }

  const again = () => look().catch((failure) => signal.aborted || announce(failure.message));
  await look();
  fill(main, h('div', {class: 'head'}, h('h1', {tabindex: '-1'}, 'Workers'),
      h('label', {class: 'row'}, gone, ' those who are gone, too')), sum, place);
  const soon = seldom(1000, signal, again);
  listen({kind: ['worker.*']}, signal, soon, again);
  every(4000, signal, soon);
}

function isHere(worker) {
  const heard = worker.lastSeen ?? worker.registeredAt;
  return worker.holds.length > 0 || Boolean(worker.registeredAt) || (heard !== undefined && Date.now() - Date.parse(heard) < GONE_MILLIS);
}

function groupOf(worker) {
  return worker.group || NO_GROUP;
}

function grouped(some) {
  const found = new Map();
  some.forEach((worker) => found.set(groupOf(worker), [...found.get(groupOf(worker)) ?? [], worker]));
  return found;
}

function workerTable(group, look) {
  return table(`Workers of ${group}`, [
    {name: 'Worker', head: true, cell: (worker) => h('span', {class: 'data'}, worker.id)},
    {name: 'Where', cell: (worker) => h('span', {class: 'data'}, where(worker))},
    {name: 'Holds', wide: true, cell: (worker) => holds(worker)},
    {name: 'Done', number: true, cell: (worker) => number(worker.done)},
    {name: 'Failed', number: true, cell: (worker) => number(worker.failed)},
    {name: 'Last seen', cell: (worker) => since(worker.lastSeen, ago)},
    {name: 'Order', cell: (worker) => worker.order ?? '–'},
    {name: 'Actions', cell: (worker) => actions(worker, look)},
  ], (worker) => worker.id, 'Nobody is here.');
}

function where(worker) {
  const process = worker.pid ? `process ${worker.pid}` : '';
  return [worker.host ?? '', process].filter((part) => part !== '').join(', ') || '–';
}

const MOST_HELD = 8;

function holds(worker) {
  if (worker.holds.length === 0) {
    return '–';
  }
  const some = worker.holds.slice(0, MOST_HELD);
  return h('ul', {class: 'holds'},
      some.map((held) => h('li', {}, h('a', {href: address('jobs', held.job, 'items', held.id)}, `${held.job} ${held.id}`),
          held.progress ? h('span', {class: 'data hint'}, ` ${held.progress}`) : null)),
      worker.holds.length > MOST_HELD ? h('li', {}, `and ${number(worker.holds.length - MOST_HELD)} more`) : null);
}

/** Who has only registered takes no orders. */
function actions(worker, look) {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(worker.id) || (worker.registeredAt && !worker.lastSeen && worker.holds.length === 0)) {
    return '–';
  }
  const order = (verb, what) => async () => {
    await post(workerPath(worker.id, verb));
    await look();
    return `Worker ${worker.id} ${what}.`;
  };
  if (worker.order) {
    return action({name: 'Resume', role: 'admin', ask: `Let worker ${worker.id} go on?`, text: 'It takes items again, unless it has left.',
      act: order('resume', 'takes items again')});
  }
  return action({name: 'Drain', role: 'admin', ask: `Drain worker ${worker.id}?`,
    text: 'It takes nothing more, finishes what it holds, and leaves.', act: order('drain', 'is told to finish and leave')});
}
