/* Asks the manager. */

/** A refusal, with the manager's own words. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Where something is: relative to the page, so that it is right behind a proxy that puts a path in front. */
export function url(path, query = {}) {
  const found = new URL(`../${path}`, location.href);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      found.searchParams.append(name, value);
    }
  }
  return found.href;
}

/** The path of a job, and of what belongs to it. */
export function jobPath(job, ...more) {
  return ['v1/jobs', job, ...more].map((part, place) => (place === 0 ? part : encodeURIComponent(part))).join('/');
}

/** The path of a worker, and of what belongs to it. */
export function workerPath(worker, ...more) {
  return ['v1/workers', encodeURIComponent(worker), ...more].join('/');
}

/** An answer as it comes. Who may not ask is sent to the page where one logs in. */
export async function ask(path, {method = 'GET', query, headers, body, signal} = {}) {
  let answer;
  try {
    answer = await fetch(url(path, query), {method, headers, body, signal, credentials: 'same-origin', cache: 'no-store'});
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Refused(0, 'unreachable', 'The manager cannot be reached.');
  }
  if (answer.ok) {
    return answer;
  }
  const refused = await refusal(answer);
  if (answer.status === 401 && path !== 'v1/session') {
    dispatchEvent(new CustomEvent('unauthorized'));
  }
  throw refused;
}

async function refusal(answer) {
  try {
    const said = await answer.json();
    return new Refused(answer.status, said.code, said.message);
  } catch {
    return new Refused(answer.status, 'unknown', `The manager answered ${answer.status}.`);
  }
}

/** Gets JSON. */
export async function get(path, query, signal) {
  return (await ask(path, {query, signal})).json();
}

/** Changes something. */
export async function post(path) {
  return (await ask(path, {method: 'POST'})).json();
}

/** Removes something. */
export async function remove(path) {
  return (await ask(path, {method: 'DELETE'})).json();
}
