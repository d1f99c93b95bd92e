// What folds out: the menu in the top bar, and the list of messages that were sent by hand.

export function makeFolds() {
  const menu = document.getElementById('more');
  const loose = document.querySelector('[data-loose]');
  const list = loose.querySelector('[data-region="sent"]');
  let count = list.children.length;

  function shut(focus) {
    if (!menu.open) return;
    menu.open = false;
    if (focus) menu.querySelector('summary').focus();
  }

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
    const now = list.children.length;
    loose.hidden = now === 0;
    loose.querySelector('[data-loose-count]').textContent = now;
    if (now > count) list.scrollTop = list.scrollHeight;
    count = now;
  }

  return { sync };
}
