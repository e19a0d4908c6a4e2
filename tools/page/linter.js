// The linter, a script of its own: which rules a message breaks, as a list and at its bytes.
import { lint, lints, profiles } from './lint.js';
import { List } from './list.js';
import { count, element } from './words.js';

const $ = (id) => document.getElementById(id);
const rowHeight = 44;
const mostExplained = 20; // at one value
const severities = ['error', 'warn', 'notice']; // the worst one first
const plurals = { error: 'error', warn: 'warning', notice: 'notice' };
const kinds = {
  response: 'response', responseData: 'ResponseData', request: 'request', certificate: 'responder’s certificate',
};
const infos = new Map(lints.map((info) => [info.id, info]));
// What the page can be given, and what it calls that.
const takes = { issuer: 'the issuer’s certificate', certificate: 'the certificate asked for' };

/** "cabf, mozilla; since 2013-08-01; needs issuer": when there is anything to find, as docs/lints.md has it. */
function whenOf({ id, profiles: names, since, needs }) {
  const main = { request: 'request', signer: 'responder' }[id.split('.')[0]] ?? 'response';
  const others = needs.filter((one) => one !== main);
  const day = String(since);
  return [
    names.includes('rfc') ? '' : names.join(', ').replace('cabf-tls, cabf-smime, cabf-cs', 'cabf'),
    since ? `since ${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : '',
    others.length ? `needs ${others.join(', ')}` : '',
  ].filter((part) => part).join('; ');
}

/** What more lints of a response would be applicable with. */
function lackingOf({ kind, notApplicable }, given) {
  const there = ['response', 'responder', 'time', 'hasher',
    ...Object.keys(given).filter((input) => given[input] !== undefined)];
  const wanted = notApplicable.map((id) => infos.get(id).needs.filter((input) => !there.includes(input)))
    .filter((inputs) => kind.startsWith('response') && inputs.every((input) => takes[input])).flat();
  return Object.keys(takes).filter((input) => wanted.includes(input));
}

const badge = (severity) => element('span', { class: `severity ${severity}` }, severity);

/** What is to be looked at of what the page shows; an offset in it is `begin` less than in the message that is shown. */
function partOf({ found, message, wrapped, before }) {
  const data = found.form.endsWith('ResponseData') && message.lines.find(({ path }) => path === 'tbsResponseData');
  if (data) { // the page has put it into a response, with a signature that is none
    const { offset, header, length } = data;
    return { der: message.der.subarray(offset, offset + header + length), begin: offset, tbs: true };
  }
  return { der: wrapped, begin: -before, tbs: false };
}

const profilesChosen = () => Array.from(document.querySelectorAll('#profiles input:checked'), ({ value }) => value);

class Linter {
  #list;
  #select;
  #findings = [];
  #chosen = -1;

  /** `select(line, byte)` shows a value; `again()` is called when other lints are wanted. */
  constructor({ select, again }) {
    this.#select = select;
    this.#list = new List($('findings'), rowHeight, (i) => this.#row(i));
    $('findings').addEventListener('click', ({ target }) => {
      const row = target.closest('[role=option]');
      if (row) {
        this.#choose(Number(row.dataset.finding));
      }
    });
    $('findings').addEventListener('keydown', (event) => {
      const page = this.#list.rowsInView;
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity,
        End: Infinity }[event.key];
      if (step !== undefined && this.#findings.length !== 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.#choose(Math.min(Math.max(this.#chosen + step, 0), this.#findings.length - 1));
      }
    });
    for (const name of Object.keys(profiles).filter((one) => one !== 'rfc')) {
      const box = element('input', { type: 'checkbox', value: name });
      box.addEventListener('change', again);
      $('profiles').querySelector('fieldset').append(element('label', {}, box, name));
    }
  }

  /** Looks at what the page shows; `given` are options of lint(). Resolves to what lint() does, and more. */
  async look(current, given) {
    const { der, begin, tbs } = partOf(current);
    const { message, found: { httpRequest, httpResponse } } = current;
    const result = await lint(der, { ...given, httpRequest, httpResponse, profiles: profilesChosen(), tbs });
    const last = message.der.length - 1;
    const places = result.findings.map(({ input, offset, error }) => {
      if (input) {
        return { byte: -1, line: -1 };
      }
      const byte = Math.min(Math.max(offset + begin, 0), last);
      const isShown = error && message.lines[message.errorAt]?.error.offset === byte;
      return { byte, line: isShown ? message.errorAt : message.at(byte) };
    });
    return { ...result, places, lacking: lackingOf(result, given) };
  }

  /** Shows what look() has found. */
  show(message, result) {
    this.#setFindings(result.findings.map((finding, i) => ({ ...finding, ...result.places[i] })));
    message.marks = this.#marks();
    this.#showCounts(result);
  }

  clear() {
    this.#setFindings([]);
    $('found').replaceChildren();
  }

  /** Shows what was found at a value that has been selected. */
  at(line) {
    const found = this.#findings.filter((one) => one.line === line);
    if (this.#findings[this.#chosen]?.line !== line) {
      this.#setChosen(this.#findings.indexOf(found[0]));
    }
    $('found').replaceChildren(...found.slice(0, mostExplained).map(explained),
      ...(found.length > mostExplained ? [element('li', {}, `and ${found.length - mostExplained} more`)] : []));
  }

  #setFindings(findings) {
    this.#findings = findings;
    $('findings').hidden = findings.length === 0;
    $('findings').scrollTop = 0;
    $('findings').style.setProperty('--rows', findings.length);
    this.#list.setCount(findings.length);
    this.#setChosen(-1);
  }

  /** The worst of the severities, by the line and by the byte. */
  #marks() {
    const marks = { lines: new Map(), bytes: new Map() };
    for (const severity of [...severities].reverse()) {
      for (const { line, byte } of this.#findings.filter((one) => one.line >= 0 && one.severity === severity)) {
        marks.lines.set(line, severity);
        marks.bytes.set(byte, severity);
      }
    }
    return marks;
  }

  #showCounts({ kind, counts, notApplicable, notEffective, lacking }) {
    const names = profilesChosen();
    const parts = severities.filter((one) => counts[one])
      .map((one) => element('span', { class: `severity ${one}` }, count(counts[one], plurals[one])));
    $('lint-count').replaceChildren('Lints: ', ...(parts.length ? parts : ['nothing found']));
    $('profiles').querySelector('summary').textContent = names.length ? `Profiles: ${names.join(', ')}` : 'Profiles';
    $('looked').textContent = [
      `as a ${kinds[kind]}`,
      ...(notApplicable.length ? [`${notApplicable.length} not applicable`] : []),
      ...(lacking.length ? [`fewer with ${lacking.map((one) => takes[one]).join(', ')}`] : []),
      ...(notEffective.length ? [`${notEffective.length} younger than the message`] : []),
    ].join(' · ');
  }

  #setChosen(i) {
    this.#chosen = i;
    if (i < 0) {
      $('findings').removeAttribute('aria-activedescendant');
      this.#list.refresh();
    } else {
      $('findings').setAttribute('aria-activedescendant', `finding-${i}`);
      this.#list.show(i);
    }
  }

  #choose(i) {
    this.#setChosen(i);
    const finding = this.#findings[i];
    if (finding.line >= 0) {
      this.#select(finding.line, finding.byte);
    } else {
      $('found').replaceChildren(explained(finding));
    }
  }

  #row(i) {
    const { id, severity, offset, input, byte, field, message: rule, source } = this.#findings[i];
    const place = input ? `${input}, byte ${offset}` : `byte ${byte}`;
    const isChosen = i === this.#chosen;
    return element('div', { role: 'option', id: `finding-${i}`, 'data-finding': i,
      class: `row${isChosen ? ' selected' : ''}`, 'aria-selected': isChosen, 'aria-posinset': i + 1, 'aria-setsize': this.#findings.length },
    element('span', { class: 'head' }, badge(severity), ' ', element('span', { class: 'id' }, id), ' ',
      element('span', { class: 'field' }, field), ' ', element('span', { class: 'place' }, place)), ' ',
    element('span', { class: 'rule', title: `${rule} (${source})` }, `${rule} (${source})`));
  }
}

/** A finding with all that docs/lints.md says of the lint, but its examples. */
function explained({ id, severity, message: rule, source, error }) {
  const when = whenOf(infos.get(id));
  return element('li', {}, badge(severity), ' ', element('code', {}, id), ` expected: ${rule} (${source})`,
    ...(error ? [`; found: ${error.message}`] : []),
    ...(when ? [element('span', { class: 'when' }, ` · ${when}`)] : []));
}

dispatchEvent(new CustomEvent('linter', { detail: Linter }));
