// Who is here: the lobby and the presence list. Presence is passing news; it is in no frame and no journal.

import { clockTime } from '/static/shared/feed.js';
import { say } from './words.js';

export function makePeople() {
  let seats = {};
  let heardAt = 0;
  let known = false;

  function presence(message) {
    seats = message;
    heardAt = performance.now();
    known = true;
    sync();
  }

  function sync() {
    if (!known) return;
    for (const chip of document.querySelectorAll('[data-chip]')) paint(chip, seats[chip.dataset.chip]);
    for (const line of document.querySelectorAll('[data-lobby-seat]')) {
      const place = document.querySelector(`.fc-seating__row[data-seat="${CSS.escape(line.dataset.lobbySeat)}"]`);
      const by = place?.dataset.into ? place.querySelector('.sk-status').textContent.trim() : '';
      const here = Boolean(seats[line.dataset.lobbySeat]?.connected) && !by;
      line.dataset.played = by ? 'yes' : 'no';
      line.querySelector('[data-away-text]').textContent = by || say('nog niet');
      line.classList.toggle('sk-rows__row--mark', !here && !by);
      line.querySelector('[data-here-word]').hidden = !here;
      line.querySelector('[data-away-word]').hidden = here;
    }
    for (const room of document.querySelectorAll('.fc-room, [data-room]')) {
      const of = [...room.querySelectorAll('[data-lobby-seat], [data-chip]')];
      const here = of.filter((one) => seats[one.dataset.lobbySeat ?? one.dataset.chip]?.connected).length;
      room.querySelector('[data-room-here]').textContent = here;
      const all = room.querySelector('[data-room-all]');
      if (all) all.hidden = here < of.length;
      if (all) room.dataset.many = of.filter((chip) => chip.dataset.chipState === 'never').length > 2 ? 'yes' : 'no';
    }
    const gone = document.querySelectorAll('[data-chip-state="gone"]').length;
    document.querySelector('[data-away]').hidden = gone === 0;
    document.querySelector('[data-away-count]').textContent = say('{} weg', gone);
    const lines = [...document.querySelectorAll('[data-lobby-seat]')];
    const missing = lines.filter((line) => line.dataset.played !== 'yes' && !seats[line.dataset.lobbySeat]?.connected).map((line) => line.dataset.name);
    const here = lines.filter((line) => seats[line.dataset.lobbySeat]?.connected).length;
    document.querySelector('.fc-lobby').dataset.nearly = here * 2 >= lines.length ? 'yes' : 'no';
    for (const counter of document.querySelectorAll('[data-here]')) counter.textContent = here;
    document.querySelector('[data-missing]').textContent = missingWords(missing);
    const start = document.querySelector('[data-start-word]');
    start.textContent = here === 0 ? say('Start de oefening') : here === 1 ? say('Start met 1 deelnemer') : say('Start met {} deelnemers', here);
  }

  function missingWords(missing) {
    if (!missing.length) return say('Iedereen is binnen.');
    if (missing.length > 6) return say('Nog {} plekken vrij.', missing.length);
    const last = missing[missing.length - 1];
    const names = missing.length === 1 ? last : `${missing.slice(0, -1).join(', ')} ${say('en')} ${last}`;
    return say('Nog niet: {}', names);
  }

  // Only the exception has colour, and it says since when. Who never came in is not an exception.
  function paint(chip, seat) {
    const asleep = Boolean(seat?.connected) && seat.visible === false;
    const here = Boolean(seat?.connected);
    const gone = seat && !here && typeof seat.since_s === 'number';
    chip.classList.toggle('sk-chip--stop', Boolean(gone));
    chip.classList.toggle('sk-chip--waiting', !here && !gone);
    chip.classList.toggle('sk-chip--asleep', asleep);
    chip.dataset.chipState = asleep ? 'asleep' : here ? 'here' : gone ? 'gone' : 'never';
    chip.querySelector('[data-chip-here]').hidden = !here || asleep;
    chip.querySelector('[data-chip-asleep]').hidden = !asleep;
    chip.querySelector('[data-chip-away]').hidden = !gone;
    chip.querySelector('[data-chip-never]').hidden = here || Boolean(gone);
    const since = chip.querySelector('[data-chip-since]');
    const seconds = gone ? Math.floor(seat.since_s + (performance.now() - heardAt) / 1000) : 0;
    since.textContent = gone ? ` ${say('weg {}', clockTime(seconds))}` : asleep ? ` ${say('scherm uit')}` : '';
  }

  setInterval(() => {
    for (const chip of document.querySelectorAll('.sk-chip--stop[data-chip]')) paint(chip, seats[chip.dataset.chip]);
  }, 1000);

  const everybody = document.querySelector('[data-everybody]');
  everybody.addEventListener('click', () => showEverybody(everybody.getAttribute('aria-pressed') !== 'true'));

  return { presence, sync };
}

/** Whether who is simply there is named too, or only who is not. On the root, so that no rule has to look for it. */
export function showEverybody(yes) {
  document.querySelector('[data-everybody]').setAttribute('aria-pressed', String(yes));
  document.getElementById('fc').dataset.everybodyShown = yes ? 'yes' : 'no';
}
