// The page: takes inputs, and shows the messages in them as a summary, a tree and bytes.
import { OcspanError, parseCertificate, parseRequest, parseResponse, readInput, tolerances } from './ocspan.js';
import { Bytes } from './bytes.js';
import { Message } from './message.js';
import { Tree } from './tree.js';
import { readCertificates, stepsOf, verifyBy } from './verification.js';
import { count, element, fromNow, serialOf, summaryOf } from './words.js';

const $ = (id) => document.getElementById(id);
const longestLink = 1 << 20; // bytes of a message: browsers cut what is much longer
const kinds = { response: 'OCSP response', request: 'OCSP request', certificate: 'certificate', basic: 'BasicOCSPResponse' };

let input = { name: '', messages: [] };
let current; // {found, message, document, wrapped, before}: the message that is shown
let selected = 0; // the number of the line
let certificates = { issuer: [], subject: [], responder: [] };
let verification;
let linter; // undefined until linter.js is loaded
let lintResult;
let lintedWith = []; // all that it depends on
let round = 0; // of checking: what is found in an earlier one is not shown any more

const tree = new Tree($('tree'), { select: (line) => select(line), hover });
const bytes = new Bytes($('bytes'), {
  select: (byte) => select(current.message.at(byte), byte),
  hover: (byte) => hover(byte < 0 ? -1 : current.message.at(byte)),
});

// ---- What is read ----

const tolerated = () => Array.from(document.querySelectorAll('#tolerate input:checked'), ({ value }) => value);

/** Takes an input, which is text or bytes. */
function open(content, name) {
  let messages;
  try {
    messages = readInput(content, { tolerate: tolerated() });
  } catch (error) {
    return complain(error.message);
  }
  const problem = messages.find((one) => one.problem !== null)?.problem;
  const readable = messages.filter((one) => one.problem === null);
  if (readable.length === 0 || readable[0].der.length === 0) {
    return complain(`${name}: ${problem ?? 'there is nothing in it'}`);
  }
  input = { name, messages: readable };
  complain(problem && `Left out: ${problem}`);
  $('message').replaceChildren(...readable.map(({ kind, form, der }, i) =>
    element('option', { value: i }, `${i + 1} of ${readable.length}: ${kinds[kind]}, ${form}, ${count(der.length, 'byte')}`)));
  $('chooser').hidden = readable.length === 1;
  show(0);
}

function complain(problem) {
  $('problem').textContent = problem ?? '';
  $('problem').hidden = !problem;
}

const parsers = { request: parseRequest, certificate: parseCertificate, response: parseResponse, basic: parseResponse };

/** Of a BasicOCSPResponse the smallest response with it is read. */
function wrap({ der, kind }) {
  const [{ der: wrapped }] = kind === 'basic' ? readInput(der, { kind: 'response' }) : [{ der }];
  return { wrapped, before: wrapped.length - der.length };
}

function show(index) {
  const found = input.messages[index];
  try {
    current = { found, message: new Message(found, tolerated()), ...wrap(found) };
    current.document = parsers[found.kind](current.wrapped, { tolerate: tolerated() });
  } catch (error) {
    if (!(error instanceof OcspanError)) {
      return complain(error.message);
    }
  }
  const { form, kind, der } = found;
  $('input').textContent = [input.name, form, count(der.length, 'byte'), kinds[kind]].join(' · ');
  document.title = `${input.name} · ocspan`;
  $('answer').value = 1;
  showSummary();
  showError();
  for (const id of ['start', 'summary', 'views', 'details', 'link']) {
    $(id).hidden = id === 'start';
  }
  linter?.clear();
  lintResult = undefined;
  $('lint-count').textContent = 'Lints: looking…';
  tree.load(current.message);
  bytes.load(current.message);
  select(Math.max(current.message.errorAt, 0));
  return checkAgain();
}

// ---- Summary ----

const answerIndex = () => Math.max($('answer').valueAsNumber - 1 || 0, 0);

function showSummary() {
  const { document: read } = current;
  const { status, facts } = read ? summaryOf(read, answerIndex()) : { status: 'malformed', facts: [] };
  $('status').textContent = status;
  $('status').className = read ? '' : 'bad';
  $('facts').replaceChildren(...facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
  const answers = read?.basic?.responses.length ?? 0;
  $('answers').hidden = answers < 2;
  $('answer').max = answers;
  $('answers').querySelector('span').textContent = `of ${answers.toLocaleString('en')}`;
}

function showError() {
  const { message, found } = current;
  $('malformed').hidden = message.errorAt < 0;
  if (message.errorAt >= 0) {
    const { code, offset, field, message: text } = message.lines[message.errorAt].error;
    const { line, column, offset: place } = found.placeOf(offset);
    const there = found.form === 'DER' ? '' : line ? ` (line ${line}, column ${column} of the input)` : ` (byte ${place} of the input)`;
    const button = element('button', { type: 'button' }, `byte ${offset}`);
    button.addEventListener('click', () => select(message.errorAt));
    $('malformed').replaceChildren('Malformed at ', button, there, ' ', element('code', {}, field || kinds[found.kind]), `: ${text} `,
      element('code', {}, code), tolerances[code] ? ' This is a deviation that can be tolerated.' : '');
  }
}

// ---- Verification ----

async function checkAgain() {
  if (!current) {
    return;
  }
  const mine = ++round;
  const isLatest = () => mine === round;
  verification = undefined;
  await verifyAgain(isLatest);
  if (isLatest()) {
    await lintAgain(isLatest);
  }
}

async function verifyAgain(isLatest) {
  const { document: read, found, wrapped, before } = current;
  const single = read?.basic?.responses[answerIndex()];
  const isSigned = !found.form.endsWith('ResponseData');
  $('verification').hidden = !single && found.kind !== 'certificate';
  for (const one of document.querySelectorAll('#verdict, [data-certificate=subject], [data-certificate=responder]')) {
    one.hidden = !single;
  }
  const { issuer: issuers, subject: subjects, responder: responders } = certificates;
  const showResult = (className, text, steps = []) => {
    $('verdict').className = className;
    $('verdict').textContent = text;
    $('steps').replaceChildren(...steps);
  };
  if (!single || !isSigned || issuers.length === 0) {
    showResult('', isSigned ? 'Not verified: choose the issuer’s certificate.' : 'Not verified: its signature is not in the input.');
    return;
  }
  let result;
  try {
    result = await verifyBy({ der: wrapped, issuers, subjects, responders, serialNumber: serialOf(single.certId),
      at: $('at').value.trim(), tolerate: tolerated() });
  } catch (error) {
    return showResult('bad', error.message);
  }
  if (!isLatest()) {
    return;
  }
  verification = result;
  const inMessage = result.offset !== null && result.input !== 'certificate' && result.input !== 'addedCertificate'
    && result.offset >= before;
  const steps = stepsOf({ ...result, offset: inMessage ? result.offset - before : null }, selectByte);
  const { verdict, revocationReason, revocationTime } = result;
  const words = { good: 'good', revoked: `revoked ${revocationTime && fromNow(revocationTime)}${revocationReason ? ` (${revocationReason})` : ''}`,
    unknown: 'unknown to the responder', untrusted: 'not to be trusted' }[verdict];
  showResult({ good: 'good', unknown: 'doubtful' }[verdict] ?? 'bad', `${verdict === 'untrusted' ? 'Checked' : 'Verified'}: ${words}`, steps);
}

const roles = { issuer: 'Issuer', subject: 'About', responder: 'Responder' };

async function takeCertificates(role, content, name) {
  const label = document.querySelector(`[data-certificate=${role}] span`);
  try {
    certificates[role] = readCertificates(content);
    label.textContent = `${roles[role]}: ${certificates[role].map((one) => one.name).join('; ')}`;
    complain();
  } catch (error) {
    certificates[role] = [];
    complain(`${name}: ${error.message}`);
  }
  await checkAgain();
}

// ---- Lints ----

let linterScript; // a promise of the class in linter.js

/** Loads linter.js when the first message has been painted. */
async function loadLinter() {
  await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  const Linter = await (linterScript ??= new Promise((resolve, reject) => {
    addEventListener('linter', ({ detail }) => (detail instanceof Error ? reject(detail) : resolve(detail)));
    const script = element('script', { src: 'linter.js' });
    script.addEventListener('error', () => reject(new Error('linter.js is not beside the page')));
    document.head.append(script);
  }));
  linter ??= new Linter({ select, again });
}

/** For other lints of the same message. */
function again() {
  lintedWith = [];
  checkAgain();
}

async function lintAgain(isLatest) {
  const at = $('at').value.trim();
  const isResponse = current.found.kind === 'response' || current.found.kind === 'basic';
  const [issuer, certificate, responder] = [
    verification?.issuer ?? certificates.issuer[0],
    isResponse ? verification?.subject ?? certificates.subject[0] : undefined,
    isResponse ? certificates.responder[0] : undefined,
  ].map((one) => one?.der);
  const needed = [current, at, issuer, certificate, responder];
  if (needed.every((one, i) => one === lintedWith[i])) {
    return;
  }
  lintResult = undefined;
  lintedWith = [];
  try {
    await loadLinter();
    const result = isLatest() && await linter.look(current, { at: at || new Date(), issuer, certificate, responder });
    if (isLatest()) {
      lintResult = result;
      lintedWith = needed;
      linter.show(current.message, result);
      linter.at(selected);
      tree.refresh();
      bytes.refresh();
    }
  } catch (error) {
    if (isLatest()) {
      linter?.clear();
      $('lint-count').textContent = `Lints: ${error.message}`;
    }
  }
}

// ---- What is selected ----

function selectByte(byte) {
  select(current.message.at(byte), byte);
}

function select(line, byte) {
  const { message } = current;
  selected = line;
  const [begin, contents, end] = message.rangeOf(line);
  tree.select(line);
  bytes.select(line, byte ?? begin);
  const { error, path, field, tag, value, header, length } = message.lines[line];
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  $('path').textContent = error ? error.field : path || field || (tag === null ? 'bytes that are not DER' : 'behind the error');
  $('place').textContent = error ? `error at byte ${begin}` : `${tag ?? 'no value'} · offset ${begin} (0x${begin.toString(16)}) · ` +
    `header ${header} + contents ${count(length, 'byte')}, to ${end - 1}${byte > begin ? ` · byte ${byte} (0x${byte.toString(16)})` : ''}`;
  linter?.at(line);
  $('value').textContent = error ? `${error.code}: ${error.message}` : `${value ?? ''}${isTime ? `, ${fromNow(value)}` : ''}`;
}

function hover(line) {
  tree.hover(line);
  bytes.hover(line);
}

// ---- Links and the clipboard ----

const base64url = (der) => {
  let text = '';
  for (let i = 0; i < der.length; i += 0x8000) {
    text += String.fromCharCode(...der.subarray(i, i + 0x8000));
  }
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const hexOf = (part) => Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function copy(button, text) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch { // a page that came by http has no clipboard
    button.textContent = 'Not allowed here';
  }
  setTimeout(() => { button.textContent = label; }, 1500);
}

function openLink() {
  let text = location.hash.slice(1);
  try {
    text = decodeURIComponent(text);
  } catch { /* a percent sign that is part of the message */ }
  if (text) {
    open(text, 'link');
  }
}

// ---- Events ----

const roleOf = (target) => target.closest?.('[data-certificate]')?.dataset.certificate;

/** Takes what was dropped, pasted or chosen, as the certificate that it was given to, or as a new input. */
function take(content, name, role) {
  return role ? takeCertificates(role, content, name) : open(content, name);
}

async function takeFile(file, role) {
  try {
    await take(await file.arrayBuffer(), file.name, role);
  } catch (error) { // it cannot be read, or is a folder
    complain(`${file.name}: ${error.message}`);
  }
}

async function takeTransfer(transfer, name, role) {
  const [file] = transfer.files;
  const text = transfer.getData('text');
  if (file) {
    await takeFile(file, role);
  } else if (text) {
    await take(text, name, role);
  }
}

for (const [id, role] of [['open'], ...Object.keys(roles).map((one) => [one, one])]) {
  $(id).addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (file) {
      await takeFile(file, role);
      target.value = ''; // so that the same file can be chosen again
    }
  });
}
document.addEventListener('paste', (event) => {
  const { target, clipboardData } = event;
  if (!target.matches?.('input:not([type=file])')) {
    event.preventDefault();
    takeTransfer(clipboardData, 'pasted', roleOf(target));
  }
});
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dragging');
});
document.addEventListener('dragleave', ({ relatedTarget }) => relatedTarget ?? document.body.classList.remove('dragging'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dragging');
  takeTransfer(event.dataTransfer, 'dropped', roleOf(event.target));
});
$('message').addEventListener('change', ({ target }) => show(Number(target.value)));
$('answer').addEventListener('input', () => {
  showSummary();
  checkAgain();
});
$('at').addEventListener('change', checkAgain);
$('lint-count').addEventListener('click', ({ currentTarget }) => {
  $('lints').hidden = !$('lints').hidden;
  currentTarget.setAttribute('aria-expanded', !$('lints').hidden);
});
$('expand').addEventListener('click', () => tree.expandAll());
$('collapse').addEventListener('click', () => tree.collapseAll());
$('goto').addEventListener('change', ({ target }) => {
  const byte = Number(target.value.trim() || NaN);
  const isThere = Number.isInteger(byte) && byte >= 0 && byte < current.message.der.length;
  target.setAttribute('aria-invalid', !isThere);
  if (isThere) {
    selectByte(byte);
  }
});
$('link').addEventListener('click', ({ target }) => {
  const { der } = current.message;
  if (der.length > longestLink) {
    complain(`A message of ${count(der.length, 'byte')} is too long for a link.`);
  } else {
    copy(target, `${location.href.split('#')[0]}#${base64url(der)}`);
  }
});
$('copy-hex').addEventListener('click', ({ target }) => {
  const [begin, , end] = current.message.rangeOf(selected);
  copy(target, hexOf(current.message.der.subarray(begin, end)));
});
$('copy-path').addEventListener('click', ({ target }) => copy(target, $('path').textContent));
for (const name of Object.keys(tolerances).filter((one) => one !== 'all')) {
  const box = element('input', { type: 'checkbox', value: name });
  box.addEventListener('change', () => current && show(Math.max($('message').selectedIndex, 0)));
  $('tolerate').querySelector('fieldset').append(element('label', {}, box, name));
}
const closeMenus = (target) =>
  document.querySelectorAll('.menu').forEach((menu) => { menu.open &&= menu.contains(target); });
document.addEventListener('click', ({ target }) => closeMenus(target));
document.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Escape') {
    closeMenus(null);
  } else if (key.startsWith('Arrow') && target === document.body && current) {
    $('tree').focus();
  }
});
addEventListener('hashchange', openLink);
openLink();

// For the console of the developer's tools.
globalThis.ocspan = {
  get der() { return current?.message.der; },
  get lines() { return current?.message.lines; },
  get document() { return current?.document; },
  get verification() { return verification; },
  get lints() { return lintResult; },
};
