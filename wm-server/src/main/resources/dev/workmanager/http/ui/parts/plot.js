/* Lines over time, by uPlot. What it draws is a picture: whoever calls gives it a name that says what there is to see. */

import {colour, h, whenColoursChange} from '../dom.js';
import {compact} from '../format.js';

/* global uPlot */

/**
 * A plot.
 *
 * @param {Array<{label: string, colour: string}>} lines
 * @param {{height: number, axes?: boolean}} size
 */
export function plot(lines, {height, axes = true}, signal) {
  const node = h('div', {class: axes ? 'plot' : 'plot spark', role: 'img'});
  node.style.height = `${height}px`;
  let data = [[], ...lines.map(() => [])];
  let drawn = null;

  function make() {
    drawn?.destroy();
    drawn = node.clientWidth === 0 ? null : new uPlot(options(lines, node.clientWidth, height, axes), data, node);
  }

  const sized = new ResizeObserver(() => {
    if (drawn === null) {
      make();
    } else if (drawn.width !== node.clientWidth) {
      drawn.setSize({width: node.clientWidth, height});
    }
  });
  sized.observe(node);
  whenColoursChange(signal, make);
  signal.addEventListener('abort', () => {
    sized.disconnect();
    drawn?.destroy();
  });
  return {
    node,
    show(columns, name) {
      data = columns;
      node.setAttribute('aria-label', name);
      drawn?.setData(data);
    },
  };
}

function options(lines, width, height, axes) {
  const ink = colour('dim');
  const grid = {stroke: colour('line'), width: 1};
  return {
    width,
    height,
    padding: axes ? [10, 8, 0, 0] : [3, 0, 3, 0],
    legend: {show: false},
    cursor: {show: axes, y: false, points: {show: false}, drag: {x: false, y: false}},
    scales: {y: {range: (self, low, high) => [0, high > 0 ? high * 1.1 : 1]}},
    axes: [
      {show: axes, stroke: ink, grid, ticks: grid, space: 70, size: 32},
      {show: axes, stroke: ink, grid, ticks: grid, size: 46, values: (self, values) => values.map(compact)},
    ],
    series: [{}, ...lines.map((line) => stroke(line, axes))],
  };
}

function stroke(line, axes) {
  return {
    label: line.label,
    stroke: colour(line.colour),
    fill: colour(`${line.colour}-soft`),
    width: axes ? 2 : 1.5,
    dash: line.dash,
    points: {show: false},
    // A rate holds from one point to the next.
    paths: uPlot.paths.stepped({align: -1}),
  };
}
