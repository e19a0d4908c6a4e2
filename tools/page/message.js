// A message, and where its values lie in one another.
import { events } from './ocspan.js';

/** What is shown of a message: its lines are those of `ocspan dump --json`. */
export class Message {
  constructor({ der, kind }, tolerate) {
    this.der = der;
    this.lines = events(der, { kind, tolerate });
    const count = this.lines.length;
    this.parents = new Int32Array(count); // -1 if it has none
    this.ends = new Int32Array(count); // behind the last of those inside
    this.positions = new Int32Array(count); // among those with the same parent, the first being 1
    this.childCounts = new Int32Array(count + 1); // by the parent + 1
    this.marks = { lines: new Map(), bytes: new Map() }; // by the linter: the worst severity of what was found there
    this.errorAt = this.lines.findIndex(({ error }) => error);
    const open = [];
    for (let i = 0; i <= count; ++i) {
      const depth = i < count ? this.depthOf(i) : 0;
      while (open.length > depth) {
        this.ends[open.pop()] = i;
      }
      if (i < count) {
        const parent = open.length ? open[open.length - 1] : -1;
        this.parents[i] = parent;
        this.positions[i] = ++this.childCounts[parent + 1];
        open.push(i);
      }
    }
  }

  /** The error stands among the values that follow it. */
  depthOf(i) {
    const line = this.lines[i];
    return line.error ? this.lines[i + 1]?.depth ?? 0 : line.depth;
  }

  hasChildren(i) {
    return this.ends[i] > i + 1;
  }

  /** The last step of its path; of the message its name, and behind an error nothing. */
  nameOf(i) {
    const { path, field } = this.lines[i];
    return path ? path.slice(path.lastIndexOf('.') + 1) : field;
  }

  /** Where its bytes begin, where its contents do, and where they end. */
  rangeOf(i) {
    const { error, offset, header, length } = this.lines[i];
    return error ? [error.offset, error.offset, error.offset + 1] : [offset, offset + header, offset + header + length];
  }

  /** The innermost value that a byte is of. */
  at(byte) {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rangeOf(middle)[0] <= byte) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let i = low - 1;
    while (i > 0 && (i === this.errorAt || this.rangeOf(i)[2] <= byte)) {
      i = i === this.errorAt ? i - 1 : this.parents[i];
    }
    return Math.max(i, 0);
  }
}
