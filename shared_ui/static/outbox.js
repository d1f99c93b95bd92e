// Keeps what a person wants to send until the server has answered it, and what they are still typing.
//
// A command has an id made here; sending it again has no second effect (docs/protocol.md). So everything in the box is
// simply sent, in order, until there is an answer: after a reload, after sleep, after a server that was away. That
// something was opened can wait: it lets everything else go first. Drafts are kept on every input. Where storage is refused (private windows) the same works until the page is closed.

import { isDirty, settle } from './nodes.js';

const BACK_OFF_CAP_MS = 8000;
const ANSWER_WITHIN_MS = 15000;
const NOT_UNDERSTOOD = 'Dit is niet verstuurd. Laad de pagina opnieuw en probeer het nog eens.';

/** 128 random bits as 32 hex digits. crypto.randomUUID is absent on http://<LAN address>; getRandomValues is not. */
export function newCommandId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** localStorage that never throws: in a private window, or when it is full, a map in memory takes over. */
export function safeStore(prefix) {
  const memory = new Map();
  return {
    get(name) {
      if (memory.has(name)) return memory.get(name);
      try {
        return localStorage.getItem(prefix + name);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(prefix + name, value);
        memory.delete(name);
      } catch {
        memory.set(name, value);
      }
    },
    remove(name) {
      memory.delete(name);
      try {
        localStorage.removeItem(prefix + name);
      } catch {
        // nothing was kept there
      }
    },
  };
}

/**
 * The box of one seat in one exercise.
 *
 * options: url (where commands are POSTed), scope (exercise and seat, so that two seats in one browser stay apart),
 * onChange() when the box or the state of a command changed, onAnswer(command, answer) for each answer, refusals too.
 * Returns {send(command) → Promise of the answer, waiting() → commands, drafts, retry()}.
 */
export function openOutbox(options) {
  const store = safeStore(`snelkookpan:${options.scope}:`);
  const promises = new Map();
  let failures = 0;
  let timer = 0;
  let busy = false;
  let underWay = null;

  const waiting = () => {
    try {
      const kept = JSON.parse(store.get('outbox') || '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const keep = (commands) => {
    if (commands.length) store.set('outbox', JSON.stringify(commands));
    else store.remove('outbox');
  };
  const changed = () => options.onChange && options.onChange();

  function send(command) {
    const whole = { command_id: newCommandId(), ...command };
    keep([...waiting(), whole]);
    changed();
    const answered = new Promise((resolve) => promises.set(whole.command_id, resolve));
    // What was cut off here is sent again later, with the same id.
    if (underWay && canWait(underWay.command) && !canWait(whole)) underWay.stop.abort();
    retry();
    return answered;
  }

  function retry() {
    clearTimeout(timer);
    if (!busy) work();
  }

  async function work() {
    busy = true;
    try {
      for (let first = next(waiting()); first; first = next(waiting())) {
        underWay = { command: first, stop: new AbortController() };
        const answer = await post(options.url, first, underWay.stop);
        if (answer === null) {
          if (canWait(first) && !canWait(next(waiting()))) continue;
          later();
          return;
        }
        failures = 0;
        keep(waiting().filter((command) => command.command_id !== first.command_id));
        answered(first, answer);
      }
    } finally {
      busy = false;
      underWay = null;
    }
  }

  function later() {
    const ceiling = Math.min(BACK_OFF_CAP_MS, 1000 * 2 ** failures);
    failures = Math.min(failures + 1, 10);
    clearTimeout(timer);
    timer = setTimeout(retry, 250 + Math.random() * ceiling);
  }

  function answered(command, answer) {
    const resolve = promises.get(command.command_id);
    promises.delete(command.command_id);
    try {
      if (options.onAnswer) options.onAnswer(command, answer);
    } finally {
      if (resolve) resolve(answer);
      changed();
      settle();
    }
  }

  const awake = () => {
    if (document.visibilityState !== 'hidden') {
      failures = 0;
      retry();
    }
  };
  window.addEventListener('online', awake);
  window.addEventListener('pageshow', awake);
  document.addEventListener('visibilitychange', awake);
  window.addEventListener('storage', changed);

  return { send, waiting, retry: awake, drafts: drafts(store) };
}

const canWait = (command) => command.type === 'open';
const next = (commands) => commands.find((command) => !canWait(command)) || commands[0];

// null: no answer yet, try again with the same id. Anything else is the server's word.
async function post(url, command, stop) {
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(command),
      credentials: 'same-origin',
      redirect: 'error',
      signal: stop.signal,
    });
    if (response.status >= 500 || response.status === 429 || response.status === 408) return null;
    const answer = await response.json().catch(() => null);
    if (answer && typeof answer.ok === 'boolean') return answer;
    return { ok: response.ok, command_id: command.command_id, code: `http.${response.status}`, sentence: NOT_UNDERSTOOD };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

// ---------------------------------------------------------------------------------------------- drafts

function drafts(store) {
  return {
    get: (name) => store.get(`draft:${name}`),
    set: (name, text) => store.set(`draft:${name}`, text),
    remove: (name) => store.remove(`draft:${name}`),
  };
}

/** What is filled in, without the hidden fields: {name: value}, and {name: [values]} for boxes, also when none is ticked. */
export function filledIn(form) {
  const values = {};
  for (const control of form.elements) {
    if (!control.name || control.type === 'hidden' || control.type === 'submit') continue;
    if (control.type === 'checkbox') {
      values[control.name] ??= [];
      if (control.checked) values[control.name].push(control.value);
    } else if (control.type !== 'radio' || control.checked) values[control.name] = control.value;
  }
  return values;
}

/** Keep the draft of a form, or forget it when nothing is different from what the server has. */
export function keepDraft(box, form) {
  if (isDirty(form)) box.drafts.set(form.dataset.owned, JSON.stringify(filledIn(form)));
  else box.drafts.remove(form.dataset.owned);
}

/** Put the draft back in a form that nobody is using. Returns whether there was one. */
export function restoreDraft(box, form) {
  const draft = readDraft(box, form.dataset.owned);
  if (!draft || isDirty(form)) return false;
  for (const control of form.elements) {
    if (!(control.name in draft) || control.type === 'hidden') continue;
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = [draft[control.name]].flat().includes(control.value);
    else control.value = draft[control.name];
  }
  return true;
}

/** The draft as {name: value}, or null. */
export function readDraft(box, name) {
  try {
    const draft = JSON.parse(box.drafts.get(name) || 'null');
    return draft && typeof draft === 'object' ? draft : null;
  } catch {
    return null;
  }
}

/** From now on, what is in the form counts as what the server has. */
export function markClean(form) {
  for (const control of form.elements) {
    if (control.type === 'radio' || control.type === 'checkbox') control.defaultChecked = control.checked;
    else if (control.nodeName === 'SELECT') for (const option of control.options) option.defaultSelected = option.selected;
    else if ('defaultValue' in control && control.type !== 'hidden') control.defaultValue = control.value;
  }
}
