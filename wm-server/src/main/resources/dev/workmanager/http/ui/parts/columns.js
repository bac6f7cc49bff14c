/* How long items have taken: a column for each stretch of time. */

import {fill, h} from '../dom.js';
import {count, length} from '../format.js';

/** The columns; `show` gives them `upTo` (milliseconds) and `counts`, where the last one has no end. */
export function durationColumns() {
  const list = h('ol', {class: 'columns'});
  const none = h('p', {class: 'none', hidden: true}, 'No item has ended yet.');
  return {
    node: h('div', {class: 'histogram'}, list, none),
    show({upToMillis: upTo, counts}) {
      const used = counts.map((found, index) => ({found, index})).filter(({found}) => found > 0);
      list.hidden = used.length === 0;
      none.hidden = used.length > 0;
      if (used.length > 0) {
        const most = Math.max(...counts);
        const first = used[0].index;
        const last = used.at(-1).index;
        fill(list, counts.slice(first, last + 1).map((found, place) => column(upTo, first + place, found, most)));
      }
    },
  };
}

function column(upTo, index, found, most) {
  const bar = h('span', {class: 'column-bar', 'aria-hidden': 'true'});
  bar.style.height = `${found === 0 ? 0 : Math.max(2, 100 * found / most)}%`;
  const from = index === 0 ? 0 : upTo[index - 1];
  const name = index >= upTo.length ? `longer than ${length(from)}` : `${length(from)} to ${length(upTo[index])}`;
  const label = index >= upTo.length ? `>${length(from)}` : `≤${length(upTo[index])}`;
  const text = `${name}: ${count(found, 'item')}`;
  return h('li', {title: text},
      h('span', {class: 'unseen'}, text), h('span', {class: 'column-space'}, bar), h('span', {class: 'column-name', 'aria-hidden': 'true'}, label));
}
