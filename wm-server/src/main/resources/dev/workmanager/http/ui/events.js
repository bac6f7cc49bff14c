/*
 * What happens, as it happens. A page has one stream, of the kinds that its view shows, and none while nobody looks at it: browsers
 * share a handful of connections among all pages of a manager, and a page that is hidden costs nothing.
 */

import {get, url} from './api.js';

const KINDS = ['job.submitted', 'job.changed', 'job.progress', 'job.ended', 'job.deleted', 'item.done', 'item.failed',
  'item.cancelled', 'item.pending', 'worker.seen', 'worker.lost', 'worker.back', 'worker.ordered'];
const COME_AGAIN_MILLIS = 5000;
/** After so long it is cheaper to look at everything anew than to hear what has happened since. */
const FORGET_MILLIS = 20_000;

let stream = null;

/** Tells the page how the stream is: `live`, `away` or `off`. */
function tell(state) {
  dispatchEvent(new CustomEvent('link', {detail: state}));
}

/**
 * Listens, until the signal; whoever listened before does not any more.
 *
 * @param {object} wanted `kind`: patterns; `job`: patterns
 * @param {(kind: string, event: object) => void} heard takes what happens
 * @param {() => void} missed is told that something was not heard: what is shown is to be looked at anew
 */
export function listen(wanted, signal, heard, missed) {
  stream?.close();
  stream = new Stream(wanted, heard, missed);
  const mine = stream;
  signal.addEventListener('abort', () => mine.close());
}

class Stream {
  constructor(wanted, heard, missed) {
    this.wanted = wanted;
    this.heard = heard;
    this.missed = missed;
    this.place = null;
    this.hiddenAt = null;
    this.source = null;
    this.timer = null;
    this.stopped = new AbortController();
    document.addEventListener('visibilitychange', () => this.look(), {signal: this.stopped.signal});
    this.look();
  }

  look() {
    if (document.hidden) {
      this.hiddenAt = performance.now();
      this.disconnect();
      tell('off');
    } else if (this.source === null) {
      this.connect(this.hiddenAt !== null && performance.now() - this.hiddenAt > FORGET_MILLIS);
    }
  }

  /** Where it stood, unless that is too long ago: then from now on. */
  connect(anew) {
    clearTimeout(this.timer);
    const place = anew ? null : this.place;
    const address = new URL(url('v1/events', {after: place}));
    for (const [name, patterns] of Object.entries(this.wanted)) {
      patterns.forEach((pattern) => address.searchParams.append(name, pattern));
    }
    const source = new EventSource(address);
    this.source = source;
    source.addEventListener('open', () => {
      tell('live');
      if (anew) {
        this.missed();
      }
    });
    source.addEventListener('error', () => this.lost(source));
    source.addEventListener('gap', (event) => {
      this.place = event.lastEventId;
      this.missed();
    });
    KINDS.forEach((kind) => source.addEventListener(kind, (event) => {
      this.place = event.lastEventId;
      this.heard(kind, JSON.parse(event.data));
    }));
  }

  /** Browsers come again by themselves, but not to one who has refused. */
  lost(source) {
    tell('away');
    if (source.readyState === EventSource.CLOSED && this.source === source) {
      this.disconnect();
      this.timer = setTimeout(() => this.look(), COME_AGAIN_MILLIS);
      // Whoever is not logged in any more is told so by an ordinary answer; a stream tells no reasons.
      get('v1/jobs').catch(() => tell('away'));
    }
  }

  disconnect() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  close() {
    this.stopped.abort();
    this.disconnect();
    if (stream === this) {
      stream = null;
      tell('off');
    }
  }
}
