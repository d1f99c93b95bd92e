// From a form to a command, and from the answer to a sentence on screen. Every form of the desk with data-command goes here.

import { markClean } from '/static/shared/outbox.js';
import { say } from './words.js';

const NUMBERS = new Set(['seconds', 'by_ms', 'speed_num', 'speed_den', 'position', 'revision', 'deadline_ms']);
const YES_OR_NO = new Set(['automatic', 'and_later', 'consent']);
const WORD = 'parameters.';
const TOAST_MS = 5000;
const UNDO_MS = 5000;

export function makeOrders(outbox, connection) {
  const orders = { send, toast, connected: () => connection.state !== 'lost', onGo: null, onScored: null, onWords: null, onObserved: null, onEdited: null, onFired: null, onChosen: null, asksFirst: () => false, mayStart: async () => true };

  async function send(command, done = '') {
    const answer = await outbox.send(command);
    if (!answer.ok) toast(answer.sentence, false);
    else if (done) toast(done);
    return answer;
  }

  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('form[data-command]');
    if (!form) return;
    event.preventDefault();
    const button = event.submitter;
    if (button && button.getAttribute('aria-disabled') === 'true' && form.dataset.command !== 'go') {
      if (button.title) toast(button.title, false);
      return;
    }
    const command = read(form, button);
    if (form.dataset.command === 'go') orders.onGo(command, event);
    else if (form.dataset.command === 'score') orders.onScored(command, button);
    else if (form.dataset.command === 'edit') await orders.onEdited(command, form);
    else if (form.dataset.command === 'observe') await orders.onObserved(form);
    else if (form.dataset.command === 'words') await orders.onWords();
    else if (form.dataset.command === 'choose') await orders.onChosen(command);
    else if (command.type === 'start' && !(await orders.mayStart())) return;
    else if (form.dataset.command === 'message') await sendMessage(form, command);
    else if (form.dataset.command === 'next' && orders.asksFirst()) return;
    else if (form.dataset.command === 'note') await send(command, say('Notitie bewaard'));
    else {
      if (!('stay' in form.dataset)) form.closest('dialog')?.close();
      await send(command, command.type === 'skip' ? say('Bericht {} overgeslagen', numberOf(command.inject)) : '');
    }
  });

  async function sendMessage(form, command) {
    const error = form.querySelector('[data-error]');
    const answer = await outbox.send(command);
    error.hidden = answer.ok;
    error.textContent = answer.ok ? '' : answer.sentence;
    if (!answer.ok) return;
    form.reset();
    markClean(form);
    form.closest('dialog').close();
    offerUndo(say('Bericht verstuurd'));
  }

  // For five seconds what was sent can be taken back, as long as nobody opened it.
  function offerUndo(sentence) {
    const shown = toast(sentence, true, UNDO_MS);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sk-button sk-button--dense';
    button.textContent = say('Terugdraaien');
    button.addEventListener('click', () => {
      shown.remove();
      orders.onFired();
    });
    shown.append(button);
  }
  orders.offerUndo = offerUndo;

  return orders;
}

/** The command a form stands for; `button` is the one that was pressed. */
export function read(form, button) {
  const fields = new FormData(form);
  if (button && button.name) fields.set(button.name, button.value);
  const command = {};
  for (const [name, value] of fields) {
    if (name === 'command_id') continue;
    if (name.startsWith(WORD)) command.parameters = { ...command.parameters, [name.slice(WORD.length)]: value };
    else if (name === 'to' && command.type === 'message') command.to = [...(command.to || []), value];
    else if (NUMBERS.has(name)) command[name] = value === '' ? null : Number(value);
    else if (YES_OR_NO.has(name)) command[name] = value === 'true';
    else command[name] = value;
  }
  if (command.type === 'message') command.to = command.to || [];
  return command;
}

export function numberOf(inject) {
  return document.querySelector(`[data-region="cues"] > [data-inject="${CSS.escape(inject)}"]`)?.dataset.number ?? '';
}

function toast(sentence, ok = true, lasts = ok ? TOAST_MS / 2 : TOAST_MS) {
  const made = document.querySelector('#toast > .sk-toast').cloneNode(true);
  made.querySelector('[data-ok]').hidden = !ok;
  made.querySelector('[data-not-ok]').hidden = ok;
  made.querySelector('.sk-toast__text').textContent = sentence;
  document.getElementById('toasts').append(made);
  setTimeout(() => made.remove(), lasts);
  return made;
}
