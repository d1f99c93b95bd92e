// Before the first paint: does this person still have to say ‘Ik ben klaar’? A page without scripts shows everything.
(() => {
  const root = document.documentElement;
  let ready = false;
  try {
    ready = localStorage.getItem(`snelkookpan:${location.pathname.replace(/\/$/, '')}:ready`) === 'yes';
  } catch {
    // Storage is refused: the role card comes first again.
  }
  root.dataset.script = 'yes';
  root.dataset.tab = ready ? 'messages' : 'welcome';
})();
