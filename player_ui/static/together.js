// What a team fills in together: each field goes to the others as it is typed, and theirs comes in here.
//
// Nothing of one's own is lost: a text that was changed here since both had the same is not overwritten. What the other
// wrote then stands below it, to take over.

import { setText } from './forms.js';
import { filledIn, keepDraft } from '/static/shared/outbox.js';
import { isDirty, settle } from '/static/shared/nodes.js';

const SEND_AFTER_MS = 300;
const SHOWN_MS = 5000;
const TYPING_MS = 10000;

/** Take care of the forms that a team fills in together. send(message) passes a message on; painted() brings the screen in line. */
export function fillInTogether({ box, words, send, painted }) {
  const theirs = new Map(); // item → {revision, fields: field → what the team has}
  const same = new Map(); // item and field → what both had last
  const sending = new Map(); // item and field → timer
  let typed = { id: '', at: -Infinity };
  const formOf = (item) => document.querySelector(`form[data-together][data-owned="${CSS.escape(item)}"]`);
  const key = (item, field) => `${item}\n${field}`;

  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form[data-together]');
    if (!form || !event.target.name) return;
    const id = key(form.dataset.owned, event.target.name);
    typed = { id, at: performance.now() };
    clearTimeout(sending.get(id));
    sending.set(id, setTimeout(() => tell(form.dataset.owned, event.target.name), SEND_AFTER_MS));
  });

  // Whether it was changed here since both had the same.
  function isChanged(form, field) {
    const id = key(form.dataset.owned, field);
    return !alike(valueIn(form, field), same.has(id) ? same.get(id) : standing(form, field));
  }

  // Who is in the middle of a sentence keeps it.
  const isTyping = (form, field) => typed.id === key(form.dataset.owned, field) && performance.now() - typed.at < TYPING_MS && form.contains(document.activeElement);

  function tell(item, field) {
    sending.delete(key(item, field));
    const form = formOf(item);
    if (!form || form.dataset.sending !== undefined) return;
    send({ type: 'draft', item, field, filled: valueIn(form, field) });
  }

  /** Somebody of the team filled something in; `who` is empty for what was there already, `mine` says that one's own went round. */
  function heard({ item, field, filled, who, mine }) {
    const sheet = theirs.get(item) ?? { revision: revisionOf(item), fields: new Map() };
    sheet.fields.set(field, filled);
    theirs.set(item, sheet);
    if (mine) same.set(key(item, field), filled);
    const form = formOf(item);
    if (!form || mine) return;
    take(form, item, field, filled, who);
    if (who) present(form, field, who);
    painted();
  }

  function take(form, item, field, filled, who) {
    const mine = valueIn(form, field);
    const id = key(item, field);
    if (!alike(mine, filled)) {
      if (textIn(form, field) && (isChanged(form, field) || isTyping(form, field))) {
        offer(form, field, filled, who);
        return;
      }
      fill(form, field, filled);
      keepDraft(box, form);
    }
    same.set(id, filled);
    offer(form, field, null);
  }

  /** After every frame: forms that came in get what the team has; what was answered meanwhile is no draft any more. */
  function paint() {
    for (const [item, sheet] of theirs) {
      const form = formOf(item);
      if (revisionOf(item) !== sheet.revision) {
        theirs.delete(item);
        if (form && [...sheet.fields].every(([field, filled]) => alike(valueIn(form, field), filled))) followServer(form, item);
        for (const field of sheet.fields.keys()) same.delete(key(item, field));
      } else if (form) for (const [field, filled] of sheet.fields) if (!same.has(key(item, field))) take(form, item, field, filled, '');
    }
  }

  // What stands here is what a mate sent: from now on the server has it.
  function followServer(form, item) {
    if (form.dataset.sending !== undefined) return;
    box.drafts.remove(item);
    form.reset();
    form.closest('details').open = false;
    if (form.contains(document.activeElement)) document.activeElement.blur();
    settle();
  }

  /** The line is back: what was changed meanwhile goes out. */
  function resend() {
    for (const form of document.querySelectorAll('form[data-together]')) {
      if (!isDirty(form)) continue;
      for (const field of Object.keys(filledIn(form))) if (isChanged(form, field)) tell(form.dataset.owned, field);
    }
  }

  // ---- what is seen of the others

  const timers = new WeakMap();

  function present(form, field, who) {
    const block = blockOf(form, field);
    for (const line of [form.closest('[data-part=answer]')?.querySelector('[data-typing]'), mark(block)]) {
      if (!line) continue;
      setText(line.querySelector('[data-typing-who]'), line.matches('.mate') ? who : words.typing.replace('{}', who));
      line.hidden = false;
      clearTimeout(timers.get(line));
      timers.set(line, setTimeout(() => (line.hidden = true), SHOWN_MS));
    }
  }

  // Beside the label, with the pencil of the form's own line.
  function mark(block) {
    if (!block) return null;
    const there = block.querySelector('.mate');
    if (there) return there;
    const place = block.querySelector('label, legend');
    const pencil = block.closest('[data-part=answer]')?.querySelector('[data-typing] .sk-icon');
    if (!place || !pencil) return null;
    const line = Object.assign(document.createElement('span'), { className: 'mate', hidden: true });
    const name = document.createElement('span');
    name.dataset.typingWho = '';
    line.append(pencil.cloneNode(true), ' ', name);
    place.append(' ', line);
    return line;
  }

  function offer(form, field, filled, who = '') {
    const block = blockOf(form, field);
    const there = block?.querySelector('.mate-offer');
    if (filled === null || !block) {
      there?.remove();
      return;
    }
    const line = there ?? document.createElement('div');
    line.className = 'mate-offer';
    const said = Object.assign(document.createElement('p'), { className: 'sk-lines', textContent: filled });
    const lead = Object.assign(document.createElement('p'), { className: 'sk-item__meta', textContent: words.theirs.replace('{}', who || words.a_mate) });
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'sk-button sk-button--dense', textContent: words.take_over });
    button.addEventListener('click', () => {
      fill(form, field, filled);
      keepDraft(box, form);
      same.set(key(form.dataset.owned, field), filled);
      tell(form.dataset.owned, field);
      offer(form, field, null);
      painted();
    });
    line.replaceChildren(lead, said, button);
    if (!there) block.append(line);
  }

  return { heard, paint, resend };
}

const revisionOf = (item) => Number(document.querySelector(`[data-item="${CSS.escape(item)}"]`)?.dataset.revision ?? 0);
const controls = (form, field) => [...form.elements].filter((control) => control.name === field && control.type !== 'hidden' && control.type !== 'submit');
const textIn = (form, field) => controls(form, field)[0]?.nodeName === 'TEXTAREA';
const blockOf = (form, field) => controls(form, field)[0]?.closest('[data-field]');
const valueIn = (form, field) => filledIn(form)[field] ?? '';
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// What the server put in the form.
function standing(form, field) {
  const [first, ...others] = controls(form, field);
  if (!first) return '';
  if (first.type === 'checkbox') return [first, ...others].filter((each) => each.defaultChecked).map((each) => each.value);
  if (first.type === 'radio') return [first, ...others].find((each) => each.defaultChecked)?.value ?? '';
  return first.defaultValue;
}

function fill(form, field, filled) {
  for (const control of controls(form, field)) {
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = [filled].flat().includes(control.value);
    else control.value = filled;
  }
}
