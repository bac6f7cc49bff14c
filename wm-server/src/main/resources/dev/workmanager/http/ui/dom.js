/* Builds what is seen. Text becomes text: nothing here, and nowhere else, ever reads it as HTML. */

/**
 * An element.
 *
 * @param {string} tag its name
 * @param {object} [properties] functions are listeners (`onclick`); `true` is an attribute without a value; `false`, `null` and
 *     `undefined` are none
 * @param {...(Node|string|number|null|Array)} children what it holds
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Gives an element other children. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** Gives an element another text, if it has not got it already: what is selected or read aloud is left alone. */
export function say(element, text) {
  const string = String(text);
  if (element.textContent !== string) {
    element.textContent = string;
  }
}

/** Tells those who do not see, once, in the one place that is read aloud. */
export function announce(text) {
  say(document.getElementById('said'), text);
}

let ids = 0;

/** An id that nothing else on the page has. */
export function newId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** A part of the page with a heading of its own, which is also its name. */
export function section(title, properties, ...children) {
  const id = newId('part');
  const heading = h('h2', {id}, title);
  const element = h('section', {...properties, 'aria-labelledby': id}, heading, ...children);
  return element;
}

/** A colour of the style sheet, as a canvas takes it. */
export function colour(name) {
  const probe = h('span', {class: `probe probe-${name}`});
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Calls when the colours change: by the button, or by the system. */
export function whenColoursChange(signal, task) {
  addEventListener('colours', task, {signal});
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', task, {signal});
}

/** Calls again and again as long as the page is looked at. */
export function every(millis, signal, task) {
  const timer = setInterval(() => {
    if (!document.hidden) {
      task();
    }
  }, millis);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** A function that runs its task now, or as soon as the last time is long enough ago: never twice for one change. */
export function seldom(millis, signal, task) {
  let last = -Infinity;
  let timer = null;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    if (timer === null && !signal.aborted) {
      timer = setTimeout(() => {
        timer = null;
        last = performance.now();
        task();
      }, Math.max(0, last + millis - performance.now()));
    }
  };
}
