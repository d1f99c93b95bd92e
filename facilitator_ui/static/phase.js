// Going on to the next phase: asked once when something would be lost by it, else it goes at once.

import { clockTime } from '/static/shared/feed.js';
import { say } from './words.js';

export function makePhase(root) {
  const dialog = document.getElementById('next-dialog');
  const phase = dialog.querySelector('input[name="phase"]');
  const jump = document.getElementById('jump');
  const carried = new Set((root.dataset.carried || '').split(' '));
  let feed = null;

  // What goes when this phase ends now: planned time, and messages that did not go out yet.
  function loss(desk) {
    const cues = [...document.querySelectorAll('[data-region="cues"] > [data-inject]')];
    const passed = [...jump.options].slice(0, Math.max(0, jump.selectedIndex)).map((option) => option.value || desk.nextPhase);
    const lapses = (cue) => (cue.dataset.phase === desk.phase && !carried.has(cue.dataset.inject)) || passed.includes(cue.dataset.phase);
    const lapse = cues.filter((cue) => lapses(cue) && ['planned', 'due'].includes(cue.dataset.status));
    const left = desk.phaseEnd ? Math.ceil((Number(desk.phaseEnd) - feed.atMs()) / 1000) : 0;
    return { seconds: Math.max(0, left), messages: lapse.length };
  }

  /** Open the question when there is something to ask. Returns whether it did. */
  function asks() {
    const desk = document.querySelector('.fc-desk')?.dataset;
    if (!feed || !desk) return false;
    const { seconds, messages } = loss(desk);
    if (seconds === 0 && messages === 0) return false;
    open(desk);
    return true;
  }

  function open(desk) {
    phase.value = desk.phase;
    const later = [...document.querySelectorAll('[data-phases] > li')];
    const at = later.findIndex((item) => item.dataset.phase === desk.phase);
    jump.replaceChildren(...later.slice(at + 1).map((item, place) => new Option(item.textContent, place === 0 ? '' : item.dataset.phase)));
    jump.closest('p').hidden = jump.options.length < 2;
    paint(desk);
    dialog.showModal();
  }

  function paint(desk) {
    const { seconds, messages } = loss(desk);
    const words = [];
    if (seconds) words.push(say('Nog {} in deze fase.', clockTime(seconds)));
    if (messages) words.push(messages === 1 ? say('1 bericht vervalt.') : say('{} berichten vervallen.', messages));
    text(document.getElementById('next-words'), words.join(' '));
    const following = document.querySelector(`[data-phases] > [data-phase="${CSS.escape(jump.value || desk.nextPhase)}"]`);
    if (following) text(document.getElementById('next-title'), say('Naar ‘{}’?', following.textContent));
  }

  jump.addEventListener('change', () => paint(document.querySelector('.fc-desk').dataset));

  // Another console may have gone on while the question stood here.
  function sync() {
    if (!dialog.open) return;
    const desk = document.querySelector('.fc-desk').dataset;
    if (desk.phase !== phase.value || !['running', 'paused'].includes(desk.status)) dialog.close();
    else paint(desk);
  }

  function text(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  return {
    asks,
    sync,
    start: (connected) => {
      feed = connected;
      setInterval(sync, 500);
    },
  };
}
