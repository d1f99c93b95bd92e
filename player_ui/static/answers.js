// The answer forms of a player's page: drafts, sending, and what is on screen until the server has it. What is in a form
// is read by forms.js.
//
// Nothing typed is lost: it is a draft until it is sent, in the outbox until it is answered, and a refusal puts it back.

import { clearFaults, faultOf, paintControls, partOf, setText, showFault, summary } from './forms.js';
import { keepDraft, markClean, openOutbox, readDraft, restoreDraft } from '/static/shared/outbox.js';

/**
 * Take care of all answer forms of the page. options: url, scope, words, announce(text), toast(text),
 * other(command, answer) for what is no answer.
 * Returns {box, paint()}; call paint() after every frame.
 */
export function careForAnswers({ url, scope, words, announce, toast, other }) {
  const sent = new Map(); // item → the command that was stored, until its node shows it
  const box = openOutbox({ url, scope, onChange: paint, onAnswer: answered });

  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-kind]');
    if (!form) return;
    event.preventDefault();
    submit(form);
  });
  // A button of a dilemma answers at once.
  document.addEventListener('click', (event) => {
    const way = event.target.closest('.dilemma__way');
    if (way) way.previousElementSibling.checked = true;
  });
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-kind]');
    if (!form) return;
    keepDraft(box, form);
    clearFaults(form, event.target.closest('[data-field]'));
    paintForm(form);
  });

  function submit(form) {
    if (form.dataset.sending !== undefined) return;
    clearFaults(form);
    const fault = faultOf(form, words);
    if (fault) {
      showFault(form, fault.field, fault.sentence).querySelector('textarea, input:not([type=hidden])')?.focus();
      return;
    }
    keepDraft(box, form);
    const command = { type: 'respond', inject: form.dataset.owned, based_on: Number(form.elements.based_on.value), ...partOf(form) };
    sent.delete(command.inject);
    form.dataset.sending = '';
    itemOf(command.inject)?.focus({ preventScroll: true });
    announce(words.sending);
    box.send(command);
  }

  function answered(command, answer) {
    if (command.type !== 'respond') {
      other(command, answer);
      return;
    }
    const item = itemOf(command.inject);
    const form = item?.querySelector('form[data-kind]');
    if (form) delete form.dataset.sending;
    if (answer.ok) {
      box.drafts.remove(command.inject);
      sent.set(command.inject, command);
      if (form) {
        markClean(form);
        form.closest('details').open = false;
      }
      announce(words.sent);
      return;
    }
    paint();
    const again = itemOf(command.inject)?.querySelector('form[data-kind]');
    if (!again) {
      toast(answer.sentence);
      return;
    }
    // The other version is on screen above the form now; sending again replaces that one.
    again.elements.based_on.value = item.dataset.revision;
    again.closest('details').open = true;
    showFault(again, answer.field ?? '', answer.sentence);
  }

  /** Bring everything on screen in line with the box, the drafts and the nodes as they are now. */
  function paint() {
    const waiting = new Map(box.waiting().filter((c) => c.type === 'respond').map((c) => [c.inject, c]));
    for (const element of document.querySelectorAll('[data-pending]')) {
      const item = element.closest('[data-item]');
      const name = item.dataset.item;
      const shown = Number(item.dataset.revision);
      if (sent.has(name) && shown > sent.get(name).based_on) sent.delete(name);
      const command = waiting.get(name) ?? sent.get(name);
      paintPending(element, item, command, shown, waiting.has(name));
    }
    for (const form of document.querySelectorAll('form[data-kind]')) {
      if (form.dataset.sending === undefined && restoreDraft(box, form)) form.closest('details').open = true;
      paintForm(form);
    }
    for (const element of document.querySelectorAll('[data-unsent]')) paintUnsent(element, waiting);
  }

  function paintPending(element, item, command, shown, waits) {
    const visible = Boolean(command) && shown <= command.based_on;
    element.hidden = !visible;
    const details = item.querySelector('[data-part=box]');
    if (details) details.hidden = visible;
    const form = item.querySelector('form[data-kind]');
    if (form && waits) form.dataset.sending = '';
    if (!visible) return;
    setText(element.querySelector('[data-pending-text]'), summary(form, command, words));
    const lost = document.documentElement.dataset.connection === 'lost';
    setText(element.querySelector('[data-pending-word]'), waits ? (lost ? words.waiting : words.sending) : words.sent);
    element.toggleAttribute('data-sent', !waits);
  }

  function paintForm(form) {
    paintControls(form, words);
    const kept = form.querySelector('[data-kept]');
    if (kept) kept.hidden = readDraft(box, form.dataset.owned) === null;
  }

  function paintUnsent(element, waiting) {
    const name = element.dataset.unsent;
    const text = textsOf(readDraft(box, name));
    const item = element.closest('[data-item]');
    const visible = Boolean(text) && !item.querySelector('form[data-kind]') && !waiting.has(name) && !sent.has(name);
    element.hidden = !visible;
    if (visible) setText(element.querySelector('[data-unsent-text]'), text);
  }

  return { box, paint };
}

function itemOf(name) {
  return document.querySelector(`[data-item="${CSS.escape(name)}"]`);
}

// What was typed in a form that is gone by now.
function textsOf(draft) {
  const typed = Object.entries(draft ?? {}).filter(([name]) => name === 'text' || name.startsWith('fields.'));
  return typed.map(([, text]) => text.trim()).filter(Boolean).join('\n\n');
}
