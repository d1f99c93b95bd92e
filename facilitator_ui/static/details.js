// What a row carries for when it is opened: a <template>, so that hundreds of them weigh nothing on the page.

/** The detail of a row by its name, or null. */
export function detailOf(row, name) {
  return row?.querySelector(`:scope > template[data-detail="${CSS.escape(name)}"]`) ?? null;
}

const filled = new WeakMap();

/** Put a copy of the detail in its place. The same again is left alone: that would take the scroll and a selection away. */
export function fill(place, detail, otherwise = []) {
  const now = detail ? detail.innerHTML : '';
  if (filled.get(place) === now) return;
  filled.set(place, now);
  place.replaceChildren(...(detail ? [detail.content.cloneNode(true)] : otherwise));
}
