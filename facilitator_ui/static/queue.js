// Which answers of the queue are in sight: of one group, team or role, at one moment, or only those still to score.

export function makeQueue() {
  const bar = document.querySelector('[data-filters]');
  const none = document.querySelector('[data-none-left]');
  let wasNarrowed = false;
  const filter = (name) => bar.querySelector(`[data-filter="${name}"]`);

  function fits(row) {
    const who = filter('who').value;
    const moment = filter('moment')?.value ?? '';
    const [kind, ...name] = who.split(' ');
    const wanted = name.join(' ');
    if (kind === 'group' && row.dataset.group !== wanted) return false;
    if (kind === 'team' && row.dataset.unit !== `team:${wanted}`) return false;
    if (kind === 'role' && row.dataset.role !== wanted) return false;
    if (moment && row.dataset.escalation !== moment) return false;
    return !filter('open').checked || row.dataset.state === 'answered';
  }

  function sync() {
    const rows = document.querySelectorAll('.fc-answer');
    const narrowed = filter('who').value || filter('moment')?.value || filter('open').checked;
    bar.hidden = rows.length === 0;
    if (!narrowed && !wasNarrowed) return;
    wasNarrowed = Boolean(narrowed);
    let left = 0;
    for (const row of rows) {
      const shown = fits(row);
      left += shown ? 1 : 0;
      if (row.hidden === shown) row.hidden = !shown;
    }
    none.hidden = rows.length === 0 || left > 0;
  }

  bar.addEventListener('change', sync);
  return { sync };
}
