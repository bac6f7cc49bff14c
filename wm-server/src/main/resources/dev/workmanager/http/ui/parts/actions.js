/* Buttons that change something: they ask first, tell what has become of it, and are there only for those who may. */

import {announce, h, say} from '../dom.js';
import {may} from '../session.js';
import {confirmed} from './dialog.js';

/**
 * A button.
 *
 * @param {object} action `name`: the word on it; `role`: who may; `ask`: the question, `text`: what follows, `grave`: whether it
 *     cannot be undone; `act`: does it, and gives the words to tell
 */
export function action({name, role, ask, text, grave, act}) {
  const button = h('button', {type: 'button', class: grave ? 'grave quiet' : null}, name);
  if (!may(role)) {
    button.disabled = true;
    button.title = `That takes the role ${role}.`;
  }
  button.addEventListener('click', async () => {
    if (!await confirmed(ask, text, name, grave)) {
      button.focus();
      return;
    }
    button.disabled = true;
    try {
      note(await act());
    } catch (refused) {
      note(refused.message, true);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

/** Tells what has become of it, where it is seen and where it is heard. */
function note(text, bad = false) {
  const place = document.getElementById('note') ?? document.getElementById('main').appendChild(h('p', {id: 'note'}));
  place.className = bad ? 'note refusal' : 'note';
  say(place, text);
  announce(text);
}
