/* The cells of the map, and what their signs mean. */

import {colour, h, whenColoursChange} from '../dom.js';
import {STATES} from './states.js';

/** From below. */
const STACK = ['done', 'running', 'cancelled', 'failed'];

/** The colours that cells are drawn with, as they are now. */
export function cellColours() {
  return Object.fromEntries([...STATES, 'ink', 'surface'].map((each) => [each, colour(each)]));
}

/**
 * Draws a cell.
 *
 * @param {object} counts its items by state
 * @param {number} total how many they are
 */
export function drawCell(pen, colours, counts, total, x, y, size) {
  pen.fillStyle = colours.pending;
  pen.fillRect(x, y, size, size);
  let low = y + size;
  for (const state of STACK) {
    if (counts[state] > 0) {
      // What there is of it is seen, however little; what failed above all.
      const least = state === 'failed' ? Math.ceil(size / 3) : 1;
      const high = Math.min(low - y, Math.max(least, size * counts[state] / total));
      const top = state === 'failed' ? y : low - high;
      pen.fillStyle = colours[state];
      pen.fillRect(x, top, size, state === 'failed' ? Math.max(high, least) : high);
      low = state === 'failed' ? low : low - high;
    }
  }
  sign(pen, colours, counts, x, y, size);
}

/** A cross through what has failed, a point in what runs, a stroke through what is cancelled, a hole in what waits. */
function sign(pen, colours, counts, x, y, size) {
  const middle = size / 2;
  pen.lineWidth = Math.max(1, size / 9);
  pen.strokeStyle = colours.surface;
  pen.fillStyle = colours.surface;
  if (counts.failed > 0) {
    const reach = size * 0.28;
    stroke(pen, x + middle - reach, y + middle - reach, x + middle + reach, y + middle + reach);
    stroke(pen, x + middle - reach, y + middle + reach, x + middle + reach, y + middle - reach);
  } else if (counts.running > 0) {
    const dot = Math.max(2, size / 4);
    pen.fillRect(x + middle - dot / 2, y + middle - dot / 2, dot, dot);
  } else if (counts.cancelled > 0) {
    stroke(pen, x + size * 0.2, y + size * 0.8, x + size * 0.8, y + size * 0.2);
  } else if (counts.done === 0) {
    const edge = Math.max(1, size / 8);
    pen.fillRect(x + edge, y + edge, size - 2 * edge, size - 2 * edge);
  }
}

function stroke(pen, fromX, fromY, toX, toY) {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** What the signs mean, drawn as the map draws them. */
export function mapKey(signal) {
  const size = 14;
  const samples = STATES.map((state) => [state, h('canvas', {width: size * 2, height: size * 2, 'aria-hidden': 'true'})]);
  const draw = () => {
    const colours = cellColours();
    samples.forEach(([state, canvas]) => {
      const pen = canvas.getContext('2d');
      pen.setTransform(2, 0, 0, 2, 0, 0);
      drawCell(pen, colours, {[state]: 1, ...zeroes(state)}, 1, 0, 0, size);
    });
  };
  draw();
  whenColoursChange(signal, draw);
  return h('ul', {class: 'map-key'}, samples.map(([state, canvas]) => h('li', {}, canvas, state)));
}

function zeroes(but) {
  return Object.fromEntries(STATES.filter((state) => state !== but).map((state) => [state, 0]));
}
