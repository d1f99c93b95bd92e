// Going on to the next phase: asked once when something would be lost by it, else it goes at once.

import { clockTime } from '/static/shared/feed.js';
import { say } from './words.js';

export function makePhase(root) {
  const dialog = document.getElementById('next-dialog');
  const phase = dialog.querySelector('input[name="phase"]');
  const carried = new Set((root.dataset.carried || '').split(' '));
  let feed = null;

  // What goes when this phase ends now: planned time, and messages that did not go out yet.
  function loss(desk) {
    const cues = [...document.querySelectorAll('[data-region="cues"] > [data-inject]')];
    const lapse = cues.filter((cue) => cue.dataset.phase === desk.phase && ['planned', 'due'].includes(cue.dataset.status) && !carried.has(cue.dataset.inject));
    const left = desk.phaseEnd ? Math.ceil((Number(desk.phaseEnd) - feed.atMs()) / 1000) : 0;
    return { seconds: Math.max(0, left), messages: lapse.length };
  }

  /** Open the question when there is something to ask. Returns whether it did. */
  function asks() {
    const desk = document.querySelector('.fc-desk')?.dataset;
    if (!feed || !desk) return false;
    const { seconds, messages } = loss(desk);
    if (seconds === 0 && messages === 0) return false;
    phase.value = desk.phase;
    paint(desk);
    dialog.showModal();
    return true;
  }

  function paint(desk) {
    const { seconds, messages } = loss(desk);
    const words = [];
    if (seconds) words.push(say('Nog {} in deze fase.', clockTime(seconds)));
    if (messages) words.push(messages === 1 ? say('1 bericht vervalt.') : say('{} berichten vervallen.', messages));
    text(document.getElementById('next-words'), words.join(' '));
    const following = document.querySelector(`[data-phases] > [data-phase="${CSS.escape(desk.nextPhase)}"]`);
    if (following) text(document.getElementById('next-title'), say('Naar ‘{}’?', following.textContent));
  }

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
