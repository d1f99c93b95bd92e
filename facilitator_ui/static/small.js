// The small desk: what is next, GO, pause, and how long the oldest answer waits. It follows the same feed as the desk.

import { detailOf, fill } from './details.js';
import { clockTime, connect } from '/static/shared/feed.js';
import { openOutbox } from '/static/shared/outbox.js';
import { makeOrders, numberOf } from './orders.js';
import { say, words } from './words.js';

const GUARD_MS = 1000;
const root = document.getElementById('fc');
const find = (selector) => document.querySelector(selector);
const number = (name) => Number(root.dataset[name]);
const go = document.getElementById('go');
const outbox = openOutbox({ url: `${root.dataset.base}/commands`, scope: root.dataset.base });
const connection = { state: 'connecting' };
const orders = makeOrders(outbox, connection);
let guardedUntil = 0;
let shown = null;

// The same rule as `standby` in pages.py: waiting for GO first, then by time, then what follows on something.
function next() {
  if (root.dataset.status === 'ended') return null;
  const all = [...document.querySelectorAll('[data-region="cues"] > [data-inject]')];
  const timed = all.filter((cue) => cue.dataset.status === 'planned' && cue.dataset.due !== '');
  timed.sort((one, other) => Number(one.dataset.due) - Number(other.dataset.due));
  return all.find((cue) => cue.dataset.status === 'due') ?? timed[0] ?? all.find((cue) => cue.dataset.follows === 'yes') ?? null;
}

function sync() {
  const desk = find('.fc-desk');
  if (desk) root.dataset.status = desk.dataset.status;
  const cue = next();
  fill(find('[data-next-head]'), detailOf(cue, 'head'));
  fill(find('[data-next-body]'), detailOf(cue, 'body'));
  find('[data-next-none]').hidden = cue !== null;
  const pause = find('.sm-pause');
  if (pause) pause.elements.type.value = root.dataset.status === 'paused' ? 'resume' : 'pause';
  if (cue?.dataset.inject !== shown) find('#next').scrollTop = 0;
  shown = cue?.dataset.inject;
  arm(cue);
  tick();
}

function reason(cue) {
  if (!cue) return say('Er is nu geen bericht om te versturen.');
  if (connection.state === 'lost') return say('Geen verbinding met het programma. GO gaat nu niet uit.');
  return cue.dataset.blocked;
}

function arm(cue) {
  const because = reason(cue);
  const guarded = performance.now() < guardedUntil;
  if (because || guarded) go.setAttribute('aria-disabled', 'true');
  else go.removeAttribute('aria-disabled');
  go.form.elements.inject.value = cue?.dataset.inject ?? '';
  find('[data-go-what]').textContent = guarded ? say('even wachten') : (cue?.dataset.number ?? '');
  find('[data-why]').hidden = !because;
  find('[data-why] span').textContent = because;
}

// The command names the message that was on screen when the button went down.
orders.onGo = async (command) => {
  const cue = next();
  const because = cue?.dataset.inject === command.inject ? reason(cue) : say('even wachten');
  if (because) {
    orders.toast(because, false);
    return;
  }
  if (performance.now() < guardedUntil) return;
  guardedUntil = performance.now() + GUARD_MS;
  setTimeout(sync, GUARD_MS + 20);
  arm(cue);
  await orders.send(command, say('Bericht {} verstuurd', numberOf(command.inject)));
};

function tick() {
  const at = feed.atMs();
  const open = [...document.querySelectorAll('[data-region="answers"] > [data-state="answered"]')];
  find('[data-answers-open]').textContent = open.length;
  const since = open.map((row) => Number(row.querySelector('[data-age]')?.dataset.age ?? at));
  find('[data-oldest]').hidden = open.length === 0;
  if (open.length) find('[data-oldest-age]').textContent = clockTime(Math.max(0, Math.floor((at - Math.min(...since)) / 1000)));
  const cue = next();
  const due = cue?.dataset.due ? Number(cue.dataset.due) - at : null;
  find('[data-next-when]').textContent = due === null || root.dataset.status === 'lobby' ? '' : due > 0 ? say('nog {}', clockTime(Math.ceil(due / 1000))) : say('nu');
}

const feed = connect({
  url: `${root.dataset.base}/feed`,
  epoch: root.dataset.epoch,
  n: number('n'),
  clock: { at_ms: number('atMs'), running: root.dataset.running === 'yes', speed: [number('speedNum'), number('speedDen')] },
  words: words(),
  onFrame: () => sync(),
  onState: (state) => {
    connection.state = state;
    if (shown !== null) arm(next());
  },
});
sync();
setInterval(tick, 1000);
