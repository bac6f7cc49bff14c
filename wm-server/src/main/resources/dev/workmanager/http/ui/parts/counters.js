/* How far a job is: a bar, and figures. */

import {fill, h, say} from '../dom.js';
import {coarse, number, percent, rate} from '../format.js';
import {STATES} from './states.js';

/** A bar with a stretch for each state; `show` gives it other counts. */
export function progressBar(name) {
  const parts = Object.fromEntries(STATES.map((state) => [state, h('span', {class: `part fill-${state}`})]));
  const node = h('div', {
    class: 'bar', role: 'progressbar', 'aria-label': name, 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '0',
  }, Object.values(parts));
  return {
    node,
    show(items) {
      for (const state of STATES) {
        parts[state].style.flexGrow = items.total === 0 ? 0 : items[state] / items.total;
        parts[state].hidden = items[state] === 0;
      }
      const ended = items.done + items.failed + items.cancelled;
      node.setAttribute('aria-valuenow', String(items.total === 0 ? 100 : Math.floor(100 * ended / items.total)));
      node.setAttribute('aria-valuetext', `${percent(ended, items.total)}: ${words(items)}`);
    },
  };
}

/** `5 done, 2 failed of 10`. */
export function words(items) {
  const some = STATES.filter((state) => items[state] > 0 && state !== 'pending').map((state) => `${number(items[state])} ${state}`);
  return `${some.length === 0 ? 'nothing yet' : some.join(', ')} of ${number(items.total)}`;
}

/** How long the rest takes, in words. */
export function eta(job) {
  if (job.etaMillis !== undefined && job.etaMillis !== null) {
    return coarse(Math.ceil(job.etaMillis / 1000));
  }
  return job.state === 'open' && job.items.pending + job.items.running > 0 ? '…' : '–';
}

/** Figures with their names; `show` gives them other values. */
export function figures(names) {
  const values = names.map((name) => [name, h('dd', {}, ' ')]);
  const node = h('dl', {class: 'figures'}, values.map(([name, value]) => h('div', {}, h('dt', {}, name), value)));
  return {
    node,
    show(shown) {
      for (const [name, value] of values) {
        const found = shown[name];
        found instanceof Node ? fill(value, found) : say(value, found ?? '–');
      }
    },
  };
}

/** The figures of a job. */
export function jobFigures() {
  const {node, show} = figures(['Progress', 'Done', 'Running', 'Failed', 'Cancelled', 'Pending', 'Rate', 'Left']);
  return {
    node,
    show(job) {
      const {items} = job;
      show({
        Progress: percent(items.done + items.failed + items.cancelled, items.total),
        Done: number(items.done),
        Running: number(items.running),
        Failed: number(items.failed),
        Cancelled: number(items.cancelled),
        Pending: number(items.pending),
        Rate: `${rate(job.rate)}/s`,
        Left: eta(job),
      });
    },
  };
}
