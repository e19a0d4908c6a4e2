// The values of a message as a tree, in the way of the ARIA Authoring Practices.
import { List } from './list.js';
import { element } from './words.js';

const rowHeight = 24;
const certificate = /\bcerts\[\d+\]$/;

export class Tree {
  #root;
  #list;
  #message;
  #closed; // by the number of the line
  #shown = []; // the numbers of the lines that are not in a closed one
  #selected = 0;
  #hovered = -1;
  #typed = '';
  #typedAt = 0;

  /** `select(line)` and `hover(line)` are called for what the user chooses and points at. */
  constructor(root, { select, hover }) {
    this.#root = root;
    this.#list = new List(root, rowHeight, (i) => this.#row(this.#shown[i]));
    const lineOf = ({ target }) => Number(target.closest('[role=treeitem]')?.dataset.line ?? -1);
    root.addEventListener('click', (event) => {
      const line = lineOf(event);
      if (line >= 0) {
        if (event.target.className === 'twisty') {
          this.#toggle(line, !this.#closed[line]);
        }
        select(line);
      }
    });
    root.addEventListener('dblclick', (event) => this.#toggle(lineOf(event), !this.#closed[lineOf(event)]));
    root.addEventListener('mouseover', (event) => hover(lineOf(event)));
    root.addEventListener('mouseleave', () => hover(-1));
    root.addEventListener('keydown', (event) => {
      const line = this.#lineByKey(event);
      if (line !== undefined) {
        event.preventDefault();
        select(line);
      }
    });
  }

  load(message) {
    this.#message = message;
    this.#selected = 0;
    this.#root.scrollTop = 0;
    // A name says in words what is in it, and certificates are messages of their own.
    this.#closed = Uint8Array.from(message.lines, ({ path, tag, value }, i) =>
      message.hasChildren(i) && ((value !== null && tag === 'SEQUENCE') || certificate.test(path)));
    if (message.errorAt >= 0) {
      this.#open(message.errorAt);
    }
    this.#update();
  }

  /** Shows a line as the selected one, wherever it is. */
  select(line) {
    this.#selected = line;
    if (this.#open(line)) {
      this.#update();
    }
    this.#root.setAttribute('aria-activedescendant', `line-${line}`);
    this.#list.show(this.#indexOf(line));
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

  expandAll() {
    this.#closed.fill(0);
    this.#update();
    this.select(this.#selected);
  }

  /** All but the outermost. */
  collapseAll() {
    this.#closed.forEach((_, i) => { this.#closed[i] = i > 0 && this.#message.hasChildren(i); });
    this.#update();
    this.select(this.#selected);
  }

  /** Opens what a line is in. Returns whether anything was closed. */
  #open(line) {
    let wasClosed = false;
    for (let i = this.#message.parents[line]; i >= 0; i = this.#message.parents[i]) {
      wasClosed ||= this.#closed[i] === 1;
      this.#closed[i] = 0;
    }
    return wasClosed;
  }

  #toggle(line, isClosed) {
    if (line >= 0 && this.#message.hasChildren(line)) {
      this.#closed[line] = isClosed;
      this.#update();
    }
  }

  #update() {
    this.#shown = [];
    for (let i = 0; i < this.#message.lines.length; i = this.#closed[i] ? this.#message.ends[i] : i + 1) {
      this.#shown.push(i);
    }
    this.#list.setCount(this.#shown.length);
  }

  /** Of a line in what is shown; of one in a closed line that one's. */
  #indexOf(line) {
    let [low, high] = [0, this.#shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#shown[middle] <= line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  #lineByKey(event) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return undefined;
    }
    if (key.length > 1) {
      this.#typed = '';
    }
    const line = this.#selected;
    const at = this.#indexOf(line);
    const go = (index) => this.#shown[Math.min(Math.max(index, 0), this.#shown.length - 1)];
    const isOpen = this.#message.hasChildren(line) && !this.#closed[line];
    switch (key) {
      case 'ArrowDown': return go(at + 1);
      case 'ArrowUp': return go(at - 1);
      case 'PageDown': return go(at + this.#list.rowsInView - 1);
      case 'PageUp': return go(at - this.#list.rowsInView + 1);
      case 'Home': return go(0);
      case 'End': return go(this.#shown.length - 1);
      case 'ArrowRight':
        this.#toggle(line, false);
        return isOpen ? line + 1 : line;
      case 'ArrowLeft':
        this.#toggle(line, true);
        return isOpen ? line : Math.max(this.#message.parents[line], 0);
      case 'Enter': case ' ':
        this.#toggle(line, isOpen);
        return line;
      case '*':
        this.expandAll();
        return line;
      default:
        return key.length === 1 ? this.#find(event) : undefined;
    }
  }

  /** The next line that is shown whose name begins with what has just been typed. */
  #find({ key, timeStamp }) {
    this.#typed = (timeStamp - this.#typedAt < 700 ? this.#typed : '') + key.toLowerCase();
    this.#typedAt = timeStamp;
    const count = this.#shown.length;
    const first = this.#indexOf(this.#selected) + (this.#typed.length === 1 ? 1 : 0);
    for (let i = 0; i < count; ++i) {
      const line = this.#shown[(first + i) % count];
      if (!this.#message.lines[line].error && this.#message.nameOf(line).toLowerCase().startsWith(this.#typed)) {
        return line;
      }
    }
    return this.#selected;
  }

  #row(i) {
    const message = this.#message;
    const { error, offset, tag, value } = message.lines[i];
    const depth = message.depthOf(i);
    const row = element('div', {
      role: 'treeitem', id: `line-${i}`, 'data-line': i, 'aria-level': depth + 1, 'aria-selected': i === this.#selected,
      'aria-posinset': message.positions[i], 'aria-setsize': message.childCounts[message.parents[i] + 1],
      class: `row${i === this.#selected ? ' selected' : ''}${i === this.#hovered ? ' hovered' : ''}${error ? ' error' : ''}`,
    });
    if (message.hasChildren(i)) {
      row.setAttribute('aria-expanded', !this.#closed[i]);
    }
    row.style.setProperty('--depth', depth);
    row.append(element('span', { class: 'offset' }, error ? error.offset : offset), element('span', { class: 'twisty' }));
    if (error) {
      row.append(element('span', { class: 'name' }, error.code), ' ', element('span', { class: 'value' }, error.message));
      return row;
    }
    const name = message.nameOf(i);
    row.classList.toggle('plain', name === '');
    const mark = message.marks.lines.get(i);
    row.append(element('span', { class: 'name' }, name), ' ', element('span', { class: 'value' }, value ?? ''), ' ',
      element('span', { class: 'tag' }, tag ?? 'not DER'));
    if (mark) {
      row.append(' ', element('span', { class: `severity ${mark}` }, mark));
    }
    return row;
  }
}
