// The scoring panel: one answer, silence or group at a time. It is no node, so nothing that arrives can touch what is typed.

import { detailOf, fill } from './details.js';
import { showEverybody } from './people.js';
import { say } from './words.js';

export function makeScore(orders, outbox, seat) {
  const panel = document.getElementById('score');
  const detail = document.getElementById('score-detail');
  const scales = document.getElementById('scales');
  const note = document.getElementById('note');
  const noteForm = note.form;
  const anchor = document.getElementById('anchor');
  const examples = JSON.parse(anchor.dataset.examples);
  const allDimensions = document.querySelector('[data-all-dimensions]');
  let key = panel.dataset.target;
  let group = '';
  let basis = '';
  let active = '';
  let all = false;
  const pending = new Map(); // dimension → position not yet answered by the server

  if (key.includes('/')) [key, group] = [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)];

  const row = () => (key ? document.querySelector(`.fc-people [data-key="${CSS.escape(key)}"]`) : null);
  const forms = () => [...scales.children];
  const open = () => !panel.hidden;

  function show(newKey, newGroup = '') {
    keepNote();
    key = newKey;
    group = newGroup;
    pending.clear();
    all = false;
    const target = row();
    if (!target) return;
    basis = group ? 'said' : target.dataset.status === 'answered' ? 'typed' : target.dataset.status === 'missed' ? 'silent' : 'said';
    openPanel(true);
    showEverybody(false); // the room goes to the score
    panel.dataset.target = name();
    const own = dimensions(target);
    const order = [...own, ...forms().map((form) => form.dataset.dimension).filter((id) => !own.includes(id))];
    scales.append(...order.map((id) => forms().find((form) => form.dataset.dimension === id)).filter(Boolean));
    fillNote(target);
    sync();
    activate(own.find((id) => !position(id)) ?? own[0] ?? order[0]);
    read(target);
    panel.parentElement.scrollTop = 0;
    panel.focus({ preventScroll: true });
  }

  function openPanel(yes) {
    panel.hidden = !yes;
    document.getElementById('fc').dataset.scoring = yes ? 'yes' : 'no';
  }

  function name() {
    return group ? `${key}/${group}` : key;
  }

  function unit(target) {
    return group ? `group:${group}` : target.dataset.unit;
  }

  // An escalation moment has the dimensions of the message that makes it; without any, all ten.
  function dimensions(target) {
    const cue = group ? [...document.querySelectorAll('[data-region="cues"] > [data-escalation]')].find((c) => c.dataset.escalation && c.dataset.escalation === target.dataset.title) : null;
    const found = ((cue ?? target).dataset.dimensions || '').split(' ').filter(Boolean);
    return found.length ? found : forms().map((form) => form.dataset.dimension);
  }

  /** What the row itself carries about this target: who, what was said, marks and note. */
  function source(target) {
    return detailOf(target, group || 'answer')?.content ?? null;
  }

  function marks() {
    const found = new Map();
    for (const mark of source(row())?.querySelectorAll('[data-rater]') ?? []) {
      if (mark.dataset.rater === seat) found.set(mark.dataset.dimension, mark.dataset.position);
    }
    return found;
  }

  /** What other raters gave on a dimension, as pairs (who in two characters, position). */
  function others(id) {
    const all = [...(source(row())?.querySelectorAll('[data-rater]') ?? [])];
    return all.filter((mark) => mark.dataset.rater !== seat && mark.dataset.dimension === id).map((mark) => [mark.dataset.short, mark.dataset.position]);
  }

  // Only raters see this: where the others are, and that it is worth a talk when they are two apart.
  function compare(form, id) {
    const theirs = others(id);
    for (const cell of form.querySelectorAll('.sk-scale__cell')) {
      const here = theirs.filter(([, at]) => at === cell.value).map(([who]) => who).join(' ');
      if (here) cell.dataset.others = here;
      else delete cell.dataset.others;
    }
    const places = [...theirs.map(([, at]) => Number(at)), ...(position(id) ? [Number(position(id))] : [])];
    const apart = places.length > 1 ? Math.max(...places) - Math.min(...places) : 0;
    const word = form.querySelector('[data-differs]');
    word.hidden = apart < 2;
    word.textContent = apart < 2 ? '' : say('verschil {}: bespreek', apart);
  }

  function position(id) {
    return pending.has(id) ? pending.get(id) : (marks().get(id) ?? '');
  }

  function sync() {
    count();
    const target = row();
    if (key && !target) close();
    const shown = open() && !group ? target : null;
    for (const other of document.querySelectorAll('.fc-answer--open')) if (other !== shown) other.classList.remove('fc-answer--open');
    if (shown?.matches('.fc-answer')) shown.classList.add('fc-answer--open');
    if (!target || !open()) return;
    fill(detail, detailOf(target, group || 'answer'));
    const now = source(target);
    const own = dimensions(target);
    for (const form of forms()) {
      const id = form.dataset.dimension;
      set(form, { moment: target.dataset.moment, unit: unit(target), revision: target.dataset.revision ?? '', basis });
      form.hidden = !all && !own.includes(id) && !position(id);
      form.classList.toggle('sk-scale--now', id === active);
      for (const cell of form.querySelectorAll('button')) {
        cell.setAttribute('aria-pressed', String(cell.value === String(position(id) ?? '')));
        cell.toggleAttribute('data-sending', pending.has(id) && cell.value === String(pending.get(id) ?? ''));
      }
      compare(form, id);
    }
    paintVetoes(now);
    set(noteForm, { moment: target.dataset.moment, unit: unit(target) });
    allDimensions.setAttribute('aria-current', String(all));
    allDimensions.hidden = own.length === forms().length;
    for (const cell of document.querySelectorAll('[data-basis]')) cell.setAttribute('aria-current', String(cell.dataset.basis === basis));
  }

  // Offered, never done by itself; each rater has their own.
  function paintVetoes(now) {
    const mine = [...now.querySelectorAll(`[data-veto][data-by="${CSS.escape(seat)}"]`)].map((veto) => veto.dataset.veto);
    const all = new Set([...now.querySelectorAll('[data-veto]')].map((veto) => veto.dataset.veto));
    for (const button of document.querySelectorAll('[data-set-veto]')) button.setAttribute('aria-pressed', String(mine.includes(button.dataset.setVeto)));
    document.querySelector('[data-veto-count]').textContent = all.size ? say('{} gekozen', all.size) : '';
  }

  function set(form, values) {
    for (const [field, value] of Object.entries(values)) form.elements[field].value = value;
  }

  // The one-line anchor: what the position that was chosen, or else proportional, looks like for this dimension.
  function activate(id) {
    active = id;
    for (const form of forms()) form.classList.toggle('sk-scale--now', form.dataset.dimension === id);
    const form = forms().find((one) => one.dataset.dimension === id);
    if (!form) return;
    const at = position(id) || '3';
    const example = examples[id]?.[row()?.dataset.voice ?? '']?.[at];
    anchor.textContent = `${id.toUpperCase()} · ${at}: ${form.querySelector(`.sk-scale__cell[value="${at}"]`).title}${example ? ` ${say('Zo klinkt het: ‘{}’', example)}` : ''}`;
  }

  async function sent(command, button) {
    if (!key) return;
    const id = command.dimension;
    const value = command.position === null ? '' : String(command.position);
    pending.set(id, value);
    const wasKey = name();
    sync();
    activate(id);
    if (!button || button.matches('.sk-scale__cell')) advance(id);
    const answer = await orders.send(command);
    if (wasKey === name() && pending.get(id) === value) {
      // The frame comes before or after this answer; until it is here the mark stays as pressed.
      if (!answer.ok || String(marks().get(id) ?? '') === value) pending.delete(id);
      else setTimeout(() => pending.get(id) === value && (pending.delete(id), sync()), 1500);
      sync();
    }
  }

  function advance(id) {
    const shown = forms().filter((form) => !form.hidden);
    const after = shown.slice(shown.findIndex((form) => form.dataset.dimension === id) + 1).find((form) => !position(form.dataset.dimension));
    if (after) active = after.dataset.dimension;
    for (const form of forms()) form.classList.toggle('sk-scale--now', form.dataset.dimension === active);
  }

  function press(value) {
    const form = forms().find((one) => one.dataset.dimension === active);
    if (!open() || !form) return false;
    form.querySelector(`button[value="${value}"]`).click();
    return true;
  }

  function step(by) {
    const shown = forms().filter((form) => !form.hidden);
    const now = shown.findIndex((form) => form.dataset.dimension === active);
    const to = shown[Math.min(shown.length - 1, Math.max(0, now + by))];
    if (to) activate(to.dataset.dimension);
  }

  // The player sees "gelezen" as soon as the trainer opens the answer.
  function read(target) {
    if (target.dataset.status !== 'answered' || target.dataset.read === 'yes') return;
    target.dataset.read = 'yes';
    orders.send({ type: 'open', item: `answer:${target.dataset.inject}:${target.dataset.unit}` });
  }

  // -- the note: kept while typing, saved when left

  function fillNote(target) {
    const saved = source(target)?.querySelector(`[data-note="${CSS.escape(seat)}"]`)?.lastChild.textContent.trim() ?? '';
    note.defaultValue = saved;
    note.value = outbox.drafts.get(`note:${name()}`) ?? saved;
  }

  function keepNote() {
    if (!key) return;
    if (note.value !== note.defaultValue) outbox.drafts.set(`note:${name()}`, note.value);
  }

  note.addEventListener('input', keepNote);
  note.addEventListener('change', async () => {
    const about = name();
    const text = note.value;
    if (!key || text === note.defaultValue) return;
    note.defaultValue = text;
    const answer = await orders.send({ type: 'note_score', moment: noteForm.elements.moment.value, unit: noteForm.elements.unit.value, text }, say('Notitie bewaard'));
    if (answer.ok) outbox.drafts.remove(`note:${about}`);
  });
  noteForm.addEventListener('submit', (event) => {
    // `change` has sent it already when the button took the focus away.
    event.preventDefault();
    event.stopPropagation();
    note.dispatchEvent(new Event('change'));
  });

  function count() {
    const waiting = document.querySelectorAll('.fc-answer[data-state="answered"]').length;
    const any = document.querySelectorAll('.fc-answer').length;
    const counter = document.querySelector('[data-answer-count]');
    counter.textContent = waiting ? say('{} te scoren', waiting) : any ? '' : '';
    document.querySelector('[data-no-answers]').hidden = any > 0;
    document.querySelector('[data-moments-head]').hidden = !document.querySelector('.fc-moment');
  }

  function close() {
    keepNote();
    key = '';
    group = '';
    openPanel(false);
    panel.dataset.target = '';
    sync();
  }

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-close-score]')) close();
    const chip = event.target.closest('.fc-moment [data-group]');
    const line = event.target.closest('.fc-answer__line');
    const veto = event.target.closest('[data-set-veto]');
    if (veto && row()) orders.send({ type: 'veto', moment: row().dataset.moment, unit: unit(row()), veto: veto.dataset.setVeto, holds: veto.getAttribute('aria-pressed') !== 'true' });
    const toggle = event.target.closest('[data-all-dimensions]');
    const chosenBasis = event.target.closest('[data-basis]');
    if (!chip && !line && !toggle && !(chosenBasis && chosenBasis.matches('a'))) return;
    event.preventDefault();
    if (chip) show(chip.closest('[data-key]').dataset.key, chip.dataset.group);
    else if (line) {
      const wanted = line.closest('[data-key]').dataset.key;
      if (wanted === key && !group) close();
      else show(wanted);
    } else if (toggle) {
      all = !all;
      sync();
    } else {
      basis = chosenBasis.dataset.basis;
      sync();
    }
  });

  function oldest() {
    const rows = [...document.querySelectorAll('.fc-answer')];
    const first = rows.filter((r) => !r.hidden).find((r) => r.dataset.state === 'answered') ?? rows.find((r) => r.dataset.state === 'missed');
    if (first) show(first.dataset.key);
  }

  if (key) show(key, group);
  return { sync, sent, press, step, open, close, oldest, note: () => open() && note.focus() };
}
