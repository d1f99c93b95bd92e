// The trainer's desk in the browser: ties the feed, the outbox and the parts of the desk together.
//
// Each part renders itself from the rows on screen, so a frame, a reload and a server that was away all end the same.
// Frames are in shared/feed.js, sending in shared/outbox.js, the parts in the other files of this folder.

import { connect } from '/static/shared/feed.js';
import { openOutbox } from '/static/shared/outbox.js';
import { makeDirecting } from './directing.js';
import { makeFolds } from './folds.js';
import { listenForKeys } from './keys.js';
import { makeLock } from './lock.js';
import { makeObserve } from './observe.js';
import { makeOrders } from './orders.js';
import { makePeople } from './people.js';
import { makePhase } from './phase.js';
import { makePreparation } from './preparation.js';
import { makeQueue } from './queue.js';
import { makeRoom } from './room.js';
import { makeScore } from './score.js';
import { makeStandby } from './standby.js';
import { makeStart } from './start.js';
import { makeTimes } from './times.js';
import { words } from './words.js';

const root = document.getElementById('fc');
const number = (name) => Number(root.dataset[name]);

const outbox = openOutbox({ url: `${root.dataset.base}/commands`, scope: root.dataset.base });
const connection = { state: 'connecting' };
const orders = makeOrders(outbox, connection);
const standby = makeStandby(orders, connection);
const score = makeScore(orders, outbox, root.dataset.seat);
const people = makePeople();
const times = makeTimes(root);
const phase = makePhase(root);
const observe = makeObserve(orders);
const directing = makeDirecting(orders, outbox, standby);
const room = makeRoom(orders);
const queue = makeQueue();
const lock = makeLock(root.dataset.base);
const folds = makeFolds();
const preparation = makePreparation(orders, outbox);

orders.onGo = (command, event) => standby.go(command, event);
orders.onScored = score.sent;
orders.asksFirst = phase.asks;
orders.onWords = preparation.save;
orders.onObserved = observe.save;
orders.onEdited = directing.saveEdit;
orders.onFired = directing.takeBack;
orders.onChosen = preparation.choose;
orders.mayStart = preparation.beforeStart;

let keys = null;

// A part looks again when something came in that it shows. Without a frame (the first time) all of them do.
const PARTS = [
  [standby, ['cue', 'desk']],
  [score, ['answer', 'moment', 'cue']],
  [queue, ['answer']],
  [people, ['desk', 'seating']],
  [times, ['desk', 'answer', 'pulse', 'request']],
  [phase, ['cue', 'desk']],
  [folds, ['sent', 'observation']],
  [preparation, ['preparation', 'desk']],
  [observe, ['cue']],
  [directing, ['cue', 'desk', 'sent']],
  [room, ['cue', 'desk', 'sent']],
];

function sync(kinds = null) {
  const desk = document.querySelector('.fc-desk');
  if (desk) root.dataset.status = desk.dataset.status;
  for (const [part, shows] of PARTS) if (!kinds || shows.some((kind) => kinds.has(kind))) part.sync();
  if (!kinds || kinds.has('desk')) keys?.paint();
}

const kindsOf = ({ nodes, removed, snapshot }) => (snapshot ? null : new Set([...nodes.map((node) => node.key), ...removed].map((key) => key.split(':')[0])));

// It stays until the server says that it can store again, with an empty sentence.
function trouble(sentence) {
  const notice = document.getElementById('trouble');
  notice.querySelector('[data-trouble]').textContent = sentence;
  notice.hidden = !sentence;
}

const feed = connect({
  url: `${root.dataset.base}/feed`,
  epoch: root.dataset.epoch,
  n: number('n'),
  clock: { at_ms: number('atMs'), running: root.dataset.running === 'yes', speed: [number('speedNum'), number('speedDen')] },
  words: words(),
  onFrame: (frame) => sync(kindsOf(frame)),
  onClock: () => times.sync(),
  onPresence: (message) => people.presence(message.seats || {}),
  onTrouble: (message) => trouble(message.sentence || ''),
  onState: (state) => {
    connection.state = state;
    standby.sync();
  },
});

makeStart(root);
times.start(feed);
phase.start(feed);
directing.start(feed);
keys = listenForKeys({ root, standby, score, orders, directing, room, lock });
sync();

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open).showModal();
  const closer = event.target.closest('[data-close]');
  if (closer) closer.closest('dialog').close();
  // A mouse leaves no focus behind on a button, or the space bar would press it again instead of GO.
  const pressed = event.target.closest('button, .fc-cell');
  if (pressed && event.detail > 0 && !pressed.closest('dialog')) pressed.blur();
});

