// A player's page: the feed, what is unread, the tabs, and the sign that something new came in. Answers are in answers.js.

import { connect } from '/static/shared/feed.js';
import { ring, unlock } from './alarm.js';
import { careForAnswers } from './answers.js';

const SEEN_AFTER_MS = 1000;
const NEAR_BOTTOM_PX = 160;
const LINE_AFTER_MS = 1500;
const ASKING = new Set(['simulation', 'group', 'knowledge']); // kinds of phase in which there is something to do

const root = document.documentElement;
const play = document.getElementById('play');
const config = JSON.parse(play.dataset.config);
const { base, words } = config;
const title = document.title;
const find = (selector) => document.querySelector(selector);

const { box, paint } = careForAnswers({ url: `${base}/commands`, scope: base, words, announce, toast, other: (...given) => acts?.answered(...given) });

// What a page can do without at first is fetched when it is there: the forms of what one does oneself, sound and film.
let acts = null;
let media = null;
const early = []; // what a team filled in before the script for it is there
const waits = { heard: (message) => early.push(message), paint: () => {}, resend: () => {} };
let together = null;
let clock = config.clock;
async function fetchWhatIsThere() {
  if (!acts && find('form[data-act]')) {
    acts = { answered: () => {}, paint: () => {} };
    const { careForActs } = await import('./acts.js');
    acts = careForActs({ box, words, announce, toast, begun });
    acts.paint();
  }
  if (!together && find('form[data-together]')) {
    together = waits;
    const { fillInTogether } = await import('./together.js');
    together = fillInTogether({ box, words, send: (message) => feed.say(message), painted: paint });
    early.splice(0).forEach(together.heard);
  }
  if (!media && find('audio, video')) {
    media = { clock: () => {} };
    const { keepMedia } = await import('/static/shared/media.js');
    media = keepMedia(clock.running);
  }
}

// Whoever looks on from the desk sends nothing, not even that something was seen.
if (config.looking) box.send = async () => ({ ok: true });

// What this role began itself comes into the stream: there its form opens.
let opening = '';
function begun(inject) {
  opening = inject;
  show('messages');
  openBegun();
}

function openBegun() {
  const item = opening && find(`[data-item="${CSS.escape(opening)}"]`);
  if (!item) return;
  opening = '';
  const details = item.querySelector('[data-part=box]');
  if (details) details.open = true;
  item.scrollIntoView({ block: 'start' });
}

// ---- tabs and the first visit

function show(tab) {
  root.dataset.tab = tab;
  for (const link of document.querySelectorAll('[data-tab][href]')) {
    if (link.dataset.tab === tab) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (tab === 'messages') {
    toBottom();
    watchItems();
  } else window.scrollTo(0, 0);
}

document.addEventListener('click', (event) => {
  const tab = event.target.closest('[data-tab][href]');
  if (tab) {
    event.preventDefault();
    show(tab.dataset.tab);
  }
  if (event.target.closest('[data-ready]')) {
    unlock();
    ring();
    show('messages');
    find('#main').focus({ preventScroll: true });
  }
  if (event.target.closest('[data-below]')) toBottom('smooth');
  const start = event.target.closest('.answer__start');
  if (start) setTimeout(() => start.parentElement.open && start.closest('.answer').scrollIntoView({ block: 'nearest', behavior: calm() ? 'auto' : 'smooth' }));
});
document.addEventListener('pointerdown', unlock, { passive: true });
document.addEventListener('keydown', unlock);

// ---- what is new

function news(keys) {
  const came = keys.map((key) => find(`[data-region=stream] > [data-key="${CSS.escape(key)}"]`)).filter(Boolean);
  const items = came.filter((element) => element.dataset.item !== undefined);
  const stay = typing() || !nearBottom || root.dataset.tab !== 'messages';
  if (came.length && !stay) came[0].scrollIntoView({ block: came.length > 1 ? 'start' : 'nearest', behavior: calm() ? 'auto' : 'smooth' });
  if (!items.length) return;
  for (const item of items) item.classList.add('sk-item--new');
  ring();
  announce(`${words.new_item}: ${items.map((item) => item.dataset.announce).join('. ')}`);
  if (stay) below = true;
  paintUnread();
}

let below = false; // something came in below what is on screen
let nearBottom = true;
function measure() {
  nearBottom = window.innerHeight + window.scrollY > document.body.scrollHeight - NEAR_BOTTOM_PX;
  if (nearBottom && root.dataset.tab === 'messages') {
    below = false;
    find('[data-below]').hidden = true;
  }
}
window.addEventListener('scroll', measure, { passive: true });

// The keyboard came up (or the phone was turned): what is being typed stays in sight, with its button when that fits.
window.addEventListener('resize', () => {
  if (!typing()) return;
  document.activeElement.closest('form').scrollIntoView({ block: 'nearest' });
  document.activeElement.scrollIntoView({ block: 'nearest' });
});

function toBottom(behavior = 'auto') {
  if (play.dataset.status !== 'running' && play.dataset.status !== 'paused') return;
  window.scrollTo({ top: document.body.scrollHeight, behavior: calm() ? 'auto' : behavior });
}

const typing = () => Boolean(document.activeElement?.matches('textarea'));
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

function announce(text) {
  const element = find('[data-announcer]');
  element.textContent = '';
  setTimeout(() => (element.textContent = text), 50);
}

function toast(text) {
  const element = document.createElement('p');
  element.className = 'sk-toast';
  element.setAttribute('role', 'status');
  element.textContent = text;
  find('[data-toasts]').append(element);
  setTimeout(() => element.remove(), 8000);
}

// ---- what was seen

const opened = new Set();
const dwelling = new Map();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(dwelling.get(target));
      dwelling.delete(target);
      if (isIntersecting) dwelling.set(target, setTimeout(() => seen(target), SEEN_AFTER_MS));
    }
  },
  { rootMargin: '-20% 0px -25% 0px' },
);

// A call is opened by answering it; anything else by looking at it.
function watchItems() {
  watcher.disconnect();
  for (const item of document.querySelectorAll('[data-item][data-opened=no]')) {
    if (!item.querySelector('.call')) watcher.observe(item);
  }
}

document.addEventListener('toggle', (event) => {
  // Who takes a recorded call hears it at once; in a pause it waits, as every sound.
  if (event.target.matches?.('.call[open]') && !root.hasAttribute('data-still')) event.target.querySelector('audio')?.play().catch(() => {});
  const item = event.target.closest?.('[data-item][data-opened=no]');
  if (item && event.target.open) open(item);
}, true);

function seen(item) {
  dwelling.delete(item);
  if (document.visibilityState === 'visible' && item.isConnected) open(item);
}

function open(item) {
  if (opened.has(item.dataset.item)) return;
  opened.add(item.dataset.item);
  watcher.unobserve(item);
  box.send({ type: 'open', item: item.dataset.item });
  paintUnread();
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') watchItems();
});

function paintUnread() {
  const items = play.dataset.status === 'ended' ? [] : [...document.querySelectorAll('[data-item][data-opened=no]')];
  const unread = items.filter((item) => !opened.has(item.dataset.item)).length;
  const badge = find('[data-unread-badge]');
  badge.hidden = unread === 0;
  badge.textContent = String(unread);
  document.title = unread ? `(${unread}) ${title}` : title;
  find('[data-below-word]').textContent = unread === 1 ? words.new_item : words.new_items.replace('{}', unread);
  find('[data-below]').hidden = !below || unread === 0;
}

// ---- after every frame

// One thing to do at a time: the question whose time is up first, and otherwise the oldest of this phase. In a break
// and in the plenary nothing is to do; what is left open from before may be answered, but does not ask for it.
function paintTodo() {
  const { kind, phaseStartedAt } = find('[data-key=header]')?.dataset ?? {};
  const calls = (item) => ASKING.has(kind) && (item.dataset.todo !== '' || Number(item.dataset.at) >= Number(phaseStartedAt));
  const all = [...document.querySelectorAll('[data-todo]')];
  const open = all.filter(calls);
  const before = (item) => (item.dataset.todo === '' ? Infinity : Number(item.dataset.todo));
  const [first] = open.sort((one, other) => before(one) - before(other) || Number(one.dataset.order) - Number(other.dataset.order));
  for (const item of all) item.classList.toggle('sk-item--todo', item === first);
}

function paintStatus() {
  const status = find('[data-key=header]')?.dataset.status ?? 'lobby';
  const was = play.dataset.status;
  if (status === was) return;
  play.dataset.status = status;
  if (status === 'ended' && root.dataset.tab !== 'welcome') {
    show('messages');
    window.scrollTo(0, 0);
  }
}

function paintAll() {
  paintStatus();
  paint();
  acts?.paint();
  together?.paint();
  fetchWhatIsThere();
  openBegun();
  paintTodo();
  paintUnread();
  watchItems();
}

// ---- the line

let lineTimer = 0;
let wasLost = false;
function line(state) {
  const element = find('[data-connection-line]');
  clearTimeout(lineTimer);
  element.classList.toggle('sk-connection--back', state === 'open');
  if (state === 'lost') {
    lineTimer = setTimeout(() => {
      wasLost = true;
      element.textContent = words.lost;
      element.hidden = false;
    }, LINE_AFTER_MS);
  } else if (state === 'open' && wasLost) {
    wasLost = false;
    element.textContent = words.back;
    element.hidden = false;
    lineTimer = setTimeout(() => (element.hidden = true), 3000);
  } else element.hidden = true;
  if (state === 'open') {
    box.retry();
    together?.resend();
  }
  paint();
}

show(root.dataset.tab);
paintAll();
const feed = connect({
  url: `${base}/feed`,
  epoch: config.epoch,
  n: config.n,
  clock: config.clock,
  words,
  onFrame: ({ fresh }) => {
    paintAll();
    news(fresh);
  },
  onClock: (message) => {
    clock = message;
    root.toggleAttribute('data-still', !message.running);
    media?.clock(message);
  },
  onState: line,
  onDraft: (message) => (together ?? waits).heard(message),
  onTakenOver: () => {
    find('[data-taken-over]').hidden = false;
    root.dataset.taken = 'yes';
    find('#taken-title').focus();
  },
});
