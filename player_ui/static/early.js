// Before the first paint: is this phone in the dark, and does this person still have to say ‘Ik ben klaar’? A page without scripts shows everything.
(() => {
  const root = document.documentElement;
  const name = `snelkookpan:${location.pathname.replace(/\/$/, '')}:ready`;
  let ready = false;
  try {
    ready = localStorage.getItem(name) === 'yes';
  } catch {
    // Storage is refused: the role card comes first again.
  }
  root.dataset.script = 'yes';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const wear = () => (dark.matches ? (root.dataset.theme = 'night') : delete root.dataset.theme);
  wear();
  dark.addEventListener?.('change', wear);
  root.dataset.tab = ready ? 'messages' : 'welcome';

  // Over a slow line the button is there well before player.js is; a tap is not lost on it.
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-ready]')) return;
    root.dataset.tab = 'messages';
    try {
      localStorage.setItem(name, 'yes');
    } catch {
      // asked again after a reload
    }
  });
})();
