/*
 * Tables that change while somebody looks at them: a row that is as it was stays as it is, and with it focus and selection. Their
 * roles are written out, since a narrow screen shows rows as cards, and a table that is not laid out as one is none to browsers.
 */

import {fill, h} from '../dom.js';

/**
 * A table.
 *
 * @param {string} caption what it shows; also for those who do not see it
 * @param {Array<{name: string, cell: (row: object) => (Node|string|number), number?: boolean, wide?: boolean, head?: boolean}>} columns
 * @param {(row: object) => string} key what tells rows apart
 * @param {string} empty what is said where there are none
 */
export function table(caption, columns, key, empty) {
  const body = h('tbody', {role: 'rowgroup'});
  const head = h('tr', {role: 'row'}, columns.map((column) => h('th', {scope: 'col', role: 'columnheader', class: kind(column)}, column.name)));
  const none = h('p', {class: 'none', hidden: true}, empty);
  const scroll = h('div', {class: 'scroll', role: 'group', 'aria-label': caption},
      h('table', {role: 'table'}, h('caption', {class: 'unseen'}, caption), h('thead', {role: 'rowgroup'}, head), body));
  const node = h('div', {class: 'table'}, scroll, none);
  const known = new Map();

  function row(data) {
    const text = JSON.stringify(data);
    const before = known.get(key(data));
    if (before?.text === text) {
      return before;
    }
    const line = before?.line ?? h('tr', {role: 'row'});
    const focused = [...line.children].findIndex((cell) => cell.contains(document.activeElement));
    fill(line, columns.map((column) => cell(column, data)));
    if (focused >= 0) {
      line.children[focused].querySelector('a, button')?.focus({preventScroll: true});
    }
    return {text, line};
  }

  return {
    node,
    show(rows) {
      const now = new Map(rows.map((data) => [key(data), row(data)]));
      known.clear();
      now.forEach((value, name) => known.set(name, value));
      place(body, [...now.values()].map(({line}) => line));
      scroll.hidden = rows.length === 0;
      none.hidden = rows.length > 0;
    },
  };
}

function kind(column) {
  return column.number ? 'number' : column.wide ? 'wide' : null;
}

function cell(column, data) {
  const properties = {class: kind(column), 'data-name': column.name};
  return column.head ? h('th', {...properties, scope: 'row', role: 'rowheader'}, column.cell(data)) : h('td', {...properties, role: 'cell'}, column.cell(data));
}

/** Gives a body these rows in this order, and touches only those that are not where they belong. */
function place(body, lines) {
  const wanted = new Set(lines);
  [...body.children].filter((line) => !wanted.has(line)).forEach((line) => line.remove());
  lines.forEach((line, index) => {
    if (body.children[index] !== line) {
      body.insertBefore(line, body.children[index] ?? null);
    }
  });
}

/** A time that goes on being told. */
export function since(iso, ago) {
  return iso ? h('time', {datetime: iso, title: iso, 'data-ago': true}, ago(iso)) : '–';
}
