/* Asks before something is changed that somebody may regret. */

import {h, newId} from '../dom.js';

/**
 * Asks.
 *
 * @param {string} title what is to be done, as a question
 * @param {string} text what follows from it
 * @param {string} yes the word on the button
 * @param {boolean} [grave] whether it cannot be undone
 * @returns {Promise<boolean>} whether it is to be done
 */
export function confirmed(title, text, yes, grave = false) {
  const heading = newId('ask');
  const body = newId('ask');
  const dialog = h('dialog', {'aria-labelledby': heading, 'aria-describedby': body},
      h('form', {method: 'dialog'},
          h('h2', {id: heading}, title),
          h('p', {id: body}, text),
          h('div', {class: 'buttons'},
              h('button', {value: 'no', class: 'quiet', autofocus: true}, 'Not now'),
              h('button', {value: 'yes', class: grave ? 'grave' : 'strong'}, yes))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
