// What is filled in and chosen in the lobby: how much room is left, what does not fit, and that nothing typed is lost by
// starting.

import { isDirty, settle } from '/static/shared/feed.js';
import { markClean } from '/static/shared/outbox.js';
import { read } from './orders.js';

export function makePreparation(orders, outbox) {
  const form = () => document.querySelector('[data-command="words"]');

  /** Save what is in the form. Returns whether it is saved; what does not fit is told at its field. */
  async function save() {
    const sent = form();
    if (!sent) return true;
    clear(sent);
    const answer = await outbox.send(read(sent, null));
    if (answer.ok) {
      const now = form();
      if (now) markClean(now);
      settle(); // what was left blank now shows the word of the scenario
      said(true);
    } else if (!tell(form(), answer)) orders.toast(answer.sentence, false);
    return answer.ok;
  }

  /** Save what was typed but not saved: once the exercise runs, words are fixed. Returns whether it may start. */
  async function beforeStart() {
    const typed = form();
    return !typed || !isDirty(typed) || save();
  }

  // Says that it is saved in the place of what to know, so that nothing jumps.
  function said(saved) {
    const foot = document.querySelector('.fc-words__foot');
    if (!foot) return;
    foot.querySelector('[data-saved]').hidden = !saved;
    foot.querySelector('[data-fixed]').hidden = saved;
  }

  function tell(at, answer) {
    const field = answer.field && at?.querySelector(`[data-part="${CSS.escape(answer.field)}"]`);
    if (!field) return false;
    const [error, control] = [field.querySelector('[data-error]'), field.querySelector('input, select, textarea')];
    field.classList.add('sk-field--invalid');
    error.textContent = answer.sentence;
    error.hidden = false;
    control.setAttribute('aria-invalid', 'true');
    control.focus();
    return true;
  }

  function clear(within) {
    for (const field of within.querySelectorAll('.sk-field--invalid')) {
      field.classList.remove('sk-field--invalid');
      field.querySelector('[data-error]').hidden = true;
      field.querySelector('[aria-invalid]').removeAttribute('aria-invalid');
    }
  }

  function sync() {
    for (const count of document.querySelectorAll('[data-command="words"] [data-count]')) {
      const control = count.closest('.sk-field').querySelector('input, textarea');
      const words = `${control.value.length}/${count.dataset.limit}`;
      if (count.textContent !== words) count.textContent = words;
    }
  }

  document.addEventListener('input', (event) => {
    if (!event.target.closest('[data-command="words"]')) return;
    said(false);
    sync();
  });

  // A choice counts as soon as it is made; its button is for a page without this script.
  document.addEventListener('change', (event) => event.target.closest('[data-command="choose"]')?.requestSubmit());

  /** Choose how the story begins. What does not fit stays in the field, with a sentence. */
  async function choose(command) {
    const answer = await outbox.send(command);
    const sent = document.getElementById(`start-${command.name}`)?.form;
    if (!answer.ok) orders.toast(answer.sentence, false);
    else if (sent) markClean(sent);
    settle();
  }

  return { save, beforeStart, choose, sync };
}
