/* Puts the page together. */

import {announce, every, say} from './dom.js';
import {ago} from './format.js';
import {begin, show} from './router.js';
import * as session from './session.js';
import {events} from './views/events.js';
import {item} from './views/item.js';
import {job} from './views/job.js';
import {jobs} from './views/jobs.js';
import {login} from './views/login.js';
import {workers} from './views/workers.js';

const ROUTES = [
  [/^\/$/, jobs],
  [/^\/jobs\/([^/]+)$/, job],
  [/^\/jobs\/([^/]+)\/items\/(\d+)$/, item],
  [/^\/workers$/, workers],
  [/^\/events$/, events],
  [/^\/login$/, login],
];

const LINK = {live: 'Live', away: 'No connection', off: ''};

function header() {
  const theme = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const label = () => {
    say(theme, isDark() ? 'Light' : 'Dark');
    theme.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
  };
  theme.addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = chosen;
    localStorage.setItem('theme', chosen);
    label();
    dispatchEvent(new CustomEvent('colours'));
    announce(`${chosen === 'dark' ? 'Dark' : 'Light'} colours`);
  });
  dark.addEventListener('change', label);
  label();
  document.getElementById('leave').addEventListener('click', async () => {
    await session.end();
    toLogin();
  });
}

/** One lamp tells whether what is seen is live; only its going out and coming back is said aloud. */
function link() {
  let before = 'off';
  addEventListener('link', ({detail: state}) => {
    document.getElementById('link').dataset.state = state;
    say(document.getElementById('link-text'), LINK[state]);
    if (state === 'away' && before === 'live') {
      announce('The connection to the manager is lost.');
    } else if (state === 'live' && before === 'away') {
      announce('Connected again.');
    }
    before = state === 'off' ? before : state;
  });
}

function toLogin() {
  const here = location.hash.slice(1);
  if (!here.startsWith('/login')) {
    location.hash = `#/login?to=${encodeURIComponent(here)}`;
  }
}

function showSession() {
  const {open, role} = session.current();
  document.getElementById('open-note').hidden = !open;
  document.getElementById('leave').hidden = open || !role;
}

async function start() {
  header();
  link();
  addEventListener('unauthorized', toLogin);
  addEventListener('session', showSession);
  every(1000, new AbortController().signal, () => {
    document.querySelectorAll('time[data-ago]').forEach((time) => say(time, ago(time.dateTime)));
  });
  try {
    const {open, role} = await session.look();
    if (!open && !role) {
      toLogin();
    }
    showSession();
  } catch (refused) {
    announce(refused.message);
  }
  await begin(ROUTES);
}

start();
// For whoever comes back to a page that the browser has kept.
addEventListener('pageshow', (event) => event.persisted && show(false));
