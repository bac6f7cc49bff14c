/* Numbers, times and sizes as people read them. */

const SHORT = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});
const WHOLE = new Intl.NumberFormat('en');
const ONE = new Intl.NumberFormat('en', {maximumFractionDigits: 1});
const TWO = new Intl.NumberFormat('en', {maximumSignificantDigits: 2});

/** `1,234,567`. */
export function number(value) {
  return WHOLE.format(value);
}

/** `1 item`, `2,000 items`. */
export function count(value, thing) {
  return `${number(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** For axes: `40K`, `1.5M`. */
export function compact(value) {
  return SHORT.format(value);
}

/** Items a second: `1,250`, `12.5`, `0.034`. */
export function rate(value) {
  if (value >= 100) {
    return WHOLE.format(Math.round(value));
  }
  return value >= 1 ? ONE.format(value) : TWO.format(value);
}

/** `340 ms`, `4.2 s`, `3m 20s`, `2h 5m`, `3d 4h`. */
export function length(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 10) {
    return `${ONE.format(seconds)} s`;
  }
  return coarse(Math.round(seconds));
}

/** `20s`, `3m 20s`, `2h 5m`, `3d 4h`: never more than two units. */
export function coarse(seconds) {
  if (seconds < 60) {
    return `${Math.max(0, Math.round(seconds))}s`;
  }
  const units = [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  return units.slice(first, first + 2)
      .map(([unit, size], place) => {
        const whole = place === 0 ? Math.floor(seconds / size) : Math.floor((seconds % units[first][1]) / size);
        return whole === 0 && place === 1 ? '' : `${whole}${unit}`;
      })
      .join(' ')
      .trim();
}

/** `312 bytes`, `4.1 KiB`. */
export function bytes(size) {
  if (size < 1024) {
    return count(size, 'byte');
  }
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = size / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? ONE.format(value) : Math.round(value)} ${units[unit]}`;
}

/** The time of day here, with the date where it is not today's. */
export function clock(iso) {
  const then = new Date(iso);
  const time = [then.getHours(), then.getMinutes(), then.getSeconds()].map(two).join(':');
  if (then.toDateString() === new Date().toDateString()) {
    return time;
  }
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${time}`;
}

function two(value) {
  return String(value).padStart(2, '0');
}

/** `5s ago`. */
export function ago(iso) {
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  return seconds < 1 ? 'just now' : `${coarse(Math.floor(seconds))} ago`;
}

/** How long from one time to another, or until now. */
export function between(from, to) {
  const end = to ? Date.parse(to) : Date.now();
  return length(Math.max(0, end - Date.parse(from)));
}

/** A part of a whole: `0 %` only for nothing, `100 %` only for all. */
export function percent(part, whole) {
  if (whole === 0 || part === 0) {
    return '0 %';
  }
  const share = 100 * part / whole;
  if (part < whole && share > 99.9) {
    return '99.9 %';
  }
  return share < 0.1 ? '<0.1 %' : `${ONE.format(share)} %`;
}
