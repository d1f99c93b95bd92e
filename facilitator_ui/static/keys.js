// The key map of the desk. Silent while somebody types, while a dialog is open and while a button has the focus.

import { safeStore } from '/static/shared/outbox.js';

const TYPING = 'textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]';

export function listenForKeys({ standby, score, orders }) {
  const store = safeStore('snelkookpan:keys:');
  const on = document.getElementById('keys-on');
  let spaceIsUp = true;

  on.checked = store.get('on') !== 'no';
  on.addEventListener('change', () => store.set('on', on.checked ? 'yes' : 'no'));
  document.addEventListener('keyup', (event) => {
    if (event.code === 'Space') spaceIsUp = true;
  });

  const letters = {
    p: () => document.querySelector('[data-key-action="pause"]')?.click(),
    s: () => standby.act('skip'),
    f: () => standby.act('fire'),
    n: () => document.getElementById('message-dialog').showModal(),
    r: () => score.oldest(),
    m: () => (score.open() ? score.note() : document.getElementById('note-dialog').showModal()),
    '?': () => document.getElementById('keys-dialog').showModal(),
    '+': () => phaseEnd(1),
    '-': () => phaseEnd(-1),
  };

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

  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    if (event.ctrlKey && event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) standby.press();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = document.activeElement;
    if (active && active.matches(TYPING)) {
      if (event.key === 'Escape') active.blur();
      return;
    }
    if (event.key === 'Escape') {
      if (score.open()) score.close();
      else standby.release();
      return;
    }
    if (document.getElementById('fc').dataset.status === 'lobby') return;
    if (active && active.matches('button, summary, input')) return;
    if (active && active.closest('.fc-more')) return;
    if (active && active.matches('a') && event.key === 'Enter') return;
    if (event.code === 'Space') {
      event.preventDefault();
      if (!event.repeat && spaceIsUp) {
        spaceIsUp = false;
        standby.press();
      }
      return;
    }
    if (arrows(event)) {
      event.preventDefault();
      return;
    }
    if (!on.checked || event.repeat) return;
    if (/^[0-5]$/.test(event.key) && score.press(event.key === '0' ? '' : event.key)) {
      event.preventDefault();
      return;
    }
    const act = letters[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
