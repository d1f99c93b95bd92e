// A curtain over the desk: nobody who walks by reads or presses anything. It is no safe, and says so.

import { safeStore } from '/static/shared/outbox.js';
import { say } from './words.js';

const HOLD_MS = 2000;

export function makeLock(scope) {
  const store = safeStore(`snelkookpan:lock:${scope}:`);
  const ask = document.getElementById('lock-dialog');
  const curtain = document.getElementById('curtain');
  const code = document.getElementById('lock-code');
  const typed = document.getElementById('unlock-code');
  const said = curtain.querySelector('[data-unlock-words]');
  let holding = 0;

  const locked = () => store.get('on') === 'yes';

  function paint() {
    const yes = locked();
    const coded = Boolean(store.get('code'));
    document.getElementById('fc').inert = yes;
    curtain.querySelector('[data-unlock-code]').hidden = !coded;
    curtain.querySelector('[data-unlock-word]').textContent = coded ? say('Ontgrendel') : say('Houd twee seconden ingedrukt');
    if (yes && !curtain.open) {
      for (const open of document.querySelectorAll('dialog[open]')) open.close();
      curtain.showModal();
    } else if (!yes && curtain.open) curtain.close();
  }

  function open() {
    ask.querySelector('form').reset();
    ask.showModal();
  }

  // Four digits are kept as a sum: enough against a glance, and it is said that this is no safe.
  function mix(digits) {
    let sum = 2166136261;
    for (const letter of `${scope}${digits}`) sum = Math.imul(sum ^ letter.charCodeAt(0), 16777619);
    return String(sum >>> 0);
  }

  ask.querySelector('[data-lock-form]').addEventListener('submit', (event) => {
    event.preventDefault();
    store.set('code', code.value ? mix(code.value) : '');
    store.set('on', 'yes');
    ask.close();
    paint();
  });

  function unlock() {
    store.set('on', 'no');
    typed.value = '';
    said.textContent = '';
    paint();
  }

  curtain.querySelector('[data-unlock-form]').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!store.get('code')) return;
    if (mix(typed.value) === store.get('code')) unlock();
    else {
      typed.value = '';
      said.textContent = say('Dat is niet de code.');
    }
  });
  curtain.addEventListener('cancel', (event) => event.preventDefault());

  const button = curtain.querySelector('[data-unlock]');
  const release = () => clearTimeout(holding);
  const press = (event) => {
    if (store.get('code') || event.repeat) return;
    clearTimeout(holding);
    holding = setTimeout(unlock, HOLD_MS);
  };
  button.addEventListener('pointerdown', press);
  for (const end of ['pointerup', 'pointerleave', 'pointercancel', 'blur', 'keyup']) button.addEventListener(end, release);
  button.addEventListener('keydown', (event) => {
    if (event.key === ' ' || event.key === 'Enter') press(event);
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-lock]')) open();
  });
  paint();
  return { locked, paint };
}
