// What follows from the running clock: how far phase and session run over, when it ends, how old an answer is.

import { clockTime } from '/static/shared/feed.js';
import { say } from './words.js';

const OVER_MS = 30000;

export function makeTimes(root) {
  const began = performance.now();
  const wallMs = () => Number(root.dataset.wallMs) + (performance.now() - began);
  let feed = null;

  function sync() {
    const desk = document.querySelector('.fc-desk');
    if (!feed || !desk) return;
    const atMs = feed.atMs();
    session(desk.dataset, atMs);
    for (const age of document.querySelectorAll('[data-age]')) text(age, ageWords(atMs - Number(age.dataset.age)));
    undo(desk.dataset);
    const running = ['running', 'paused'].includes(desk.dataset.status);
    for (const line of document.querySelectorAll('.fc-pulse [data-after]')) line.hidden = !running || atMs < Number(line.dataset.after);
  }

  function session(desk, atMs) {
    if (!desk.phaseEnd) return;
    const end = Number(desk.phaseEnd);
    const over = Math.ceil((atMs - end) / 60000);
    text(document.querySelector('[data-phase-over]'), over > 0 ? say('fase loopt {} min uit', over) : say('in deze fase'));
    const sessionEnd = Math.max(end, atMs) + Number(desk.aheadMs);
    const button = document.querySelector('.fc-desk [name="speed_num"][aria-pressed="true"]');
    const speed = Number(button?.value) || 1;
    const clock = new Date(wallMs() + (sessionEnd - atMs) / speed);
    const hour = `${clock.getHours()}.${String(clock.getMinutes()).padStart(2, '0')}`;
    text(document.querySelector('[data-session-end]'), say('{} uur', hour));
    const late = sessionEnd - Number(desk.scriptMs);
    const minutes = Math.round(Math.abs(late) / 60000);
    const words = minutes === 0 || Math.abs(late) < OVER_MS ? say('van de sessie') : late > 0 ? say('sessie loopt {} min uit', minutes) : say('{} min eerder klaar', minutes);
    text(document.querySelector('[data-session-over]'), words);
  }

  function undo(desk) {
    const bar = document.querySelector('[data-undo]');
    const left = desk.undoUntil ? Math.min(60, Math.ceil((Number(desk.undoUntil) - wallMs()) / 1000)) : 0;
    bar.hidden = desk.status !== 'ended' || left <= 0;
    text(bar.querySelector('[data-undo-left]'), say('nog {}', clockTime(left)));
  }

  function ageWords(ms) {
    return ms < 60000 ? say('nu') : `${Math.floor(ms / 60000)} min`;
  }

  function text(element, words) {
    if (element && element.textContent !== words) element.textContent = words;
  }

  return {
    sync,
    start: (connected) => {
      feed = connected;
      setInterval(sync, 500);
    },
  };
}
