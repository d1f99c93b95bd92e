// What the trainer does with a message: holds it, gives it other words, takes it back, puts it right, drops it.

import { clockTime } from '/static/shared/feed.js';
import { detailOf } from './details.js';
import { say } from './words.js';

const TAKE_BACK_MS = 5000;
const MINUTE_MS = 60000;

export function makeDirecting(orders, outbox, standby) {
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const cues = find('[data-region="cues"]');
  const rows = () => [...cues.children].filter((row) => row.dataset.inject);
  const message = find('#message-dialog');
  const edit = find('#edit-dialog');
  const overrun = find('#overrun-dialog');
  let feed = null;
  let suggested = 0;

  const speed = () => Number(find('.fc-desk [name="speed_num"][aria-pressed="true"]')?.value) || 1;

  // ---- taking back

  // What went out last, by the clock or by hand, that still stands.
  function latest() {
    const sent = [...rows().filter((row) => row.dataset.status === 'delivered'), ...all('.fc-sent[data-withdrawn="no"]')];
    return sent.reduce((last, row) => (!last || Number(row.dataset.delivered) >= Number(last.dataset.delivered) ? row : last), null);
  }

  const nameOf = (row) => row.dataset.inject ?? row.dataset.message;
  const isFresh = (row) => feed && feed.atMs() - Number(row.dataset.delivered) <= TAKE_BACK_MS * speed() && row.dataset.opened === '0' && (row.dataset.answered ?? '0') === '0';

  async function takeBack(row = latest()) {
    if (!row) {
      orders.toast(say('Er is niets om terug te draaien.'), false);
      return;
    }
    if (!isFresh(row)) {
      correct(row);
      return;
    }
    const answer = await outbox.send({ type: 'take_back', item: nameOf(row) });
    if (answer.ok) orders.toast(say('Teruggedraaid: niemand had het geopend.'));
    else {
      orders.toast(answer.sentence, false);
      if (answer.code?.startsWith('takeback.')) correct(row);
    }
  }

  // ---- a correction, and a message made up on the spot

  function compose() {
    setCorrects('', '');
    message.showModal();
    message.querySelector('#m-sender').focus();
  }

  function correct(row) {
    const form = message.querySelector('form');
    if (form.elements.body.value.trim() === '') {
      form.reset();
      const to = new Set((row.dataset.to || '').split('|'));
      for (const box of form.querySelectorAll('[name="to"]')) box.checked = to.has(box.value);
      if (form.querySelector('details [name="to"]:checked')) form.querySelector('details').open = true;
      form.elements.channel.value = row.dataset.channel;
      form.elements.sender.value = row.dataset.sender;
      form.elements.title.value = say('Correctie');
    }
    setCorrects(nameOf(row), `${row.dataset.number ?? ''} ${row.dataset.title}`.trim());
    message.showModal();
    form.elements.body.focus();
  }

  function setCorrects(name, title) {
    message.querySelector('[name="corrects"]').value = name;
    message.querySelector('[data-corrects]').hidden = !name;
    message.querySelector('[data-corrects-title]').textContent = title;
  }

  const templates = find('#m-template');
  const ready = JSON.parse(templates.dataset.templates);
  templates.addEventListener('change', () => {
    const chosen = ready[Number(templates.value)];
    if (templates.value === '' || !chosen) return;
    const fields = templates.form.elements;
    for (const part of ['channel', 'sender', 'title', 'body']) fields[part].value = chosen[part];
    templates.value = '';
    fields.body.focus();
  });

  // ---- other words

  function openEdit() {
    const row = standby.row();
    if (!row) return;
    if (row.dataset.status === 'delivered') {
      correct(row);
      return;
    }
    const form = edit.querySelector('form');
    const other = form.elements.inject.value !== row.dataset.inject;
    if (other || form.elements.body.value.trim() === '') {
      form.elements.inject.value = row.dataset.inject;
      form.elements.sender.value = row.dataset.sender;
      form.elements.title.value = row.dataset.title;
      form.elements.body.value = words(row);
    }
    edit.querySelector('[data-edit-number]').textContent = row.dataset.number;
    edit.querySelector('[data-edit-reset]').hidden = row.dataset.edited !== 'yes';
    edit.querySelector('[data-error]').hidden = true;
    edit.showModal();
    form.elements.body.focus();
  }

  function words(row) {
    const lines = [...detailOf(row, 'body').content.querySelectorAll('.fc-reads__text > p')];
    return lines.map((line) => [...line.childNodes].map((node) => (node.nodeName === 'BR' ? '\n' : node.textContent)).join('')).join('\n\n');
  }

  async function saveEdit(command, form) {
    const error = form.querySelector('[data-error]');
    const answer = await outbox.send(command);
    error.hidden = answer.ok;
    error.textContent = answer.ok ? '' : answer.sentence;
    if (!answer.ok) return;
    form.reset();
    form.elements.inject.value = '';
    edit.close();
    orders.toast(command.reset ? say('De tekst van het draaiboek geldt weer.') : say('Bewaard. Zo gaat het bericht uit.'));
  }

  // ---- holding

  async function hold() {
    const row = standby.row();
    if (!row) return;
    const held = row.dataset.held !== 'yes';
    await orders.send({ type: 'hold', inject: row.dataset.inject, held }, held ? say('Bericht {} wacht tot u GO geeft.', row.dataset.number) : say('Bericht {} gaat weer vanzelf.', row.dataset.number));
  }

  // ---- reserve: off the timeline, what fits now first

  function paintReserve() {
    const list = find('[data-reserve-rows]');
    const ready = rows().filter((row) => row.dataset.reserve === 'yes' && ['planned', 'due'].includes(row.dataset.status));
    ready.sort((one, other) => Number(other.dataset.fits !== '') - Number(one.dataset.fits !== ''));
    const wanted = ready.map((row) => `${row.dataset.inject} ${row.dataset.fits} ${row.dataset.title}`).join('\n');
    if (list.dataset.wanted !== wanted) {
      list.dataset.wanted = wanted;
      list.replaceChildren(...ready.map(reserveLine));
    }
    const fits = ready.filter((row) => row.dataset.fits !== '').length;
    const fold = find('[data-reserve-list]');
    fold.hidden = ready.length === 0;
    if (fits > suggested) fold.open = true;
    suggested = fits;
    find('[data-reserve-count]').textContent = fits ? say('{} klaar, {} past nu', ready.length, fits) : say('{} klaar', ready.length);
  }

  function reserveLine(row) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = row.dataset.fits ? 'fc-reserve__row fc-reserve__row--fits' : 'fc-reserve__row';
    button.dataset.choose = row.dataset.inject;
    const title = document.createElement('b');
    title.textContent = `${row.dataset.number} ${row.dataset.title}`;
    const why = document.createElement('small');
    why.textContent = row.dataset.fits;
    button.append(title, why);
    item.append(button);
    return item;
  }

  // ---- running over: what may be dropped

  function openOverrun() {
    paintOverrun(true);
    overrun.showModal();
  }

  function paintOverrun(fresh = false) {
    const desk = find('.fc-desk')?.dataset;
    if (!feed || !desk?.phaseEnd) return;
    const end = Math.max(Number(desk.phaseEnd), feed.atMs()) + Number(desk.aheadMs);
    const over = Math.round((end - Number(desk.scriptMs)) / MINUTE_MS);
    overrun.querySelector('[data-overrun-title]').textContent = over > 0 ? say('We lopen {} min uit', over) : over < 0 ? say('We zijn {} min voor', -over) : say('U loopt op tijd');
    const left = Math.ceil((Number(desk.phaseEnd) - feed.atMs()) / 1000);
    overrun.querySelector('[data-overrun-words]').textContent = left > 0 ? say('In deze fase nog {}.', clockTime(left)) : say('De tijd van deze fase is om.');
    overrun.querySelector('[name="phase"]').value = desk.phase;
    if (fresh) fillDrops();
    const chosen = [...overrun.querySelectorAll('[data-drop-list] input:checked')];
    const saved = Math.round(chosen.reduce((sum, box) => sum + Number(box.dataset.saves), 0) / MINUTE_MS);
    overrun.querySelector('[data-drop-word]').textContent = chosen.length ? say('Sla {} over, scheelt ongeveer {} min', chosen.length, saved) : say('Sla over wat is aangevinkt');
    overrun.querySelector('[data-drop]').disabled = chosen.length === 0;
  }

  function fillDrops() {
    const droppable = rows().filter((row) => row.dataset.optional === 'yes' && row.dataset.reserve === 'no' && ['planned', 'due'].includes(row.dataset.status));
    const list = overrun.querySelector('[data-drop-list]');
    list.replaceChildren(...droppable.map((row) => {
      const label = document.createElement('label');
      label.className = 'fc-tick';
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.value = row.dataset.inject;
      box.dataset.saves = row.dataset.saves;
      const minutes = Math.max(1, Math.round(Number(row.dataset.saves) / MINUTE_MS));
      label.append(box, ` ${row.dataset.number} ${row.dataset.title} `, Object.assign(document.createElement('span'), { className: 'sk-meta', textContent: say('ongeveer {} min', minutes) }));
      return label;
    }));
    overrun.querySelector('[data-drop-none]').hidden = droppable.length > 0;
  }

  async function drop() {
    const chosen = [...overrun.querySelectorAll('[data-drop-list] input:checked')].map((box) => box.value);
    overrun.close();
    let gone = 0;
    for (const inject of chosen) gone += (await orders.send({ type: 'skip', inject, reason: say('Om de tijd') })).ok ? 1 : 0;
    orders.toast(gone === 1 ? say('1 bericht overgeslagen') : say('{} berichten overgeslagen', gone));
  }

  overrun.addEventListener('change', () => paintOverrun());

  document.addEventListener('click', (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on('[data-new-message]')) compose();
    else if (on('[data-corrects-none]')) setCorrects('', '');
    else if (on('[data-take-back]')) takeBack();
    else if (on('[data-edit]')) openEdit();
    else if (on('[data-edit-reset]')) saveEdit({ type: 'edit', inject: edit.querySelector('[name="inject"]').value, reset: true }, edit.querySelector('form'));
    else if (on('[data-hold]')) hold();
    else if (on('[data-choose]')) standby.choose(on('[data-choose]').dataset.choose);
    else if (on('[data-open="overrun-dialog"]')) paintOverrun(true);
    else if (on('[data-drop]')) drop();
  });

  function sync() {
    paintReserve();
    const row = standby.row();
    const ahead = row && ['planned', 'due'].includes(row.dataset.status);
    setDisabled(find('[data-hold]'), !ahead);
    find('[data-hold-word]').textContent = row?.dataset.held === 'yes' ? say('Laat los') : say('Houd vast');
    setDisabled(find('[data-edit]'), !row);
    setDisabled(find('[data-take-back]'), !latest());
    if (overrun.open) paintOverrun();
  }

  function setDisabled(button, yes) {
    if (yes) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }

  return { sync, takeBack, saveEdit, openOverrun, start: (connected) => { feed = connected; } };
}
