// What folds out: the menu in the top bar, and the list of messages that were sent by hand.

export function makeFolds() {
  const menu = document.getElementById('more');
  const lists = [...document.querySelectorAll('.fc-loose:has([data-loose-count])')].map((fold) => ({ fold, list: fold.querySelector('ol'), count: 0 }));

  function shut(focus) {
    if (!menu.open) return;
    menu.open = false;
    if (focus) menu.querySelector('summary').focus();
  }

  // A mouse leaves no focus behind, or the space bar would open the menu again instead of GO.
  menu.querySelector('summary').addEventListener('click', (event) => {
    if (menu.open && event.detail > 0) setTimeout(() => menu.querySelector('summary').blur());
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target) || event.target.closest('.fc-more__item')) shut(false);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    shut(true);
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) shut(false);
  });

  function sync() {
    for (const each of lists) {
      const now = each.list.children.length;
      each.fold.hidden = now === 0;
      each.fold.querySelector('[data-loose-count]').textContent = now;
      if (now > each.count) each.list.scrollTop = each.list.scrollHeight;
      each.count = now;
    }
  }

  return { sync };
}
