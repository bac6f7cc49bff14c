/* What the program of an attempt says, while it says it. */

import {ask, jobPath} from '../api.js';
import {announce, h, say} from '../dom.js';

/** So much is shown; what comes before is left out. */
const MOST = 200_000;
const AGAIN_MILLIS = 2000;

/** The log of an item's attempt, followed until it has ended. */
export function attemptLog(job, item, signal) {
  const text = h('pre', {class: 'log', tabindex: '0', role: 'group', 'aria-label': 'Log'});
  const state = h('p', {class: 'hint'});
  let reading = new AbortController();
  let followed = null;
  signal.addEventListener('abort', () => reading.abort());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      reading.abort();
    } else if (followed !== null) {
      follow(followed);
    }
  }, {signal});

  async function read(attempt, mine) {
    const decoder = new TextDecoder();
    say(text, '');
    say(state, 'Reading …');
    const answer = await ask(jobPath(job, 'items', item, 'log'), {query: {attempt, follow: 'true'}, signal: mine});
    say(state, 'It goes on as the program goes on.');
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      append(decoder.decode(part.value, {stream: true}));
    }
    append(decoder.decode());
    say(state, text.textContent === '' ? 'The program has said nothing.' : 'That is all.');
  }

  /** Scrolls along for those who look at the end, and leaves alone who reads further up. */
  function append(more) {
    if (more === '') {
      return;
    }
    const atEnd = text.scrollHeight - text.scrollTop - text.clientHeight < 30;
    text.append(more);
    if (text.textContent.length > MOST) {
      text.textContent = `[…]\n${text.textContent.slice(-MOST / 2)}`;
    }
    if (atEnd) {
      text.scrollTop = text.scrollHeight;
    }
  }

  async function follow(attempt) {
    reading.abort();
    reading = new AbortController();
    const mine = reading.signal;
    followed = attempt;
    try {
      await read(attempt, mine);
      followed = null;
    } catch (failure) {
      if (mine.aborted) {
        say(state, 'Not followed while nobody looks.');
      } else {
        say(state, failure.message);
        if (failure.status === 503) {
          setTimeout(() => mine.aborted || follow(attempt), AGAIN_MILLIS);
        } else if (failure.status !== 404) {
          announce(failure.message);
        }
      }
    }
  }

  return {node: h('div', {}, text, state), follow};
}
