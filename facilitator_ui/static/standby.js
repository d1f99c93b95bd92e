// Which message is on standby, and GO. The choice is the browser's alone; every row carries its own detail.

import { detailOf, fill } from './details.js';
import { numberOf } from './orders.js';
import { say } from './words.js';

const GUARD_MS = 1000;
const AHEAD = new Set(['planned', 'due']);
const WORDS = { due: 'Wacht op GO', delivered: 'Verstuurd', skipped: 'Overgeslagen', guarded: 'Niet nodig', lapsed: 'Vervallen', withdrawn: 'Teruggedraaid' };

export function makeStandby(orders, connection) {
  const go = document.getElementById('go');
  const goKey = document.querySelector('[data-go-key]');
  const why = document.getElementById('go-why');
  const head = document.getElementById('standby-head');
  const body = document.getElementById('standby-body');
  const asked = new URLSearchParams(location.search).get('cue');
  let chosen = asked ? { inject: asked, status: '' } : null;
  let shown = '';
  let guardedUntil = 0;

  const list = document.querySelector('[data-region="cues"]');
  const rows = () => [...list.children].filter((element) => element.dataset.inject);
  const row = (inject) => rows().find((element) => element.dataset.inject === inject);

  // Waiting for GO first, then what comes at a time, then what follows on something. As `standby` in pages.py.
  function next() {
    const all = rows();
    const timed = all.filter((cue) => cue.dataset.status === 'planned' && cue.dataset.due !== '');
    timed.sort((one, other) => Number(one.dataset.due) - Number(other.dataset.due));
    return all.find((cue) => cue.dataset.status === 'due') ?? timed[0] ?? all.find((cue) => cue.dataset.follows === 'yes');
  }

  function current() {
    if (chosen) {
      const cue = row(chosen.inject);
      const left = cue && AHEAD.has(chosen.status) && !AHEAD.has(cue.dataset.status);
      if (cue && !left) {
        chosen.status = cue.dataset.status;
        return cue;
      }
      chosen = null;
    }
    return next() ?? null;
  }

  function sync() {
    const over = document.getElementById('fc').dataset.status === 'ended';
    const cue = over ? null : current();
    const line = cue?.querySelector('.sk-cue') ?? null;
    for (const other of [...list.getElementsByClassName('sk-cue--next')]) {
      if (other === line) continue;
      other.classList.remove('sk-cue--next');
      other.removeAttribute('aria-current');
    }
    line?.classList.add('sk-cue--next');
    line?.setAttribute('aria-current', 'true');
    show(cue);
    separate();
    count();
    arm(cue);
  }

  function show(cue) {
    const key = cue ? cue.dataset.inject : '';
    fill(head, detailOf(cue, 'head'), [nothing()]);
    fill(body, detailOf(cue, 'body'));
    const word = head.querySelector('[data-standby-word]');
    if (word) word.textContent = say(chosen && AHEAD.has(cue.dataset.status) ? 'Gekozen' : (WORDS[cue.dataset.status] ?? 'Volgende'));
    const after = body.querySelector('[data-standby-after]');
    if (after) after.textContent = afterWords(cue);
    if (key === shown) return;
    if (shown !== '') body.scrollTop = 0;
    const first = shown === '';
    requestAnimationFrame(() => bringIntoView(cue, first)); // reading the layout here would lay the desk out twice
    shown = key;
  }

  function nothing() {
    const title = document.createElement('h2');
    title.className = 'fc-standby__title';
    title.textContent = say('Er komt geen bericht meer.');
    return title;
  }

  function afterWords(cue) {
    const ahead = rows().filter((other) => AHEAD.has(other.dataset.status) && other !== cue && other.dataset.due !== '');
    ahead.sort((one, other) => Number(one.dataset.due) - Number(other.dataset.due));
    const following = ahead.find((other) => Number(other.dataset.due) >= Number(cue.dataset.due || 0)) ?? ahead[0];
    if (!following) return say('Er komt geen bericht meer.');
    const time = following.querySelector('.sk-cue__time').textContent.trim();
    return `${following.dataset.number} · ${following.dataset.title}, ${time}`;
  }

  function bringIntoView(cue, first) {
    if (!cue) return;
    const top = cue.offsetTop; // the list is positioned, so this is the place in the list
    const room = list.clientHeight;
    if (first) list.scrollTop = Math.max(0, top - room * 0.6);
    else if (top < list.scrollTop + 38) list.scrollTop = Math.max(0, top - 76);
    else if (top > list.scrollTop + room - 76) list.scrollTop = top - room + 114;
  }

  // Phases are lines between the rows; they are no nodes, so they are set again when rows moved.
  function separate() {
    const titles = new Map([...document.querySelectorAll('[data-phases] > li')].map((item) => [item.dataset.phase, item.textContent]));
    const lines = new Map([...list.querySelectorAll(':scope > .fc-phase')].map((line) => [line.dataset.phase, line]));
    let before = null;
    for (const cue of rows()) {
      const phase = cue.dataset.phase;
      if (phase === before) continue;
      before = phase;
      const line = lines.get(phase) ?? separator(phase, titles);
      lines.delete(phase);
      if (cue.previousElementSibling !== line) list.insertBefore(line, cue);
    }
    for (const line of lines.values()) line.remove();
  }

  function separator(phase, titles) {
    const line = document.createElement('li');
    line.className = 'sk-cues__phase fc-phase';
    line.dataset.phase = phase;
    const word = document.createElement('b');
    word.textContent = `${say('Fase')} ${[...titles.keys()].indexOf(phase) + 1} · ${titles.get(phase) ?? phase}`;
    line.append(word);
    return line;
  }

  function count() {
    const all = rows();
    const sent = all.filter((cue) => cue.dataset.status === 'delivered');
    const counter = document.querySelector('[data-cue-count]');
    if (counter) counter.textContent = say('{} van {} verstuurd', sent.length, all.length);
  }

  function reason(cue) {
    if (!cue) return say('Er is nu geen bericht om te versturen.');
    if (connection.state === 'lost') return say('Geen verbinding met het programma. GO gaat nu niet uit.');
    if (cue.dataset.blocked) return cue.dataset.blocked;
    return AHEAD.has(cue.dataset.status) ? '' : say('Dit bericht is grijs. Met F stuurt u het toch.');
  }

  function arm(cue) {
    const blocked = reason(cue);
    const guarded = performance.now() < guardedUntil;
    if (blocked || guarded) go.setAttribute('aria-disabled', 'true');
    else go.removeAttribute('aria-disabled');
    go.classList.toggle('fc-guarded', guarded);
    goKey.textContent = say(guarded ? 'even wachten' : 'spatiebalk');
    why.hidden = !blocked;
    why.querySelector('span').textContent = blocked;
    for (const input of document.querySelectorAll('.fc-standby input[name="inject"], #skip-dialog input[name="inject"]')) input.value = cue ? cue.dataset.inject : '';
    const ahead = cue && AHEAD.has(cue.dataset.status) && !cue.dataset.blocked;
    disable('[data-act="skip"]', !ahead);
    disable('[data-act="fire"]', !cue || Boolean(cue.dataset.blocked) || connection.state === 'lost');
    for (const button of document.querySelectorAll('.fc-move button')) setDisabled(button, !(ahead && cue.dataset.due !== ''));
  }

  function disable(selector, yes) {
    setDisabled(document.querySelector(selector), yes);
  }

  function setDisabled(button, yes) {
    if (yes) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }

  // GO and "fire now" both come here. The command names the message that was on screen when the button went down.
  async function fire(command, event) {
    const cue = row(command.inject);
    const button = event?.submitter ?? go;
    const because = button === go ? reason(cue) : cue?.dataset.blocked;
    if (because || !cue) {
      orders.toast(because || say('Er is nu geen bericht om te versturen.'), false);
      return;
    }
    if (performance.now() < guardedUntil) return;
    guardedUntil = performance.now() + GUARD_MS;
    setTimeout(sync, GUARD_MS + 20);
    chosen = null;
    arm(cue);
    const answer = await orders.send(command);
    if (answer.ok) orders.offerUndo(say('Bericht {} verstuurd', numberOf(command.inject)));
    else sync();
  }

  function choose(inject) {
    chosen = inject ? { inject, status: row(inject)?.dataset.status ?? '' } : null;
    sync();
  }

  function move(step) {
    const all = rows().filter((cue) => cue.dataset.reserve === 'no' || !AHEAD.has(cue.dataset.status));
    const now = all.indexOf(current());
    const to = step === 'first' ? 0 : step === 'last' ? all.length - 1 : Math.min(all.length - 1, Math.max(0, now + step));
    if (all[to]) choose(all[to].dataset.inject);
  }

  document.addEventListener('click', (event) => {
    const line = event.target.closest('[data-region="cues"] .sk-cue');
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(line.closest('[data-inject]').dataset.inject);
  });

  return {
    sync,
    go: fire,
    move,
    release: () => choose(null),
    choose,
    row: current,
    press: () => fire({ type: 'fire', inject: current()?.dataset.inject ?? '' }),
    act: (name) => document.querySelector(`[data-act="${name}"]`).click(),
  };
}
