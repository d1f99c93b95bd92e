// Keeps a page live: one WebSocket, its frames, and a connection that never gives up.
//
// How a frame changes the page is in nodes.js, the running clocks are in clocks.js, sending is in outbox.js; what a page
// does with news is in its own script. <html data-connection> holds the state, [data-connection-word] its words.

import { makeClock, setText, tick } from './clocks.js';
import { applyNodes } from './nodes.js';

export { clockTime } from './clocks.js';
export { applyNodes, inUse, isDirty, settle } from './nodes.js';

const DEAD_AFTER_MS = 25000;
const BACK_OFF_CAP_MS = 8000;
const TICK_MS = 250;

const DUTCH = {
  connecting: 'verbinden',
  open: 'verbonden',
  lost: 'verbinding weg, we proberen het opnieuw',
  taken_over: 'overgenomen op een ander toestel',
  left: 'nog {}',
  late: 'te laat',
  hour: 'uur',
  days: ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
  long_days: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
};

/**
 * Connect this page and stay connected.
 *
 * options: url (of the WebSocket, may be relative), epoch and n of the page, clock {at_ms, running, speed: [num, den]} of
 * the page, words (see DUTCH; a page in another language gives them), and handlers, each optional:
 * onFrame({nodes, removed, fresh, snapshot, first}) after it is on screen (`fresh`: keys that were not there before),
 * onClock(message), onPresence(message), onTrouble(message), onBeamerTest(message), onDraft(message), onState(state, word), onTakenOver().
 * Returns {state(), atMs(), say(message), reconnect(), close()}.
 */
export function connect(options) {
  const words = { ...DUTCH, ...options.words };
  const cursor = { epoch: options.epoch || '', n: Number(options.n) || 0 };
  const clock = makeClock(options.clock);
  let socket = null;
  let state = 'connecting';
  let failures = 0;
  let retryTimer = 0;
  let deathTimer = 0;
  let heardAt = 0;
  let frames = 0;
  let stopped = false;

  function setState(next) {
    state = next;
    document.documentElement.dataset.connection = next;
    paintState();
    call(options.onState, next, words[next]);
  }

  function paintState() {
    for (const element of document.querySelectorAll('[data-connection-word]')) setText(element, words[state]);
  }

  function open() {
    clearTimeout(retryTimer);
    drop();
    if (stopped) return;
    let mine;
    try {
      mine = new WebSocket(socketUrl(options.url));
    } catch {
      later();
      return;
    }
    socket = mine;
    alive(mine);
    mine.onopen = () => {
      mine.send(JSON.stringify({ type: 'hello', epoch: cursor.epoch, n: cursor.n, as: 'html' }));
      if (document.visibilityState === 'hidden') tellSeen(); // else it is as the server takes it to be
    };
    mine.onmessage = (event) => {
      if (socket === mine) heard(mine, event.data);
    };
    mine.onclose = () => {
      if (socket === mine) {
        drop();
        later();
      }
    };
  }

  function drop() {
    clearTimeout(deathTimer);
    const old = socket;
    socket = null;
    if (old) old.close();
  }

  // Full jitter: forty phones that lose one access point must not come back in the same instant.
  function later() {
    if (stopped) return;
    setState('lost');
    const ceiling = Math.min(BACK_OFF_CAP_MS, 1000 * 2 ** failures);
    failures = Math.min(failures + 1, 10);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(open, Math.random() * ceiling);
  }

  function alive(mine) {
    heardAt = performance.now();
    clearTimeout(deathTimer);
    deathTimer = setTimeout(() => {
      if (socket === mine) {
        drop();
        later();
      }
    }, DEAD_AFTER_MS);
  }

  function heard(mine, text) {
    alive(mine);
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message.type === 'taken_over') {
      takenOver();
      return;
    }
    if (message.type === 'moved') {
      stopped = true;
      location.replace(message.to);
      return;
    }
    if (state !== 'open') setState('open');
    failures = 0;
    if (message.type === 'frame') frame(message);
    else if (message.type === 'clock') {
      clock.set(message);
      tick(clock.atMs(), words);
      call(options.onClock, message);
    } else if (message.type === 'presence') call(options.onPresence, message);
    else if (message.type === 'beamer_test') call(options.onBeamerTest, message);
    else if (message.type === 'trouble') call(options.onTrouble, message);
    else if (message.type === 'draft') call(options.onDraft, message);
  }

  function frame(message) {
    const snapshot = message.from === 0;
    if (!snapshot && (message.epoch !== cursor.epoch || message.from !== cursor.n)) {
      drop(); // something was missed: ask again from where we are
      later();
      return;
    }
    // Before anything is done with it: a handler that fails must not make the next frame look like a gap.
    cursor.epoch = message.epoch;
    cursor.n = message.to;
    frames += 1;
    const fresh = applyNodes(message.nodes || [], message.removed || [], snapshot);
    paintState();
    tick(clock.atMs(), words);
    call(options.onFrame, { nodes: message.nodes || [], removed: message.removed || [], fresh, snapshot, first: frames === 1 });
  }

  function takenOver() {
    stopped = true;
    clearTimeout(retryTimer);
    drop();
    setState('taken_over');
    call(options.onTakenOver);
  }

  function awake() {
    if (stopped || document.visibilityState === 'hidden') return;
    const quiet = performance.now() - heardAt;
    if (socket && socket.readyState === WebSocket.OPEN && quiet < DEAD_AFTER_MS / 2) return;
    if (socket && socket.readyState === WebSocket.CONNECTING && quiet < 5000) return;
    failures = 0;
    open();
  }

  // The desk sees whether a page is in sight, so that a phone in a bag does not look like somebody who is silent.
  function tellSeen() {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'seen', visible: document.visibilityState !== 'hidden' }));
  }

  document.addEventListener('visibilitychange', tellSeen);
  document.addEventListener('visibilitychange', awake);
  window.addEventListener('online', awake);
  window.addEventListener('pageshow', awake);
  // A closed page must not look like a lost line to somebody who is only following a link.
  window.addEventListener('pagehide', () => drop());
  setInterval(() => tick(clock.atMs(), words), TICK_MS);

  setState('connecting');
  tick(clock.atMs(), words);
  open();

  return {
    state: () => state,
    atMs: () => clock.atMs(),
    /** Says something that is kept nowhere; without a line it does not go out. */
    say: (message) => {
      if (state === 'open' && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    reconnect: () => {
      stopped = false;
      failures = 0;
      open();
    },
    close: () => {
      stopped = true;
      clearTimeout(retryTimer);
      drop();
    },
  };
}

function socketUrl(url) {
  const full = new URL(url, document.baseURI);
  full.protocol = full.protocol === 'https:' ? 'wss:' : 'ws:';
  return full.href;
}

// One broken handler must not stop the feed; the error still shows in the console.
function call(handler, ...given) {
  if (!handler) return;
  try {
    handler(...given);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
