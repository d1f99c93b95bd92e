// Films and sounds stand still while the exercise does, and go on from where they were.

export function keepMedia(runs) {
  let running = runs;
  let hushed = false;
  const waiting = new Set(); // what played when it was stopped

  const all = () => document.querySelectorAll('audio, video');
  const stopped = () => !running || hushed;

  function settle() {
    document.documentElement.toggleAttribute('data-still', !running);
    for (const medium of all()) {
      if (stopped() && !medium.paused) {
        waiting.add(medium);
        medium.pause();
      }
    }
    if (stopped()) return;
    for (const medium of waiting) if (medium.isConnected) medium.play().catch(() => {});
    waiting.clear();
  }

  // Whoever presses play while everything stands still gets it when it goes on.
  document.addEventListener('play', (event) => {
    if (!stopped()) return;
    waiting.add(event.target);
    event.target.pause();
  }, true);

  settle();
  return {
    clock: (message) => {
      running = message.running;
      settle();
    },
    quiet: (yes) => {
      hushed = yes;
      settle();
    },
  };
}
