/* What one can do about a job, by its state. */

import {count} from '../format.js';
import {action} from './actions.js';

/**
 * The buttons.
 *
 * @param {object} job its status
 * @param {object} means `changed(verb, what)`, `retry()` and `forget()` do it, and give the words to tell
 */
export function jobActions(job, {changed, retry, forget}) {
  const {name, state, items} = job;
  const over = state === 'ended' || state === 'cancelled';
  return [
    state === 'open' && action({
      name: 'Pause',
      role: 'admin',
      ask: `Pause job ${name}?`,
      text: 'Nothing more is handed out until somebody resumes it. What runs goes on.',
      act: () => changed('pause', 'is paused'),
    }),
    (state === 'paused' || state === 'halted') && action({
      name: 'Resume',
      role: 'admin',
      ask: `Resume job ${name}?`,
      text: 'Its items are handed out again.',
      act: () => changed('resume', 'goes on'),
    }),
    items.failed > 0 && state !== 'cancelled' && action({
      name: 'Retry failed',
      role: 'admin',
      ask: `Try ${count(items.failed, 'failed item')} again?`,
      text: 'They are pending again, with all their attempts before them.',
      act: retry,
    }),
    !over && action({
      name: 'Cancel job',
      role: 'admin',
      grave: true,
      ask: `Cancel job ${name}?`,
      text: `${count(items.pending + items.running, 'item')} that have not ended will never be done. This cannot be undone; results stay.`,
      act: () => changed('cancel', 'is cancelled'),
    }),
    over && action({
      name: 'Delete',
      role: 'admin',
      grave: true,
      ask: `Delete job ${name}?`,
      text: 'The manager forgets it, with its attempts and logs. Its results stay in the out folder.',
      act: forget,
    }),
  ];
}
