// What a role does of itself: forms [data-act] that each make one command. Half-filled ones are drafts, as answers are.

import { setText } from './forms.js';
import { filledIn, keepDraft, markClean, restoreDraft } from '/static/shared/outbox.js';

/** Take care of the forms; begun(inject) is called when something was begun. Returns {answered(command, answer), paint()}; call paint() after every frame. */
export function careForActs({ box, words, announce, toast, begun }) {
  const forms = () => [...document.querySelectorAll('form[data-act]')];

  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-act]');
    if (!form) return;
    event.preventDefault();
    if (form.dataset.sending !== undefined) return;
    say(form, '');
    keepDraft(box, form);
    form.dataset.sending = '';
    announce(words.sending);
    box.send(commandOf(form));
  });
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-act]');
    if (!form) return;
    keepDraft(box, form);
    say(form, '');
  });

  function commandOf(form) {
    const command = { ...aboutOf(form), ...filledIn(form) };
    for (const [name, value] of Object.entries(command)) {
      const control = form.elements[name];
      if (control?.[0]?.type === 'radio') command[name] = Number(value); // a step of a ladder
      else if (control?.dataset?.list !== undefined) command[name] = [value];
    }
    if (form.dataset.act === 'write') command.facts ??= [];
    return command;
  }

  function answered(command, answer) {
    if (command.type === 'begin' && answer.ok) {
      begun(command.inject); // its form may be off the screen already
      return;
    }
    const form = forms().find((each) => Object.entries(aboutOf(each)).every(([name, value]) => command[name] === value));
    if (!form) return;
    delete form.dataset.sending;
    if (!answer.ok) {
      if (form.closest('details')) form.closest('details').open = true;
      say(form, answer.sentence);
      return;
    }
    box.drafts.remove(form.dataset.owned);
    for (const area of form.querySelectorAll('textarea')) area.value = '';
    if (!form.closest('details')) return; // a button alone: its node says the rest
    for (const control of form.querySelectorAll('input[type=checkbox]')) control.checked = false;
    for (const control of form.querySelectorAll('select')) control.selectedIndex = 0;
    markClean(form);
    form.closest('details').open = false;
    toast(words.done);
  }

  function paint() {
    for (const form of forms()) if (form.dataset.sending === undefined && restoreDraft(box, form) && form.closest('details')) form.closest('details').open = true;
  }

  return { answered, paint };
}

/** What the form is about: its hidden fields, without the id that only a page without scripts sends. */
function aboutOf(form) {
  const hidden = [...form.querySelectorAll('input[type=hidden]')].filter((input) => input.name !== 'command_id');
  return Object.fromEntries(hidden.map((input) => [input.name, input.value]));
}

function say(form, sentence) {
  const element = form.querySelector('[data-error]');
  element.hidden = !sentence;
  setText(element, sentence);
}
