// The keys of the desk. Silent while somebody types, while a dialog is open and while a button has the focus.
//
// The table comes from facilitator_ui/keys.py. An action presses whatever carries data-key-action="ID"; what has no such
// place is in `own`. Each single key can be chosen anew, and all of them switched off.

import { safeStore } from '/static/shared/outbox.js';
import { say } from './words.js';

const TYPING = 'textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]';
const TWICE_MS = 800;

export function listenForKeys({ root, standby, score, orders, directing, room, lock }) {
  const store = safeStore('snelkookpan:keys:');
  const on = document.getElementById('keys-on');
  const dialog = document.getElementById('keys-dialog');
  const table = JSON.parse(root.dataset.keys); // { id: { key, words, fixed } }
  let spaceIsUp = true;
  let escapedAt = -Infinity;
  let choosing = '';

  on.checked = store.get('on') !== 'no';
  on.addEventListener('change', () => store.set('on', on.checked ? 'yes' : 'no'));
  document.addEventListener('keyup', (event) => {
    if (event.code === 'Space') spaceIsUp = true;
  });

  const keyOf = (id) => store.get(`key:${id}`) || table[id].key;
  const actionOf = (key) => Object.keys(table).find((id) => !table[id].fixed && keyOf(id) === key);

  const own = {
    take_back: () => directing.takeBack(),
    oldest: () => score.oldest(),
    note: () => (score.open() ? score.note() : document.getElementById('note-dialog').showModal()),
    later: () => phaseEnd(1),
    earlier: () => phaseEnd(-1),
    black: () => room.black(),
    look: () => document.querySelector('[data-look]').focus(),
    previous_dimension: () => score.step(-1),
    next_dimension: () => score.step(1),
  };

  function act(id) {
    if (own[id]) own[id]();
    else document.querySelector(`[data-key-action="${id}"]`)?.click();
  }

  function phaseEnd(minutes) {
    const phase = document.querySelector('.fc-desk')?.dataset.phase;
    if (phase) orders.send({ type: 'move_phase_end', phase, by_ms: minutes * 60000 });
  }

  function arrows(event) {
    const inScore = score.open() && document.activeElement?.closest?.('.fc-people');
    if (event.key === 'ArrowDown') inScore ? score.step(1) : standby.move(1);
    else if (event.key === 'ArrowUp') inScore ? score.step(-1) : standby.move(-1);
    else if (event.key === 'Home') standby.move('first');
    else if (event.key === 'End') standby.move('last');
    else return false;
    return true;
  }

  function escape() {
    const twice = performance.now() - escapedAt < TWICE_MS;
    escapedAt = performance.now();
    if (twice) room.black();
    else if (score.open()) score.close();
    else standby.release();
  }

  document.addEventListener('keydown', (event) => {
    if (choosing) {
      rekey(event);
      return;
    }
    if (lock.locked() || document.querySelector('dialog[open]')) return;
    if (event.ctrlKey && event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) standby.press();
      return;
    }
    // After a dialog the focus may still be on its button for a moment.
    const focused = document.activeElement;
    const active = focused?.closest('dialog:not([open])') ? null : focused;
    const typing = active && active.matches(TYPING);
    if (event.ctrlKey && event.key.toLowerCase() === 'z' && !typing) {
      event.preventDefault();
      if (!event.repeat) directing.takeBack();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) {
      if (event.key === 'Escape') active.blur();
      return;
    }
    if (event.key === 'Escape') {
      escape();
      return;
    }
    const lobby = root.dataset.status === 'lobby';
    if (active && active.matches('button, summary, input')) return;
    if (active && active.closest('.fc-more')) return;
    if (active && active.matches('a') && event.key === 'Enter') return;
    if (!lobby && event.code === 'Space') {
      event.preventDefault();
      if (!event.repeat && spaceIsUp) {
        spaceIsUp = false;
        standby.press();
      }
      return;
    }
    if (!lobby && arrows(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (!on.checked || event.repeat) return;
    if (!lobby && /^[0-5]$/.test(event.key) && score.press(event.key === '0' ? '' : event.key)) {
      event.preventDefault();
      return;
    }
    const id = actionOf(event.key) ?? (event.key.length === 1 && event.key !== event.key.toLowerCase() && event.getModifierState('CapsLock') ? actionOf(event.key.toLowerCase()) : undefined);
    if (!id || (lobby && id !== 'lock')) return;
    event.preventDefault();
    act(id);
  });

  // ---- another key

  const words = dialog.querySelector('[data-rekey-words]');
  const names = { ' ': say('spatie'), ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', '-': '−' };
  const shown = (key) => names[key] ?? (/^\p{Lu}$/u.test(key) ? `Shift ${key}` : key.toUpperCase());

  function paint() {
    for (const button of dialog.querySelectorAll('[data-rekey]')) {
      const key = shown(keyOf(button.dataset.rekey));
      button.querySelector('[data-keyword]').textContent = choosing === button.dataset.rekey ? say('druk…') : key;
    }
    for (const button of document.querySelectorAll('[data-key-action]')) {
      const mark = button.querySelector('.sk-kbd');
      const id = button.dataset.keyAction;
      if (mark && table[id] && mark.textContent !== shown(keyOf(id))) mark.textContent = shown(keyOf(id));
    }
  }

  function rekey(event) {
    if (['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const id = choosing;
    choosing = '';
    if (event.key !== 'Escape') {
      const taken = Object.keys(table).find((other) => other !== id && keyOf(other) === event.key);
      const digits = /^[0-9]$/.test(event.key);
      if (event.key.length !== 1 || digits || event.key === ' ') words.textContent = say('Kies een letter of teken; cijfers zijn voor scores.');
      else if (taken) words.textContent = say('Deze toets is al voor: {}.', table[taken].words);
      else {
        store.set(`key:${id}`, event.key);
        words.textContent = say('Gekozen: {}.', shown(event.key));
      }
    }
    paint();
  }

  dialog.addEventListener('click', (event) => {
    const button = event.target.closest('[data-rekey]');
    if (button) {
      choosing = button.dataset.rekey;
      words.textContent = say('Druk op de nieuwe toets, of op Esc.');
    } else if (event.target.closest('[data-rekey-reset]')) {
      for (const id of Object.keys(table)) store.remove(`key:${id}`);
      words.textContent = say('Alle toetsen zijn weer zoals ze waren.');
    }
    paint();
  });
  dialog.addEventListener('close', () => {
    choosing = '';
    words.textContent = '';
    paint();
  });
  paint();
  return { paint };
}
