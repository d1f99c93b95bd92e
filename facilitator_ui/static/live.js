// A page that follows the file it shows: it loads again when there is something newer, and keeps what one was looking at.

const page = document.querySelector('[data-live]');
const key = `live:${location.pathname}${location.search}`;
const scrollers = () => [document.scrollingElement, ...document.querySelectorAll('.au-order, .au-side, .au-scroll')];

restore();
follow();

function follow() {
  const source = new EventSource(page.dataset.live);
  source.addEventListener('message', (event) => {
    if (event.data === page.dataset.version) return tell(true);
    keep();
    location.reload();
  });
  source.addEventListener('error', () => tell(false));
  addEventListener('pagehide', () => source.close());
}

function tell(connected) {
  for (const line of document.querySelectorAll('[data-live-gone]')) line.hidden = connected;
}

function keep() {
  const focused = document.activeElement?.closest('a[href]')?.getAttribute('href') ?? '';
  const open = [...document.querySelectorAll('details')].map((each) => each.open);
  const places = scrollers().map((each) => [each.scrollLeft, each.scrollTop]);
  sessionStorage.setItem(key, JSON.stringify({ focused, open, places }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  sessionStorage.removeItem(key);
  if (!kept) return;
  document.querySelectorAll('details').forEach((each, number) => { each.open = kept.open[number] ?? each.open; });
  scrollers().forEach((each, number) => { if (kept.places[number]) [each.scrollLeft, each.scrollTop] = kept.places[number]; });
  [...document.querySelectorAll('a[href]')].find((each) => each.getAttribute('href') === kept.focused)?.focus({ preventScroll: true });
}
