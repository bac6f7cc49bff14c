/* Who looks, and what that one may do. */

import {ask} from './api.js';

const RANKS = ['read', 'work', 'admin'];

let session = {open: false, role: null, name: null};

/** Asks the manager anew. */
export async function look() {
  session = await (await ask('v1/session')).json();
  return session;
}

/** As it was found last. */
export function current() {
  return session;
}

/** Whether one may do what demands a role. */
export function may(role) {
  return RANKS.indexOf(session.role) >= RANKS.indexOf(role);
}

/** Begins a session; throws where the token is none. */
export async function begin(token) {
  await ask('v1/session', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({token}),
  });
  return look();
}

/** Ends it. */
export async function end() {
  await ask('v1/session', {method: 'DELETE'});
  return look();
}
