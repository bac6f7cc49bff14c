/*
 * All items of a job as one picture: a cell for each, or for so many in a row when there are more than cells. Each cell is filled
 * from below with what has ended; what has failed stands on top, with a cross through it. With the mouse, or as a slider with the
 * keyboard, it tells a cell's items, and goes to them.
 */

import {h, say, whenColoursChange} from '../dom.js';
import {number} from '../format.js';
import {cellColours, drawCell} from './cells.js';
import {STATES} from './states.js';

const TALLEST = 330;
const LARGEST = 26;
const SMALLEST = 6;

/**
 * The map.
 *
 * @param {string} name for those who do not see it
 * @param {(cell: {from: number, to: number, counts: object}) => void} picked goes to the items of a cell
 */
export function itemMap(name, picked, signal) {
  const canvas = h('canvas', {
    tabindex: '0', role: 'slider', 'aria-label': name, 'aria-valuemin': '0', 'aria-valuemax': '0', 'aria-valuenow': '0',
    'aria-valuetext': 'nothing known yet', 'aria-keyshortcuts': 'Enter',
  });
  const tip = h('div', {class: 'map-tip', 'aria-hidden': 'true', hidden: true});
  const node = h('div', {class: 'map'}, canvas, tip);
  const map = new ItemMap(node, canvas, tip, picked);
  const sized = new ResizeObserver(() => map.draw());
  sized.observe(node);
  whenColoursChange(signal, () => map.draw(true));
  signal.addEventListener('abort', () => sized.disconnect());
  return {node, show: (survey) => map.show(survey), reserve: (items) => map.reserve(items)};
}

class ItemMap {
  constructor(node, canvas, tip, picked) {
    this.node = node;
    this.canvas = canvas;
    this.tip = tip;
    this.picked = picked;
    this.cells = [];
    this.chosen = -1;
    this.at = 0;
    this.colours = null;
    canvas.addEventListener('pointermove', (event) => this.choose(this.under(event)));
    canvas.addEventListener('pointerleave', () => this.choose(document.activeElement === canvas ? this.at : -1));
    canvas.addEventListener('click', (event) => this.pick(this.under(event)));
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('focus', () => this.choose(this.at));
    canvas.addEventListener('blur', () => this.choose(-1));
  }

  /** Takes the room that so many items will need. */
  reserve(items) {
    this.node.style.minHeight = `${this.shape(Math.min(items, 4096)).height}px`;
  }

  show(survey) {
    const {from, to, size, cells} = survey;
    this.all = cells.done.map((unused, index) => {
      const start = from + index * size;
      const counts = Object.fromEntries(STATES.map((state) => [state, cells[state][index]]));
      return {from: start, to: Math.min(start + size - 1, to), counts};
    });
    this.draw();
  }

  /** How many columns of which size fit so many cells into the room there is. */
  shape(count) {
    const width = this.node.clientWidth || 320;
    const fitting = Math.floor(Math.sqrt(width * TALLEST / Math.max(1, count)));
    const pitch = Math.max(SMALLEST, Math.min(LARGEST, fitting));
    const columns = Math.max(1, Math.floor(width / pitch));
    return {pitch, columns, height: Math.ceil(count / columns) * pitch, width};
  }

  draw(anew = false) {
    if (this.all === undefined || this.node.clientWidth === 0) {
      return;
    }
    if (anew || this.colours === null) {
      this.colours = cellColours();
    }
    this.cells = merged(this.all, this.node.clientWidth);
    Object.assign(this, this.shape(this.cells.length));
    this.node.style.minHeight = `${this.height}px`;
    this.paint();
    this.canvas.setAttribute('aria-valuemax', String(Math.max(0, this.cells.length - 1)));
    this.at = Math.min(this.at, Math.max(0, this.cells.length - 1));
    this.tell();
  }

  paint() {
    const sharp = devicePixelRatio || 1;
    this.canvas.width = Math.round(this.columns * this.pitch * sharp);
    this.canvas.height = Math.round(this.height * sharp);
    this.canvas.style.width = `${this.columns * this.pitch}px`;
    this.canvas.style.height = `${this.height}px`;
    const pen = this.canvas.getContext('2d');
    pen.scale(sharp, sharp);
    this.cells.forEach((cell, index) => this.cell(pen, cell, index));
    if (this.chosen >= 0) {
      this.frame(pen, this.chosen);
    }
  }

  place(index) {
    return {x: index % this.columns * this.pitch, y: Math.floor(index / this.columns) * this.pitch};
  }

  cell(pen, {counts, from, to}, index) {
    const {x, y} = this.place(index);
    const gap = this.pitch > 9 ? 2 : 1;
    drawCell(pen, this.colours, counts, to - from + 1, x, y, this.pitch - gap);
  }

  frame(pen, index) {
    const {x, y} = this.place(index);
    pen.lineWidth = 2;
    pen.strokeStyle = this.colours.ink;
    pen.strokeRect(Math.max(1, x - 1), Math.max(1, y - 1), this.pitch, this.pitch);
  }

  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / this.pitch);
    const index = Math.floor((event.clientY - box.top) / this.pitch) * this.columns + column;
    return column >= 0 && column < this.columns && index >= 0 && index < this.cells.length ? index : -1;
  }

  choose(index) {
    if (index !== this.chosen && this.pitch !== undefined) {
      this.chosen = index;
      this.paint();
    }
    const cell = this.cells[index];
    this.tip.hidden = cell === undefined;
    if (cell !== undefined) {
      say(this.tip, told(cell));
      const {x, y} = this.place(index);
      const width = this.tip.offsetWidth;
      this.tip.style.left = `${Math.max(0, Math.min(x - width / 2, this.node.clientWidth - width))}px`;
      this.tip.style.top = `${y + this.pitch + 6}px`;
    }
  }

  key(event) {
    const page = this.columns * 10;
    const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns, ArrowUp: -this.columns, PageDown: page, PageUp: -page,
      Home: -Infinity, End: Infinity}[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.pick(this.at);
    } else if (event.key === 'f') {
      this.toNextFailed();
    } else if (step !== undefined) {
      event.preventDefault();
      this.go(this.at + step);
    }
  }

  go(index) {
    this.at = Math.max(0, Math.min(index, this.cells.length - 1));
    this.choose(this.at);
    this.tell();
  }

  toNextFailed() {
    const after = this.cells.findIndex((cell, index) => index > this.at && cell.counts.failed > 0);
    const found = after >= 0 ? after : this.cells.findIndex((cell) => cell.counts.failed > 0);
    if (found >= 0) {
      this.go(found);
    }
  }

  tell() {
    const cell = this.cells[this.at];
    if (cell !== undefined) {
      this.canvas.setAttribute('aria-valuenow', String(this.at));
      this.canvas.setAttribute('aria-valuetext', told(cell));
    }
  }

  pick(index) {
    if (this.cells[index] !== undefined) {
      this.at = index;
      this.tell();
      this.picked(this.cells[index]);
    }
  }
}

/** Puts neighbours together as long as there are more than fit. */
function merged(cells, width) {
  const fitting = Math.floor(width / SMALLEST) * Math.floor(TALLEST / SMALLEST);
  const together = Math.ceil(cells.length / fitting);
  if (together <= 1) {
    return cells;
  }
  const found = [];
  for (let index = 0; index < cells.length; index += together) {
    const some = cells.slice(index, index + together);
    const counts = Object.fromEntries(STATES.map((state) => [state, some.reduce((sum, cell) => sum + cell.counts[state], 0)]));
    found.push({from: some[0].from, to: some.at(-1).to, counts});
  }
  return found;
}

/** `Items 17 to 32: 12 done, 4 pending`. */
function told({from, to, counts}) {
  const some = STATES.filter((state) => counts[state] > 0)
      .map((state) => (from === to ? state : `${number(counts[state])} ${state}`));
  return `${from === to ? `Item ${from}` : `Items ${from} to ${to}`}: ${some.join(', ')}`;
}
