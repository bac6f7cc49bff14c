/* The states of items and jobs: a word and a sign each, so that colour is never all there is. */

import {h} from '../dom.js';

/** The states of items, in the order in which they are shown. */
export const STATES = ['done', 'running', 'failed', 'cancelled', 'pending'];

const SIGNS = {
  done: '✓', running: '▸', failed: '✕', cancelled: '⊘', pending: '○',
  open: '▸', paused: '‖', halted: '!', ended: '✓',
};

/** What a job's state looks like: one that has ended looks as its items have. */
function look({state, items}) {
  if (state === 'ended') {
    return items.failed > 0 ? 'failed' : 'done';
  }
  return {open: 'running', paused: 'pending', halted: 'failed', cancelled: 'cancelled'}[state] ?? 'pending';
}

function badge(word, colour, sign) {
  return h('span', {class: `badge state-${colour}`}, h('span', {class: 'sign', 'aria-hidden': 'true'}, sign ?? '·'), word);
}

/** The state of an item. */
export function itemBadge(state) {
  return badge(state, state, SIGNS[state]);
}

/** The state of a job. */
export function jobBadge(job) {
  const failed = job.state === 'ended' && job.items.failed > 0;
  return badge(failed ? 'ended, some failed' : job.state, look(job), failed ? SIGNS.failed : SIGNS[job.state]);
}

/** How an attempt has ended. */
export function endBadge(end) {
  if (!end) {
    return itemBadge('running');
  }
  const colour = {done: 'done', failed: 'failed', 'timed-out': 'failed', killed: 'cancelled', lost: 'failed'}[end] ?? 'pending';
  return badge(end, colour, SIGNS[colour]);
}
