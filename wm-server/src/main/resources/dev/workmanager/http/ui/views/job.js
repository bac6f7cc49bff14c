/* One job: how far it is, all its items as a map, how long they take, what has failed; and what one can do about it. */

import {get, jobPath, post, remove} from '../api.js';
import {announce, every, fill, h, say, section, seldom} from '../dom.js';
import {listen} from '../events.js';
import {ago, clock, count, length, number} from '../format.js';
import {mapKey} from '../parts/cells.js';
import {durationColumns} from '../parts/columns.js';
import {jobFigures, progressBar, words} from '../parts/counters.js';
import {itemColumns, itemPages} from '../parts/items.js';
import {jobActions} from '../parts/jobactions.js';
import {itemMap} from '../parts/map.js';
import {rateKey, ratePlot, Rates} from '../parts/rates.js';
import {itemBadge, jobBadge} from '../parts/states.js';
import {since, table} from '../parts/table.js';
import {address} from '../router.js';

const FEW = 8;
const CELLS = 4096;

/** `#/jobs/{job}` */
export async function job(main, [name], query, signal) {
  let status = await get(jobPath(name), {}, signal);
  const rates = await Rates.of(name, signal).catch(() => new Rates());
  signal.throwIfAborted();
  const bar = progressBar(`Progress of job ${name}`);
  const figures = jobFigures();
  const badge = h('span', {});
  const buttons = h('div', {class: 'buttons'});
  const reason = h('p', {class: 'refusal'});
  const facts = h('dl', {class: 'details'});
  const plotted = ratePlot({height: 180}, signal);
  const durations = durationColumns();
  const slowest = slowestTable(name);
  const failed = table(`Failed items of job ${name}`, itemColumns(status).filter((column) => column.name !== 'State'),
      (item) => String(item.id), 'None has failed.');
  const pages = itemPages(status, query, signal);
  const heading = h('h1', {tabindex: '-1', 'data-title': name}, `Job ${name}`);
  const items = section('Items', {id: 'items'}, pages.node);
  const map = itemMap(`Map of the items of job ${name}`, (cell) => toItems(cell), signal);
  const scale = h('p', {class: 'hint'});
  let buttonsFor = '';

  function toItems(cell) {
    const state = cell.counts.failed > 0 && cell.from !== cell.to ? 'failed' : '';
    pages.go({state, from: String(cell.from)});
    items.scrollIntoView({block: 'start'});
    items.querySelector('a, input')?.focus({preventScroll: true});
  }

  function show(now) {
    status = now;
    bar.show(now.items);
    figures.show(now);
    fill(badge, jobBadge(now));
    say(reason, now.reason ?? '');
    reason.hidden = !now.reason;
    rates.add(Date.now(), now.items.done, now.items.failed);
    plotted.show(rates, `Rate of job ${name}`);
    const kind = JSON.stringify([now.state, now.items.failed > 0]);
    if (kind !== buttonsFor) {
      buttonsFor = kind;
      fill(buttons, jobActions(now, {changed, retry, forget}));
      fill(facts, details(now));
    }
  }

  async function look() {
    show(await get(jobPath(name), {}, signal));
  }

  /** Made by the manager now and then, for all who look; so it says itself how often asking is of use. */
  let nextSurvey = 0;
  async function survey(now = false) {
    if (!now && performance.now() < nextSurvey) {
      return;
    }
    const found = await get(jobPath(name, 'survey'), {cells: CELLS}, signal);
    nextSurvey = performance.now() + Math.max(2000, found.freshMillis);
    map.show(found);
    durations.show(found.durations);
    slowest.show(found.slowest.slice(0, FEW));
    say(scale, found.size === 1 ? 'Each cell is an item.' : `Each cell stands for ${count(found.size, 'item')}.`);
  }

  /** Of a large job a list is no small thing: those that failed only when there are others, the items only for those who see them. */
  let failedShown = -1;
  async function lists() {
    if (failedShown !== status.items.failed) {
      failedShown = status.items.failed;
      failed.show(failedShown === 0 ? [] : (await get(jobPath(name, 'items'), {state: 'failed', limit: FEW}, signal)).items);
    }
    await pages.loadSeen();
  }

  const all = () => Promise.all([look(), survey(true), lists()]).catch(tell);
  const soonLists = seldom(3000, signal, () => lists().catch(tell));
  const soonSurvey = seldom(1000, signal, () => survey().catch(tell));
  const lately = seldom(1500, signal, all);

  function tell(failure) {
    if (!signal.aborted && failure.status !== 401) {
      announce(failure.message);
    }
  }

  function heard(kind, event) {
    if (kind === 'job.deleted') {
      location.hash = '#/';
      return;
    }
    if (event.status !== undefined && event.job === name) {
      show(event.status);
    }
    if (kind === 'job.ended') {
      announce(`Job ${name} has ended: ${words(event.status.items)}`);
      // The manager makes its survey at most so often: the last one is still to come.
      lately();
    }
    soonLists();
    soonSurvey();
  }

  async function retry() {
    const {items: changed} = await post(jobPath(name, 'retry'));
    await all();
    return `${count(changed, 'item')} of job ${name} will be tried again.`;
  }

  async function forget() {
    await remove(jobPath(name));
    location.hash = '#/';
    return `Job ${name} is deleted.`;
  }

  async function changed(verb, what) {
    show(await post(jobPath(name, verb)));
    lately();
    return `Job ${name} ${what}.`;
  }

  fill(main,
      h('nav', {class: 'crumbs', 'aria-label': 'Where you are'}, h('a', {href: '#/'}, 'Jobs'), ' / ', name),
      h('div', {class: 'head'}, heading, badge, buttons),
      reason, bar.node, figures.node,
      section('Map', {class: 'card'}, h('div', {class: 'row'}, mapKey(signal), scale), map.node,
          h('p', {class: 'hint'}, 'Arrow keys go from cell to cell, F to the next one with a failed item, Enter to its items.')),
      h('div', {class: 'pair'},
          section('Rate', {class: 'card'}, plotted.node, rateKey()),
          section('Durations of attempts', {class: 'card'}, durations.node)),
      h('div', {class: 'pair'},
          section('Failed items', {class: 'card'}, failed.node),
          section('Slowest items', {class: 'card'}, slowest.node)),
      items,
      section('About this job', {}, facts));
  map.reserve(status.items.total);
  show(status);
  await Promise.all([lists(), survey(true).catch(tell)]);
  listen({kind: ['job.*'], job: [name]}, signal, heard, all);
  every(5000, signal, () => status.items.running + status.items.pending > 0 && soonSurvey());
}

function details(job) {
  const policy = Object.entries(job.policy).map(([key, value]) => `${key}: ${value}`).join('\n');
  return [
    ['Items from', job.source], ['Domain', job.domain ?? '–'], ['Priority', number(job.priority)],
    ['Made', clock(job.createdAt)], ['Started', job.startedAt ? clock(job.startedAt) : '–'],
    ['Ended', job.endedAt ? since(job.endedAt, ago) : '–'], ['Attempts that came too late', number(job.superseded)],
    ['Identity', job.id], ['Policy', h('pre', {class: 'policy'}, policy)],
  ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)));
}

function slowestTable(job) {
  return table(`Slowest items of job ${job}`, [
    {name: 'Item', head: true, cell: (row) => h('a', {href: address('jobs', job, 'items', row.id)}, String(row.id))},
    {name: 'State', wide: true, cell: (row) => itemBadge(row.state)},
    {name: 'Took', number: true, cell: (row) => length(row.millis)},
  ], (row) => String(row.id), 'No item has ended yet.');
}
