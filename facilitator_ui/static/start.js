// The checklist before the start: asks the program how it stands and paints it; ticks without leaving the page.
//
// It asks rather than being told: however many phones come to test, this page is asked for nothing it did not want.

const ASK_EVERY_MS = 2000;
const HELP_AFTER_MS = 30000;

/** `root` holds a [data-ready] with the address to ask. On the desk it asks in the lobby only. */
export function makeStart(root) {
  const list = root?.matches('[data-ready]') ? root : root?.querySelector('[data-ready]');
  if (!list) return;
  const began = performance.now();
  const inLobby = () => !root.dataset.status || root.dataset.status === 'lobby';

  async function ask() {
    if (document.visibilityState === 'hidden' || !inLobby()) return;
    let told;
    try {
      const answer = await fetch(list.dataset.ready);
      if (!answer.ok) return;
      told = await answer.json();
    } catch {
      return; // the line is down: the page says so elsewhere, and the next time it is asked again
    }
    for (const check of told.checks) paint(check);
    paintTest(told.beamer_test);
    const lines = [...list.querySelectorAll('li[data-check]')];
    const count = list.querySelector('[data-ready-count]');
    if (count) count.textContent = lines.filter((line) => line.dataset.state === 'ok').length;
    help();
  }

  function paint(check) {
    for (const line of list.querySelectorAll(`[data-check="${CSS.escape(check.id)}"]`)) {
      line.dataset.state = check.state;
      put(line, '[data-word]', check.word);
      put(line, '[data-meta]', check.meta);
      put(line, '[data-todo]', check.todo);
      const todo = line.querySelector('[data-todo]');
      if (todo) todo.hidden = !check.todo;
      const button = line.querySelector('.st-tick');
      if (!button) continue;
      button.setAttribute('aria-pressed', String(check.state === 'ok'));
      button.form.elements.on.value = check.state === 'ok' ? 'no' : 'yes';
    }
  }

  function put(line, selector, words) {
    const place = line.querySelector(selector);
    if (place && place.textContent !== words) place.textContent = words;
  }

  function paintTest(shown) {
    const form = list.querySelector('[data-beamer-test]');
    if (!form) return;
    form.elements.show.value = shown ? 'no' : 'yes';
    form.querySelector('button').setAttribute('aria-pressed', String(shown));
    form.querySelector('[data-test-on]').hidden = !shown;
    form.querySelector('[data-test-off]').hidden = shown;
  }

  // How long we wait for a phone; after half a minute the help opens by itself, once.
  let opened = false;
  function help() {
    const phone = list.querySelector('.st-phone');
    if (!phone) return;
    const waiting = phone.dataset.state === 'wait';
    const seconds = Math.floor((performance.now() - began) / 1000);
    phone.querySelector('[data-waited]').textContent = waiting ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
    if (opened || !waiting || performance.now() - began < HELP_AFTER_MS) return;
    opened = true;
    list.querySelector('[data-help]').open = true;
  }

  list.addEventListener('submit', async (event) => {
    const form = event.target.closest('[data-tick], [data-beamer-test]');
    if (!form) return;
    event.preventDefault();
    try {
      await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
    } catch {
      return; // nothing was ticked, and nothing is painted
    }
    ask();
  });

  setInterval(ask, ASK_EVERY_MS);
  setInterval(help, 1000);
  document.addEventListener('visibilitychange', ask);
  ask();
}
