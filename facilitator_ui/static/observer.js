// The observer's screen: follows the feed, keeps notes, and orders nothing else.

import { detailOf } from './details.js';
import { connect } from '/static/shared/feed.js';
import { openOutbox } from '/static/shared/outbox.js';
import { makeObserve } from './observe.js';
import { makeOrders } from './orders.js';
import { words } from './words.js';

const root = document.getElementById('fc');
const number = (name) => Number(root.dataset[name]);
const outbox = openOutbox({ url: `${root.dataset.base}/commands`, scope: root.dataset.base });
const connection = { state: 'connecting' };
const orders = makeOrders(outbox, connection);
const observe = makeObserve(orders);
orders.onObserved = observe.save;

function sync() {
  for (const note of document.querySelectorAll('.fc-noted')) note.classList.toggle('ob-mine', note.dataset.observer === root.dataset.seat);
  document.querySelector('[data-no-notes]').hidden = document.querySelector('.ob-mine') !== null;
  observe.sync();
}

connect({
  url: `${root.dataset.base}/feed`,
  epoch: root.dataset.epoch,
  n: number('n'),
  clock: { at_ms: number('atMs'), running: root.dataset.running === 'yes', speed: [number('speedNum'), number('speedDen')] },
  words: words(),
  onFrame: sync,
  onState: (state) => { connection.state = state; },
});
sync();

// A line of the running order folds out what was sent.
document.addEventListener('click', (event) => {
  const line = event.target.closest('.sk-cue');
  if (!line) return;
  event.preventDefault();
  const row = line.closest('[data-inject]');
  const open = row.querySelector('.fc-cue__detail');
  if (open) {
    open.remove();
    return;
  }
  const detail = document.createElement('div');
  detail.className = 'fc-cue__detail';
  detail.append(...['head', 'body'].map((name) => detailOf(row, name).content.cloneNode(true)));
  row.append(detail);
});
