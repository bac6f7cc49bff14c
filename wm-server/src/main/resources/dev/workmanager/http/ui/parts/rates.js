/* How fast items have ended, from what the manager has kept and what is heard since. */

import {get, jobPath} from '../api.js';
import {h} from '../dom.js';
import {rate} from '../format.js';
import {plot} from './plot.js';

const MOST = 600;
/** More are not told apart by eyes. */
const SEEN = 120;

/** What has ended by when: counts that only rise, of which the rates are the differences. */
export class Rates {
  constructor() {
    this.points = [];
  }

  /** What the manager has kept of a job. */
  static async of(job, signal) {
    const rates = new Rates();
    const kept = await get(jobPath(job, 'rates'), {}, signal);
    const ahead = Date.now() - kept.now;
    kept.at.forEach((at, index) => rates.add(at + ahead, kept.done[index], kept.failed[index]));
    return rates;
  }

  /** What was known before comes before what is known already. */
  begin(kept) {
    const first = this.points[0]?.at ?? Infinity;
    this.points = [...kept.points.filter((point) => point.at < first), ...this.points];
  }

  /** So many by then. */
  add(at, done, failed) {
    const last = this.points.at(-1);
    if (last !== undefined && (at <= last.at || done < last.done)) {
      return;
    }
    this.points.push({at, done, failed});
    if (this.points.length > MOST) {
      this.points = this.points.filter((point, index) => index % 2 === 0 || index > MOST / 2);
    }
  }

  /** Times in seconds, and the rates of done and failed from one to the next; what is too close together is one. */
  columns() {
    const points = this.apart();
    const rates = (counted) => points.map((unused, index) => {
      const from = points[Math.max(0, index - 1)];
      const to = points[Math.max(1, index)];
      return to === undefined ? 0 : Math.max(0, counted(to) - counted(from)) * 1000 / (to.at - from.at);
    });
    return [points.map((point) => point.at / 1000), rates((point) => point.done), rates((point) => point.failed)];
  }

  apart() {
    const least = (this.points.at(-1)?.at - this.points[0]?.at) / SEEN;
    const kept = [];
    for (const point of this.points) {
      if (kept.length === 0 || point.at - kept.at(-1).at >= least) {
        kept.push(point);
      }
    }
    return kept;
  }
}

/** The rates of a job as a plot. */
export function ratePlot(size, signal) {
  const lines = [{label: 'done', colour: 'done'}, {label: 'failed', colour: 'failed', dash: [5, 3]}];
  const drawn = plot(lines, size, signal);
  return {
    node: drawn.node,
    show(rates, name) {
      const columns = rates.columns();
      const most = Math.max(0, ...columns[1]);
      if (size.axes === false && Math.max(0, ...columns[2]) === 0) {
        columns[2].fill(null);
      }
      const last = columns[1].at(-1) ?? 0;
      drawn.show(columns, `${name}: ${rate(last)} items a second at last, ${rate(most)} at most`);
    },
  };
}

/** Which line is which. */
export function rateKey() {
  return h('p', {class: 'key', 'aria-hidden': 'true'},
      h('span', {class: 'key-done'}, 'done'), h('span', {class: 'key-failed'}, 'failed'), ' items a second');
}
