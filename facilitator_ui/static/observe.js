// A note at once, with the time of now: on the observer's screen and in the dialog of the desk.

import { markClean } from '/static/shared/outbox.js';
import { say } from './words.js';

export function makeObserve(orders) {
  const forms = () => [...document.querySelectorAll('form[data-command="observe"]')];
  let newest = '';

  // What was sent last is what a note is most often about; a choice that somebody made stays.
  function sync() {
    const sent = [...document.querySelectorAll('[data-region="cues"] > [data-status="delivered"]')];
    sent.sort((one, other) => Number(other.dataset.delivered) - Number(one.dataset.delivered));
    const first = sent.length ? `inject:${sent[0].dataset.inject}` : '';
    const known = sent.map((cue) => cue.dataset.inject).join(' ');
    for (const form of forms()) {
      const select = form.elements.moment;
      if (form.dataset.known === known) continue;
      form.dataset.known = known;
      const was = select.value;
      const options = sent.map((cue) => new Option(`${cue.dataset.number} ${cue.dataset.title}`, `inject:${cue.dataset.inject}`));
      select.replaceChildren(select.options[0], ...options);
      const busy = form.elements.text.value.trim() !== '';
      select.value = busy || (was !== newest && was !== '') ? was : first;
    }
    newest = first;
  }

  async function save(form) {
    const fields = form.elements;
    const error = form.querySelector('[data-error]');
    const note = { text: fields.text.value, moment: fields.moment.value, unit: fields.unit.value, dimension: fields.dimension.value };
    const score = fields.score.value;
    const missing = score && !(note.moment && note.unit && note.dimension);
    error.hidden = !missing;
    error.textContent = missing ? say('Kies bij een score ook het bericht, over wie het gaat en de dimensie.') : '';
    if (missing) return;
    const answer = await orders.send({ type: 'observe', ...note });
    if (!answer.ok) return;
    if (score) {
      const marked = await orders.send({ type: 'score', moment: note.moment, unit: note.unit, dimension: note.dimension, position: Number(score), basis: 'said', revision: null });
      if (!marked.ok) return;
    }
    const moment = note.moment;
    form.reset();
    fields.moment.value = moment;
    markClean(form);
    form.closest('dialog')?.close();
    orders.toast(say('Notitie bewaard'));
  }

  return { sync, save };
}
