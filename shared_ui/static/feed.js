// Keeps a page live: one WebSocket, frames applied node by node, and the running clocks.
//
// A page has containers [data-region=NAME]; their children [data-key][data-order] are the nodes of docs/protocol.md.
// The browser owns what someone is typing: a [data-owned] form that is being used stays as it is, and the rest of its
// node is mended around it. Sending is in outbox.js; what a page does with news is in its own script.

const DEAD_AFTER_MS = 25000;
const BACK_OFF_CAP_MS = 8000;
const TICK_MS = 250;
const DAY_MIN = 24 * 60;

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

// ---------------------------------------------------------------------------------------------- the connection

/**
 * Connect this page and stay connected.
 *
 * options: url (of the WebSocket, may be relative), epoch and n of the page, clock {at_ms, running, speed: [num, den]} of
 * the page, words (see DUTCH; a page in another language gives them), and handlers, each optional:
 * onFrame({nodes, removed, fresh, snapshot, first}) after it is on screen (`fresh`: keys that were not there before),
 * onClock(message), onPresence(message), onState(state, word), onTakenOver().
 * Returns {state(), atMs(), reconnect(), close()}.
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
    if (state !== 'open') setState('open');
    failures = 0;
    if (message.type === 'frame') frame(message);
    else if (message.type === 'clock') {
      clock.set(message);
      tick(clock.atMs(), words);
      call(options.onClock, message);
    } else if (message.type === 'presence') call(options.onPresence, message);
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

// ---------------------------------------------------------------------------------------------- nodes on screen

const withheld = new Map(); // key → html of a node of which a used form was left alone

/** Put nodes on screen and take removed ones off. Returns the keys that were not on screen before. */
export function applyNodes(nodes, removed, snapshot = false) {
  const fresh = [];
  if (snapshot) {
    const kept = new Set(nodes.map((node) => node.key));
    for (const element of document.querySelectorAll('[data-region] > [data-key]')) {
      if (!kept.has(element.dataset.key)) element.remove();
    }
  }
  for (const key of removed) {
    withheld.delete(key);
    for (const element of found(key)) element.remove();
  }
  for (const node of nodes) if (applyNode(node)) fresh.push(node.key);
  return fresh;
}

function found(key) {
  return document.querySelectorAll(`[data-region] > [data-key="${CSS.escape(key)}"]`);
}

function applyNode(node) {
  const region = document.querySelector(`[data-region="${CSS.escape(node.region)}"]`);
  const fresh = parse(node.html);
  if (!region || !fresh) return false;
  fresh.dataset.key = node.key;
  fresh.dataset.order = String(node.order);
  const old = [...found(node.key)].find((element) => element.parentElement === region);
  for (const stray of found(node.key)) if (stray !== old) stray.remove();
  if (!old) {
    place(region, fresh);
    return true;
  }
  const moved = old.dataset.order !== fresh.dataset.order;
  if (mend(old, fresh)) withheld.set(node.key, node);
  else withheld.delete(node.key);
  if (moved) {
    const current = region.querySelector(`:scope > [data-key="${CSS.escape(node.key)}"]`);
    if (current && !current.contains(document.activeElement)) place(region, current);
  }
  return false;
}

/** When somebody stops using a form, the rest of its node may come in. Called by outbox.js after a command is answered. */
export function settle() {
  for (const node of [...withheld.values()]) applyNode(node);
}

document.addEventListener('focusout', () => {
  if (withheld.size) setTimeout(settle);
});

function place(region, element) {
  const order = Number(element.dataset.order);
  for (const other of region.children) {
    if (other !== element && other.dataset.key !== undefined && Number(other.dataset.order) > order) {
      region.insertBefore(element, other);
      return;
    }
  }
  const last = [...region.children].filter((other) => other !== element && other.dataset.key !== undefined).pop();
  if (last) last.after(element);
  else region.prepend(element);
}

const policy = globalThis.trustedTypes
  ? globalThis.trustedTypes.createPolicy('snelkookpan', { createHTML: (html) => html })
  : { createHTML: (html) => html };

// Only what our own server rendered comes through here; its templates escape every text.
function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(html);
  return template.content.firstElementChild;
}

/**
 * Turn `old` into `fresh` in place, so that focus, scroll and what is typed stay. Returns whether something was left
 * alone. The browser owns: a [data-owned] subtree in use, and the attributes that data-keep names ("open hidden").
 */
function mend(old, fresh) {
  if (old.nodeName !== fresh.nodeName) {
    if (inUse(old)) return true;
    old.replaceWith(fresh);
    return false;
  }
  if (old.dataset && old.dataset.owned !== undefined && inUse(old)) return true;
  if (old.isEqualNode(fresh)) return false;
  mendControl(old, fresh);
  return old.nodeName === 'TEXTAREA' ? false : mendChildren(old, fresh);
}

// A control that nobody changed follows what the server has now; one that was changed keeps what is in it.
function mendControl(old, fresh) {
  if (old.nodeName === 'TEXTAREA' || old.nodeName === 'INPUT') {
    const [value, checked] = [old.value, old.checked];
    const [valueKept, checkKept] = [value !== old.defaultValue, checked !== old.defaultChecked];
    mendAttributes(old, fresh);
    if (old.nodeName === 'TEXTAREA') old.defaultValue = fresh.defaultValue;
    if (old.type === 'radio' || old.type === 'checkbox') old.checked = checkKept ? checked : fresh.defaultChecked;
    else if (old.type !== 'hidden') old.value = valueKept ? value : fresh.defaultValue;
  } else mendAttributes(old, fresh);
}

function mendAttributes(old, fresh) {
  const kept = new Set((old.getAttribute('data-keep') || '').split(' '));
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!kept.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function mendChildren(old, fresh) {
  let left = false;
  const unused = [...old.childNodes];
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const match = unused.findIndex((child) => alike(child, wanted));
    if (match < 0) {
      old.insertBefore(wanted, next);
      continue;
    }
    const [child] = unused.splice(match, 1);
    if (child !== next) {
      // Moving an element takes its focus away; then rather move what stands before it.
      if (child.contains(document.activeElement)) {
        while (next && next !== child) {
          const skipped = next;
          next = next.nextSibling;
          if (!unused.includes(skipped)) continue;
          unused.splice(unused.indexOf(skipped), 1);
          if (inUse(skipped)) left = true;
          skipped.remove();
        }
      } else old.insertBefore(child, next);
    }
    next = child.nextSibling;
    if (child.nodeType === Node.ELEMENT_NODE) left = mend(child, wanted) || left;
    else if (child.nodeValue !== wanted.nodeValue) child.nodeValue = wanted.nodeValue;
  }
  for (const child of unused) child.remove();
  return left;
}

function alike(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return true;
  return identity(one) === identity(other);
}

function identity(element) {
  const { key, owned, part } = element.dataset;
  return key ?? owned ?? part ?? (element.id || element.getAttribute('name') || '');
}

/** Whether somebody is typing here, or typed something that was not sent. A form being sent is not in use: outbox.js has it. */
export function inUse(element) {
  if (element.nodeType !== Node.ELEMENT_NODE) return false;
  const forms = element.matches('[data-owned]') ? [element] : element.querySelectorAll('[data-owned]');
  for (const form of forms) {
    if (form.dataset.sending !== undefined) continue;
    const active = document.activeElement;
    if (form.contains(active) && active.matches('textarea, select, input:not([type=radio], [type=checkbox])')) return true;
    if (isDirty(form)) return true;
  }
  return false;
}

export function isDirty(form) {
  for (const control of form.querySelectorAll('textarea, input, select')) {
    if (control.type === 'hidden' || control.type === 'submit') continue;
    if (control.type === 'radio' || control.type === 'checkbox') {
      if (control.checked !== control.defaultChecked) return true;
    } else if (control.nodeName === 'SELECT') {
      if ([...control.options].some((option) => option.selected !== option.defaultSelected && option.selected)) return true;
    } else if (control.value !== control.defaultValue) return true;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------- clocks

function makeClock(first) {
  let anchor = performance.now();
  let atMs = 0;
  let rate = 0;
  const set = (message) => {
    anchor = performance.now();
    atMs = message.at_ms;
    const [num, den] = message.speed || [1, 1];
    rate = message.running ? num / den : 0;
  };
  if (first) set(first);
  return { set, atMs: () => Math.floor(atMs + (performance.now() - anchor) * rate) };
}

function tick(atMs, words) {
  for (const element of document.querySelectorAll('[data-deadline-at]')) paintDeadline(element, atMs, words);
  for (const element of document.querySelectorAll('[data-story-clock]')) setText(element, storyTime(element.dataset, atMs, words));
  for (const element of document.querySelectorAll('[data-exercise-clock]')) setText(element, clockTime(Math.floor(atMs / 1000)));
}

// data-left and data-over may give other words than `nog {}` and `te laat`.
function paintDeadline(element, atMs, words) {
  const seconds = Math.ceil((Number(element.dataset.deadlineAt) - atMs) / 1000);
  const late = seconds <= 0;
  const left = element.dataset.left ?? words.left;
  setText(element, late ? (element.dataset.over ?? words.late) : left.replace('{}', clockTime(seconds)));
  if (late !== element.hasAttribute('data-late')) element.toggleAttribute('data-late', late);
  const soon = !late && seconds <= 60;
  if (soon !== element.hasAttribute('data-soon')) element.toggleAttribute('data-soon', soon);
}

export function clockTime(seconds) {
  const whole = Math.max(0, seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (number) => String(number).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

// The same sum as the filter `story` in shared_ui/rendering.py.
function storyTime(map, atMs, words) {
  const length = Number(map.storyLength);
  const into = Math.min(Math.max(0, atMs - Number(map.storyStartedAt)), length);
  const span = Number(map.storyTo) - Number(map.storyFrom);
  const minute = Number(map.storyFrom) + (length ? Math.floor((span * into) / length) : 0);
  const day = Math.floor(minute / DAY_MIN);
  const ofDay = minute - day * DAY_MIN;
  const hour = `${Math.floor(ofDay / 60)}.${String(ofDay % 60).padStart(2, '0')}`;
  if (map.storyLabel) return `${map.storyLabel}, ${hour} ${words.hour}`;
  const long = map.storyClock === 'long';
  const weekday = (long ? words.long_days : words.days)[(Number(map.storyFirstDay) + day) % 7];
  return long ? `${weekday} ${hour} ${words.hour}` : `${weekday} ${hour}`;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
