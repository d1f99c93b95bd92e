// The test card on the projector, before the start only. Its sound is made here: two tones, twice.
//
// A browser lets a page sound only after one click on it, so the card asks for that click and says when it can be heard.

import { ring, unlock } from './alarm.js';

export function makeTestCard(plenary) {
  const card = plenary.querySelector('[data-test-card]');
  let asked = false;

  function show(on) {
    asked = on;
    sync();
    if (!card.hidden && navigator.userActivation?.hasBeenActive) sound();
  }

  function sync() {
    card.hidden = !asked || plenary.dataset.status !== 'lobby';
  }

  function sound() {
    unlock();
    card.querySelector('[data-sound-ask]').hidden = true;
    card.querySelector('[data-sound-again]').hidden = false;
    setTimeout(ring, 100); // a context that was just unlocked needs a moment
    setTimeout(ring, 900);
  }

  card.addEventListener('click', sound);
  return { show, sync };
}
