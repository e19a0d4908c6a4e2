// The bytes of a message in lines: offset, hexadecimal, characters.
import { List } from './list.js';
import { element } from './words.js';

const rowHeight = 22;
const narrow = matchMedia('(max-width: 600px)');

export class Bytes {
  #root;
  #list;
  #message;
  #columns = 16;
  #digits = 4; // of the offsets
  #cursor = 0;
  #selected = 0;
  #hovered = -1;

  /** `select(byte)` and `hover(byte)` are called for what the user chooses and points at. */
  constructor(root, { select, hover }) {
    this.#root = root;
    this.#list = new List(root, rowHeight, (i) => this.#row(i));
    const byteOf = ({ target }) => Number(target.dataset.byte ?? -1);
    root.addEventListener('click', (event) => byteOf(event) >= 0 && select(byteOf(event)));
    root.addEventListener('mouseover', (event) => hover(byteOf(event)));
    root.addEventListener('mouseleave', () => hover(-1));
    root.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.#columns, ArrowDown: this.#columns,
        PageUp: -this.#columns * this.#list.rowsInView, PageDown: this.#columns * this.#list.rowsInView,
        Home: -Infinity, End: Infinity }[event.key];
      if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        select(Math.min(Math.max(this.#cursor + step, 0), this.#message.der.length - 1));
      }
    });
    narrow.addEventListener('change', () => this.#arrange());
  }

  load(message) {
    this.#message = message;
    this.#cursor = 0;
    this.#selected = 0;
    this.#root.scrollTop = 0;
    this.#digits = Math.max(4, message.der.length.toString(16).length);
    this.#arrange();
  }

  /** Lights up a value, and shows one of its bytes. */
  select(line, byte) {
    this.#selected = line;
    this.#cursor = byte;
    this.#list.show(Math.floor(byte / this.#columns));
  }

  hover(line) {
    if (this.#hovered !== line) {
      this.#hovered = line;
      this.refresh();
    }
  }

  refresh() {
    this.#list.refresh();
  }

  #arrange() {
    this.#columns = narrow.matches ? 8 : 16;
    this.#list.setCount(this.#message ? Math.ceil(this.#message.der.length / this.#columns) : 0);
  }

  #row(i) {
    const { der } = this.#message;
    const begin = i * this.#columns;
    const row = element('div', { class: 'row' });
    row.append(element('span', { class: 'offset' }, begin.toString(16).padStart(this.#digits, '0')));
    const characters = element('span', { class: 'characters' });
    for (let at = begin; at < Math.min(begin + this.#columns, der.length); ++at) {
      const classes = this.#classesOf(at);
      const byte = der[at];
      row.append(element('span', { class: `byte ${classes}`, 'data-byte': at }, byte.toString(16).padStart(2, '0')));
      const character = byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '·';
      characters.append(element('span', { class: classes, 'data-byte': at }, character));
    }
    row.append(characters);
    return row;
  }

  #classesOf(at) {
    const message = this.#message;
    const isIn = (line) => {
      const [begin, , end] = message.rangeOf(line);
      return at >= begin && at < end;
    };
    const classes = [];
    const [begin, contents, end] = message.rangeOf(this.#selected);
    if (at >= begin && at < end) {
      classes.push(at < contents ? 'header' : 'body');
    } else if (message.parents[this.#selected] >= 0 && isIn(message.parents[this.#selected])) {
      classes.push('parent');
    }
    if (at === this.#cursor) {
      classes.push('cursor');
    }
    if (this.#hovered >= 0 && isIn(this.#hovered)) {
      classes.push('hovered');
    }
    if (message.errorAt >= 0 && at === message.lines[message.errorAt].error.offset) {
      classes.push('error');
    }
    const mark = message.marks.bytes.get(at);
    if (mark) {
      classes.push('marked', `marked-${mark}`);
    }
    return classes.join(' ');
  }
}
