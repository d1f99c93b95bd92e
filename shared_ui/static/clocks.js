// The running clocks of a page: exercise time, story time, and the time left until a deadline.
//
// Exercise time comes from the server and counts on by itself while it runs. Elements say what they show:
// [data-exercise-clock], [data-story-clock] with the numbers of a StoryMap, [data-deadline-at] and [data-since-at] with exercise time.

const DAY_MIN = 24 * 60;

export function makeClock(first) {
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

export function tick(atMs, words) {
  for (const element of document.querySelectorAll('[data-deadline-at]')) paintDeadline(element, atMs, words);
  for (const element of document.querySelectorAll('[data-since-at]')) setText(element, clockTime(Math.floor((atMs - Number(element.dataset.sinceAt)) / 1000)));
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

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
