/* All jobs, and how far they are. */

import {get} from '../api.js';
import {announce, every, fill, h, seldom} from '../dom.js';
import {listen} from '../events.js';
import {ago, number, percent, rate} from '../format.js';
import {eta, progressBar, words} from '../parts/counters.js';
import {Rates, ratePlot} from '../parts/rates.js';
import {jobBadge} from '../parts/states.js';
import {since} from '../parts/table.js';
import {address} from '../router.js';

/** So many are shown; whoever has more looks for a name. */
const MOST = 100;
/** For so many of those that run, rates are drawn. */
const PLOTS = 12;

/** `#/` */
export async function jobs(main, parameters, query, signal) {
  const known = new Map();
  const cards = new Map();
  const list = h('ul', {class: 'jobs'});
  const sum = h('p', {class: 'sum'});
  const more = h('p', {class: 'hint'});
  const search = h('input', {type: 'search', placeholder: 'Name', autocomplete: 'off', oninput: () => draw()});

  function wanted() {
    const name = search.value.trim().toLowerCase();
    return [...known.values()].filter((job) => job.name.toLowerCase().includes(name)).sort(byUrgency);
  }

  function draw() {
    const found = wanted();
    const shown = found.slice(0, MOST);
    const drawn = shown.map((job, index) => card(job, index < PLOTS));
    const nodes = drawn.length === 0 ? [nothing()] : drawn.map((each) => each.node);
    if (drawn.length === 0 || list.children.length !== nodes.length || nodes.some((node, index) => list.children[index] !== node)) {
      fill(list, nodes);
    }
    fill(more, found.length > MOST ? `${number(found.length - MOST)} more: look for a name.` : '');
    fill(sum, summary([...known.values()]));
  }

  function card(job, plots) {
    const made = cards.get(job.id) ?? jobCard(job, plots, signal);
    cards.set(job.id, made);
    made.show(job);
    return made;
  }

  function nothing() {
    return h('li', {class: 'none'}, known.size === 0
      ? ['There are no jobs yet. ', h('code', {}, 'wm submit crunch --numeric 1-1000'), ' makes one.'] : 'No job has such a name.');
  }

  async function load() {
    const found = (await get('v1/jobs', {}, signal)).jobs;
    known.clear();
    found.forEach((job) => known.set(job.name, job));
    draw();
  }

  const soon = seldom(200, signal, draw);
  await load();
  listen({kind: ['job.*']}, signal, (kind, event) => {
    if (kind === 'job.deleted') {
      known.delete(event.job);
    } else {
      known.set(event.job, event.status);
    }
    if (kind === 'job.ended') {
      announce(`Job ${event.job} has ended: ${words(event.status.items)}`);
    }
    soon();
  }, () => load().catch(() => {}));
  every(5000, signal, soon);
  fill(main, h('div', {class: 'head'}, h('h1', {tabindex: '-1'}, 'Jobs'), h('label', {class: 'search'}, h('span', {class: 'unseen'}, 'Look for jobs by name'), search)),
      sum, list, more);
  draw();
}

/** What runs comes first, then what waits for somebody, then the newest. */
function byUrgency(one, other) {
  const rank = (job) => ({halted: 0, open: 1, paused: 2}[job.state] ?? 3);
  return rank(one) - rank(other) || other.createdAt.localeCompare(one.createdAt) || one.name.localeCompare(other.name);
}

function summary(all) {
  const going = all.filter((job) => job.state === 'open');
  const total = going.reduce((sum, job) => sum + job.rate, 0);
  return `${number(all.length)} in all, ${number(going.length)} open, ${rate(total)} items a second`;
}

/** One job. */
function jobCard(first, plots, signal) {
  const bar = progressBar(`Progress of job ${first.name}`);
  const badge = h('span', {});
  const facts = h('p', {class: 'facts'});
  const side = h('div', {class: 'job-plot'});
  const rates = new Rates();
  let spark = null;
  const draw = () => {
    spark = ratePlot({height: 48, axes: false}, signal);
    side.append(spark.node);
    Rates.of(first.name, signal).then((kept) => {
      rates.begin(kept);
      spark.show(rates, `Rate of job ${first.name}`);
    }, () => {});
  };
  const node = h('li', {class: 'job'},
      h('div', {class: 'job-name'}, h('a', {href: address('jobs', first.name)}, first.name), badge),
      bar.node, facts, side);
  let state = null;
  return {
    node,
    show(job) {
      bar.show(job.items);
      if (state !== JSON.stringify([job.state, job.items.failed > 0])) {
        state = JSON.stringify([job.state, job.items.failed > 0]);
        fill(badge, jobBadge(job));
      }
      fill(facts, jobFacts(job));
      if (spark === null && plots && job.startedAt) {
        draw();
      }
      if (spark !== null && job.state !== 'ended') {
        rates.add(Date.now(), job.items.done, job.items.failed);
        spark.show(rates, `Rate of job ${job.name}`);
      }
    },
  };
}

function jobFacts(job) {
  const {items} = job;
  const ended = items.done + items.failed + items.cancelled;
  return [
    fact(`${number(ended)} of ${number(items.total)}`, percent(ended, items.total)),
    items.failed > 0 ? h('span', {class: 'fact bad'}, h('b', {}, number(items.failed)), ' failed') : null,
    items.running > 0 ? fact(number(items.running), 'running') : null,
    job.state === 'open' ? fact(`${rate(job.rate)}/s`, '') : null,
    job.state === 'open' ? fact(eta(job), 'left') : null,
    job.reason ? h('span', {class: 'fact bad'}, job.reason) : null,
    job.endedAt ? h('span', {class: 'fact'}, 'ended ', since(job.endedAt, ago)) : null,
  ];
}

function fact(value, name) {
  return h('span', {class: 'fact'}, h('b', {}, value), ` ${name}`);
}
