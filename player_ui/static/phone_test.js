// Tries the live line apart from the page: some networks let one through and not the other.

const TOO_LONG_MS = 8000;
const page = document.querySelector('[data-phone-test]');
const line = page.querySelector('[data-line]');

function tell(state, roundTripMs) {
  if (line.dataset.state !== 'wait') return;
  line.dataset.state = state;
  for (const words of line.querySelectorAll('[data-on]')) words.hidden = words.dataset.on !== state;
  page.querySelector(state === 'ok' ? '[data-after]' : '[data-failed]').hidden = false;
  if (state === 'ok') line.querySelector('[data-speed]').textContent = `${roundTripMs} ms`;
}

const address = new URL('/test/line', location.href);
address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
try {
  const socket = new WebSocket(address.href);
  socket.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.done) tell('ok', told.round_trip_ms);
    else socket.send('hier');
  };
  socket.onclose = () => tell('warn');
} catch {
  tell('warn');
}
setTimeout(() => tell('warn'), TOO_LONG_MS);
