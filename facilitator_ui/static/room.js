// What the room sees: the projector, an answer on it, and the list of what is public.

import { detailOf } from './details.js';
import { say } from './words.js';

const COUNTED = new Set(['choice', 'checklist', 'assessment']);

export function makeRoom(orders) {
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const dialog = find('#beamer-dialog');
  const show = find('#show-dialog');

  const desk = () => find('.fc-desk')?.dataset ?? {};

  function publicItems() {
    const cues = all('[data-region="cues"] > [data-plenary="yes"][data-status="delivered"]').map((row) => ({ name: row.dataset.inject, title: `${row.dataset.number} ${row.dataset.title}`, at: Number(row.dataset.delivered) }));
    const sent = all('.fc-sent[data-plenary="yes"][data-withdrawn="no"]').map((row) => ({ name: row.dataset.message, title: row.dataset.title || row.querySelector('.fc-sent__line').textContent.trim(), at: Number(row.dataset.delivered) }));
    return [...cues, ...sent].sort((one, other) => other.at - one.at);
  }

  function nowWords(items) {
    const { beamer, status } = desk();
    const chosen = find('[data-beamer-words]')?.dataset.chosen ?? '';
    if (beamer === 'black') return say('Het scherm is zwart.');
    if (status === 'paused') return say('Tijd uit: de klok staat stil.');
    if (beamer === 'phase') return say('Waar we zijn in het programma.');
    if (beamer === 'answer') return say('Een antwoord op {}.', chosen);
    if (beamer === 'minutes') return say('De besluitenlijst.');
    if (beamer === 'knowledge') return say('Wie wist wat wanneer.');
    if (beamer === 'question') return say('Een vraag voor iedereen: {}', chosen);
    if (beamer === 'result') return say('De uitslag van {}.', chosen);
    if (beamer === 'item') return say('Dit bericht blijft staan: {}.', chosen);
    return items.length ? say('Het verhaal: {}.', items[0].title) : say('De stand van de oefening.');
  }

  function sync() {
    const items = publicItems();
    const { beamer, beamerItem } = desk();
    const bar = find('[data-beamer-words]');
    if (bar && beamer === 'story') text(bar, items.length ? items[0].title : say('de stand van de oefening'));
    const shown = beamer === 'item' ? beamerItem : beamer === 'story' ? items[0]?.name : '';
    for (const row of all('.fc-cue--beamer')) if (row.dataset.inject !== shown) row.classList.remove('fc-cue--beamer');
    if (shown) find(`[data-region="cues"] > [data-inject="${CSS.escape(shown)}"]`)?.classList.add('fc-cue--beamer');
    fillCalls();
    if (!dialog.open) return;
    text(find('[data-beamer-now]'), nowWords(items));
    for (const button of dialog.querySelectorAll('[data-shows]')) button.setAttribute('aria-pressed', String(button.dataset.shows === beamer && (button.dataset.showsItem ?? beamerItem) === beamerItem));
    find('[data-public-none]').hidden = items.length > 0;
    fillList(find('[data-public-list]'), items, 'showItem', beamer === 'item' ? beamerItem : '');
    const questions = countable();
    find('[data-results]').hidden = questions.length === 0;
    fillList(find('[data-result-list]'), questions, 'showResult', desk().beamerResult);
  }

  // Questions of which there are counts, the latest first.
  function countable() {
    const rows = all('[data-region="cues"] > [data-status="delivered"]').filter((row) => COUNTED.has(row.dataset.asks));
    const found = rows.map((row) => ({ name: row.dataset.inject, title: `${row.dataset.number} ${row.dataset.title}`, at: Number(row.dataset.delivered) }));
    return found.sort((one, other) => other.at - one.at);
  }

  // The calls to the hall that stand, in the dialog where they are made; each can be taken back there.
  function fillCalls() {
    const made = find('.fc-desk [data-calls]')?.innerHTML ?? '';
    const list = find('[data-called-list]');
    if (list.dataset.made === made) return;
    list.dataset.made = made;
    const template = find('.fc-desk [data-calls]');
    list.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
  }

  function fillList(list, items, field, chosen) {
    const wanted = items.map((item) => `${item.name}${item.name === chosen ? '*' : ''}`).join(' ');
    if (list.dataset.wanted === wanted) return;
    list.dataset.wanted = wanted;
    list.replaceChildren(...items.map((item) => {
      const line = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'fc-reserve__row';
      button.dataset[field] = item.name;
      button.setAttribute('aria-pressed', String(item.name === chosen));
      button.append(Object.assign(document.createElement('b'), { textContent: item.title }));
      line.append(button);
      return line;
    }));
  }

  function black() {
    orders.send({ type: 'beamer', shows: desk().beamer === 'black' ? 'story' : 'black' });
  }

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-open="beamer-dialog"]')) {
      const back = find('[data-afterwards]');
      if (back && desk().status === 'ended') back.open = true;
      setTimeout(sync);
    }
    const share = event.target.closest('[data-share]');
    if (share) shareOne(share.dataset.share.split('|'));
    const item = event.target.closest('[data-show-item]');
    if (item) orders.send({ type: 'beamer', shows: 'item', item: item.dataset.showItem });
    const result = event.target.closest('[data-show-result]');
    if (result) orders.send({ type: 'beamer', shows: 'result', inject: result.dataset.showResult });
    if (event.target.closest('[data-show-answer]')) fillShow();
  });

  // One laptop for a team: all its chairs in the first.
  async function shareOne([into, ...others]) {
    for (const seat of others) if (!(await orders.send({ type: 'fold', seat, into })).ok) return;
    orders.toast(say('Dit team speelt nu op één laptop.'));
  }

  // The answer of the open score, with the question whether it was asked.
  function fillShow() {
    const row = find('.fc-answer--open');
    if (!row) return;
    const form = show.querySelector('form');
    form.reset();
    form.elements.inject.value = row.dataset.inject;
    form.elements.unit.value = row.dataset.unit;
    const said = detailOf(row, 'answer').content.querySelector('blockquote, .fc-sheet, .fc-ticks');
    show.querySelector('[data-show-text]').textContent = said ? said.textContent.trim() : '';
  }

  const look = find('[data-look]');
  look.addEventListener('change', () => {
    if (look.value) window.open(`${look.dataset.base}/look/${look.value}/`, '_blank', 'noopener');
    look.value = '';
  });

  function text(element, words) {
    if (element && element.textContent !== words) element.textContent = words;
  }

  return { sync, black };
}
