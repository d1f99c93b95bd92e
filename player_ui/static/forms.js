// What is in an answer form: the part of the command it makes, what still lacks, how it reads, and the counting beside it.
//
// A form has blocks [data-field], one for each thing to fill in, made by controls.html. Drafts and sending are in answers.js.

import { filledIn } from '/static/shared/outbox.js';

const NEAR = 0.8; // on a page with many texts, counting starts where the room runs out

/** The part of `respond` that this form holds: {text}, {option}, {options}, {value} or {fields}. */
export function partOf(form) {
  const filled = filledIn(form);
  switch (form.dataset.kind) {
    case 'choice':
      return { option: filled.option };
    case 'checklist':
      return { options: filled.options };
    case 'assessment':
      return { value: Number(filled.value) };
    case 'worksheet':
      return { fields: fieldsOf(filled) };
    default:
      return { text: filled.text.trim() };
  }
}

function fieldsOf(filled) {
  const fields = {};
  for (const [name, value] of Object.entries(filled)) {
    const [sort, id] = name.split('.');
    if (sort === 'fields' && value.trim()) fields[id] = value.trim();
    const ticked = [value].flat().filter(Boolean);
    if (sort === 'ticks' && ticked.length) fields[id] = ticked;
  }
  return fields;
}

/** The first thing that is wrong, as {field, sentence}, or null. The server judges the same way. */
export function faultOf(form, words) {
  for (const block of blocks(form)) {
    const sentence = wrongIn(block, words, form.dataset.kind === 'worksheet');
    if (sentence) return { field: block.dataset.field, sentence };
  }
  if (form.dataset.kind !== 'worksheet' || Object.keys(partOf(form).fields).length) return null;
  return { field: blocks(form)[0].dataset.field, sentence: words.empty };
}

function wrongIn(block, words, onSheet) {
  const { sort, min, max } = block.dataset;
  const required = block.dataset.required !== undefined;
  if (sort === 'text') {
    const area = block.querySelector('textarea');
    const length = lengthOf(area.value.trim());
    if (!length) return required ? (onSheet ? words.fill_in : words.empty) : '';
    const over = length - Number(area.dataset.max);
    return over > 0 ? words.too_long.replace('{}', over) : '';
  }
  const ticked = ticksIn(block).length;
  if (sort === 'choice') return required && !ticked ? words.choose : '';
  if (ticked < Number(min) && (required || ticked)) return words.too_few.replace('{}', min);
  return ticked > Number(max) ? words.too_many.replace('{}', max) : '';
}

/** How an answer that is on its way reads, with the words of the form when that is still there. */
export function summary(form, command, words) {
  const said = (value, block) => wordsOf(value, block ?? form);
  if (command.text !== undefined) return command.text;
  if (command.option !== undefined) return said(command.option);
  if (command.value !== undefined) return said(String(command.value));
  if (command.options) return command.options.map((each) => said(each)).join('\n') || words.nothing_ticked;
  return Object.entries(command.fields ?? {})
    .map(([id, value]) => {
      const block = form?.querySelector(`[data-field="${CSS.escape(id)}"]`);
      const label = block?.querySelector('[data-label]').textContent ?? '';
      return `${label} ${[value].flat().map((each) => said(each, block)).join('; ')}`.trim();
    })
    .join('\n');
}

function wordsOf(value, place) {
  const input = place?.querySelector(`input:not([type=hidden])[value="${CSS.escape(value)}"]`);
  return (input?.closest('label') ?? input?.nextElementSibling)?.textContent.trim() ?? value;
}

/** Say what is wrong beside the field it is about, or take that away again. */
export function showFault(form, field, sentence) {
  const named = blocks(form).filter((block) => block.dataset.field === field);
  const block = named[0] ?? blocks(form)[0];
  const element = block.querySelector('[data-error]');
  element.hidden = !sentence;
  setText(element, sentence);
  block.classList.toggle('sk-field--invalid', Boolean(sentence));
  const area = block.querySelector('textarea');
  if (sentence) area?.setAttribute('aria-invalid', 'true');
  else area?.removeAttribute('aria-invalid');
  return block;
}

/** Take away what is wrong, in one block or in all of them. */
export function clearFaults(form, block = null) {
  for (const each of block ? [block] : blocks(form)) showFault(form, each.dataset.field, '');
}

/** The counters, the time that reading aloud takes, and what is still to fill in. */
export function paintControls(form, words) {
  form.noValidate = true; // what is wrong is said beside the field; without scripts the browser says it
  for (const area of form.querySelectorAll('textarea')) {
    area.removeAttribute('maxlength'); // that would cut a pasted text without a word
    const length = lengthOf(area.value);
    const most = Number(area.dataset.max);
    const block = area.closest('[data-field]');
    const counter = block.querySelector('[data-counter]');
    setText(counter, words.counter.replace('{}', length).replace('{}', most));
    counter.toggleAttribute('data-over', length > most);
    counter.hidden = counter.dataset.near !== undefined && length < most * NEAR;
    const aloud = block.querySelector('[data-aloud]');
    if (aloud) paintAloud(aloud, area.value, words);
  }
  for (const list of form.querySelectorAll('[data-looks]')) lookAlong(list, form, words);
  const rest = form.querySelector('[data-rest]');
  if (rest) setText(rest, whatIsLeft(form, words));
}

let looks = null; // fetched when there is a text to look at

async function lookAlong(list, form, words) {
  looks ??= import('./looks.js');
  const { paintLooks } = await looks;
  paintLooks(list, form.querySelector(`#${CSS.escape(list.dataset.looksFor)}`).value, words);
}

const beforeTyping = new WeakMap();

function paintAloud(aloud, text, words) {
  if (!beforeTyping.has(aloud)) beforeTyping.set(aloud, aloud.textContent);
  const seconds = Math.round((text.trim() ? text.trim().split(/\s+/).length : 0) / Number(aloud.dataset.pace));
  const most = Number(aloud.dataset.seconds);
  const sentence = seconds > most ? words.aloud_too_long : words.aloud;
  setText(aloud, seconds ? sentence.replace('{}', seconds).replace('{}', most) : beforeTyping.get(aloud));
  aloud.toggleAttribute('data-over', seconds > most);
}

function whatIsLeft(form, words) {
  const left = blocks(form).filter((block) => block.dataset.required !== undefined && !isFilled(block)).length;
  if (!left) return words.none_left;
  return left === 1 ? words.one_left : words.some_left.replace('{}', left);
}

function isFilled(block) {
  const area = block.querySelector('textarea');
  return area ? Boolean(area.value.trim()) : ticksIn(block).length >= Number(block.dataset.min ?? 1);
}

const blocks = (form) => [...form.querySelectorAll('[data-field]')];
const ticksIn = (block) => [...block.querySelectorAll('input:checked')].filter((input) => input.value !== '');

// The server counts characters, not UTF-16 units.
function lengthOf(text) {
  return [...text].length;
}

export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
