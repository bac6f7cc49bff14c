/* From the address to what is seen: `#/jobs/crunch/items/17?state=failed`. */

import {announce, fill, h} from './dom.js';
import {Refused} from './api.js';

const APP = 'Work Manager';

let routes = [];
let open = new AbortController();

/** What the address names, and its query. */
function place() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  return {path: path || '/', query: new URLSearchParams(query ?? '')};
}

/** The address of something below `#/`, each part as it is written in addresses. */
export function address(...parts) {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Writes another query into the address, without going anywhere. */
export function remember(query) {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value !== null));
  const text = kept.toString();
  history.replaceState(null, '', `#${place().path}${text === '' ? '' : `?${text}`}`);
}

/** Shows what the address names, now and whenever it changes. */
export function begin(table) {
  routes = table;
  addEventListener('hashchange', () => show(true));
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
  return show(false);
}

/** Shows it anew. */
export async function show(focus) {
  const {path, query} = place();
  const found = routes.map(([pattern, view]) => [pattern.exec(path), view]).find(([match]) => match !== null);
  open.abort();
  open = new AbortController();
  const main = document.getElementById('main');
  const {signal} = open;
  mark(path);
  if (found === undefined) {
    fill(main, h('h1', {tabindex: '-1'}, 'There is nothing here'), h('p', {}, h('a', {href: '#/'}, 'All jobs')));
  } else {
    const [match, view] = found;
    try {
      await view(main, match.slice(1).map(decodeURIComponent), query, signal);
    } catch (failure) {
      // Who is not logged in is on the way to where one does that.
      if (!signal.aborted && failure.status !== 401) {
        failed(main, failure);
      }
    }
  }
  if (!signal.aborted) {
    arrive(main, focus);
  }
}

/** Who goes to another page is told where that is, and reads on from its beginning. */
function arrive(main, focus) {
  const title = main.querySelector('h1');
  document.title = title === null ? APP : `${title.dataset.title ?? title.textContent} – ${APP}`;
  if (focus && title !== null && !main.contains(document.activeElement)) {
    title.focus({preventScroll: true});
    scrollTo(0, 0);
  }
}

function mark(path) {
  document.querySelectorAll('nav[aria-label="Main"] a').forEach((link) => {
    const target = link.getAttribute('href').slice(1);
    const here = target === '/' ? path === '/' || path.startsWith('/jobs/') : path === target;
    here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  });
}

function failed(main, failure) {
  if (!(failure instanceof Refused)) {
    console.error(failure);
  }
  const text = failure instanceof Refused ? failure.message : 'This page has a defect; the browser\'s console tells more.';
  announce(text);
  fill(
      main,
      h('h1', {tabindex: '-1'}, failure.status === 404 ? 'It is not here' : 'That did not work'),
      h('p', {class: 'refusal'}, text),
      h('p', {}, h('button', {type: 'button', onclick: () => show(true)}, 'Try again'), ' ', h('a', {href: '#/'}, 'All jobs')));
}
