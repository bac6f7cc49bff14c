/* The result of an item: its beginning as text where it is text, and all of it to be kept. */

import {ask, jobPath, url} from '../api.js';
import {fill, h} from '../dom.js';
import {bytes} from '../format.js';

const MOST = 64 * 1024;
const LINE = 16;
const LINES = 32;

/** Shows the result of an item that is done. */
export async function itemResult(job, item, size, signal) {
  const path = jobPath(job, 'items', item, 'result');
  const link = h('a', {href: url(path), download: `${job}-${item}`, class: 'button'}, `Download (${bytes(size)})`);
  const shown = h('pre', {class: 'result', tabindex: '0', role: 'group', 'aria-label': 'Result'});
  const hint = h('p', {class: 'hint'});
  if (size === 0) {
    return h('p', {class: 'none'}, 'It is empty.');
  }
  const answer = await ask(path, {headers: {Range: `bytes=0-${MOST - 1}`}, signal});
  const found = new Uint8Array(await answer.arrayBuffer());
  const text = asText(found);
  shown.textContent = text ?? dump(found);
  if (text === null) {
    fill(hint, 'It is no text; this is how it begins.');
  } else if (size > MOST) {
    fill(hint, `This is how it begins: ${bytes(MOST)} of ${bytes(size)}.`);
  }
  return h('div', {}, shown, hint, h('p', {}, link));
}

/** Nothing where it is no text. A character that the limit has cut is left out. */
function asText(found) {
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      const text = new TextDecoder('utf-8', {fatal: true}).decode(found.subarray(0, found.length - cut));
      return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? null : text;
    } catch {
      if (found.length < MOST) {
        return null;
      }
    }
  }
  return null;
}

function dump(found) {
  const lines = [];
  for (let from = 0; from < Math.min(found.length, LINE * LINES); from += LINE) {
    const some = [...found.subarray(from, from + LINE)];
    const hex = some.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = some.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${from.toString(16).padStart(6, '0')}  ${hex.padEnd(LINE * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
