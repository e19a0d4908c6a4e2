// A list of which only the rows that are visible are in the document, so that its length does not matter.

const tallest = 15_000_000; // pixels: browsers cut what is taller

export class List {
  #element;
  #space = document.createElement('div');
  #rowHeight;
  #makeRow;
  #count = 0;
  #isPending = false;

  /** `makeRow(index)` returns the element of a row. */
  constructor(element, rowHeight, makeRow) {
    this.#element = element;
    this.#rowHeight = rowHeight;
    this.#makeRow = makeRow;
    this.#space.className = 'space';
    element.append(this.#space);
    element.addEventListener('scroll', () => this.refresh());
    new ResizeObserver(() => this.refresh()).observe(element);
  }

  get rowsInView() {
    return Math.max(1, Math.floor(this.#element.clientHeight / this.#rowHeight));
  }

  setCount(count) {
    this.#count = count;
    this.#space.style.height = `${Math.min(count * this.#rowHeight, tallest)}px`;
    this.refresh();
  }

  /** Makes the rows anew before the next picture. */
  refresh() {
    if (!this.#isPending) {
      this.#isPending = true;
      requestAnimationFrame(() => this.#render());
    }
  }

  /** Scrolls so that a row is visible. */
  show(index) {
    const { clientHeight } = this.#element;
    const y = index * this.#rowHeight;
    const top = this.#element.scrollTop * this.#scale;
    if (y < top || y + this.#rowHeight > top + clientHeight) {
      const target = y < top ? y : y + this.#rowHeight - clientHeight;
      const isFar = Math.abs(target - top) > clientHeight; // then not at the edge
      this.#element.scrollTop = (isFar ? y - clientHeight / 3 : target) / this.#scale;
    }
    this.refresh();
  }

  /** Pixels of the list for each pixel of its scrollbar's way. */
  get #scale() {
    const { clientHeight } = this.#element;
    const height = this.#count * this.#rowHeight;
    return height > tallest ? (height - clientHeight) / (tallest - clientHeight) : 1;
  }

  #render() {
    this.#isPending = false;
    const { scrollTop, clientHeight } = this.#element;
    const top = scrollTop * this.#scale;
    const first = Math.max(0, Math.floor(top / this.#rowHeight) - 2);
    const end = Math.min(this.#count, Math.ceil((top + clientHeight) / this.#rowHeight) + 2);
    const rows = [];
    for (let i = first; i < end; ++i) {
      const row = this.#makeRow(i);
      row.style.top = `${scrollTop + i * this.#rowHeight - top}px`;
      rows.push(row);
    }
    this.#space.replaceChildren(...rows);
  }
}
