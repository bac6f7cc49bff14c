/* Where one says who one is. */

import {fill, h, say} from '../dom.js';
import * as session from '../session.js';

/** `#/login?to=…` */
export async function login(main, parameters, query) {
  const token = h('input', {type: 'password', name: 'token', id: 'token', autocomplete: 'current-password', required: true,
    'aria-describedby': 'login-refusal', spellcheck: 'false'});
  const wrong = h('p', {class: 'refusal', id: 'login-refusal', role: 'alert'});
  const form = h('form', {class: 'login card', onsubmit: async (event) => {
    event.preventDefault();
    try {
      await session.begin(token.value);
      dispatchEvent(new CustomEvent('session'));
      location.hash = `#${target(query.get('to'))}`;
    } catch (refused) {
      say(wrong, refused.status === 401 ? 'The manager does not know this token.' : refused.message);
      token.select();
    }
  }},
  h('h1', {tabindex: '-1'}, 'Log in'),
  h('p', {}, 'This manager wants to know who looks. The token is one from its file of tokens.'),
  h('p', {}, h('label', {for: 'token'}, 'Token'), token), wrong, h('p', {}, h('button', {class: 'strong'}, 'Log in')));
  fill(main, form);
  token.focus();
}

/** Only a place within the page. */
function target(wanted) {
  return wanted !== null && wanted.startsWith('/') ? wanted : '/';
}
