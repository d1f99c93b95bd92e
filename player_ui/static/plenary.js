// The projector: follows the feed and decides which one thought is on the wall (the same rule as `showing` in pages.py).

import { connect } from '/static/shared/feed.js';
import { makeTestCard } from './test_card.js';
import { keepMedia } from '/static/shared/media.js';

const TELLING = new Set(['simulation', 'knowledge']);
const STAGED = new Set(['phase', 'answer', 'result', 'minutes', 'knowledge', 'question']);
const plenary = document.getElementById('plenary');
const config = JSON.parse(plenary.dataset.config);
const find = (selector) => document.querySelector(selector);
const media = keepMedia(config.clock.running);

function decide() {
  const stage = find('[data-region=stage] > [data-key=stage]');
  if (!stage) return;
  const { status, kind } = stage.dataset;
  const since = Number(stage.dataset.phaseStartedAt);
  const items = [...document.querySelectorAll('[data-region=stream] > [data-at]')];
  const playing = status === 'running' && TELLING.has(kind);
  const { shows, item: pinned } = stage.dataset;
  for (const item of items) item.classList.toggle('wallitem--pinned', item.dataset.key === `item:${pinned}`);
  const news = playing && items.some((item) => Number(item.dataset.at) >= since) ? 'news' : 'stage';
  plenary.dataset.status = status;
  plenary.dataset.showing = shows === 'black' ? 'black' : status === 'paused' || STAGED.has(shows) ? 'stage' : shows === 'item' ? 'item' : news;
  media.quiet(plenary.dataset.showing === 'black' || plenary.dataset.showing === 'stage');
}

const testCard = makeTestCard(plenary);
decide();
connect({
  url: `${config.base}/feed`,
  epoch: config.epoch,
  n: config.n,
  clock: config.clock,
  words: config.words,
  onFrame: () => {
    decide();
    testCard.sync();
  },
  onBeamerTest: (message) => testCard.show(Boolean(message.show)),
  onClock: media.clock,
  onPresence: ({ here, seats }) => {
    const words = find('[data-here-words]');
    find('[data-here]').hidden = !seats;
    find('[data-here-number]').textContent = String(here);
    words.textContent = words.dataset.words.replace('{}', seats);
  },
  onState: (state) => (find('[data-plenary-line]').hidden = state !== 'lost'),
});
