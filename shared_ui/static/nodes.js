// Puts nodes on screen, each in its own place, around whatever somebody is typing.
//
// A page has containers [data-region=NAME]; their children [data-key][data-order] are the nodes of docs/protocol.md.
// The browser owns what someone is typing: a [data-owned] form that is being used stays as it is, and the rest of its
// node is mended around it. The one Trusted Types policy of our pages is made here.

const withheld = new Map(); // key → html of a node of which a used form was left alone

/** Put nodes on screen and take removed ones off. Returns the keys that were not on screen before. */
export function applyNodes(nodes, removed, snapshot = false) {
  const fresh = [];
  if (snapshot) {
    const kept = new Set(nodes.map((node) => node.key));
    for (const element of document.querySelectorAll('[data-region] > [data-key]')) {
      if (!kept.has(element.dataset.key)) element.remove();
    }
  }
  for (const key of removed) {
    withheld.delete(key);
    for (const element of found(key)) element.remove();
  }
  for (const node of nodes) if (applyNode(node)) fresh.push(node.key);
  return fresh;
}

const placed = new Map(); // key → its only element, as long as that is on screen

function found(key) {
  const known = placed.get(key);
  if (known?.isConnected && known.dataset.key === key) return [known];
  const all = [...document.querySelectorAll(`[data-region] > [data-key="${CSS.escape(key)}"]`)];
  if (all.length === 1) placed.set(key, all[0]);
  else placed.delete(key);
  return all;
}

function applyNode(node) {
  const region = document.querySelector(`[data-region="${CSS.escape(node.region)}"]`);
  const fresh = parse(node.html);
  if (!region || !fresh) return false;
  fresh.dataset.key = node.key;
  fresh.dataset.order = String(node.order);
  const all = found(node.key);
  const old = all.find((element) => element.parentElement === region);
  for (const stray of all) if (stray !== old) stray.remove();
  if (!old) {
    place(region, fresh);
    return true;
  }
  const moved = old.dataset.order !== fresh.dataset.order;
  if (mend(old, fresh)) withheld.set(node.key, node);
  else withheld.delete(node.key);
  if (moved) {
    const [current] = found(node.key);
    if (current && !current.contains(document.activeElement)) place(region, current);
  }
  return false;
}

/** When somebody stops using a form, the rest of its node may come in. Called by outbox.js after a command is answered. */
export function settle() {
  for (const node of [...withheld.values()]) applyNode(node);
}

document.addEventListener('focusout', () => {
  if (withheld.size) setTimeout(settle);
});

function place(region, element) {
  const order = Number(element.dataset.order);
  // From the end: what is new mostly comes last.
  for (let other = region.lastElementChild; other; other = other.previousElementSibling) {
    if (other === element || other.dataset.key === undefined || Number(other.dataset.order) > order) continue;
    other.after(element);
    return;
  }
  region.prepend(element);
}

const policy = globalThis.trustedTypes
  ? globalThis.trustedTypes.createPolicy('snelkookpan', { createHTML: (html) => html })
  : { createHTML: (html) => html };

// Only what our own server rendered comes through here; its templates escape every text.
function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(html);
  return template.content.firstElementChild;
}

/**
 * Turn `old` into `fresh` in place, so that focus, scroll and what is typed stay. Returns whether something was left
 * alone. The browser owns: a [data-owned] subtree in use, and the attributes that data-keep names ("open hidden").
 */
function mend(old, fresh) {
  if (old.nodeName !== fresh.nodeName) {
    if (inUse(old)) return true;
    old.replaceWith(fresh);
    return false;
  }
  if (old.dataset && old.dataset.owned !== undefined && inUse(old)) return true;
  if (old.isEqualNode(fresh) && sameInside(old, fresh)) return false;
  if (old.nodeName === 'TEMPLATE') {
    old.replaceWith(fresh);
    return false;
  }
  mendControl(old, fresh);
  return old.nodeName === 'TEXTAREA' ? false : mendChildren(old, fresh);
}

// What stands in a <template> is no part of the tree that isEqualNode compares.
function sameInside(old, fresh) {
  const templates = (node) => (node.nodeName === 'TEMPLATE' ? [node] : node.querySelectorAll ? [...node.querySelectorAll('template')] : []);
  const [one, other] = [templates(old), templates(fresh)];
  return one.every((template, index) => template.innerHTML === other[index].innerHTML);
}

// A control that nobody changed follows what the server has now; one that was changed keeps what is in it.
function mendControl(old, fresh) {
  if (old.nodeName === 'TEXTAREA' || old.nodeName === 'INPUT') {
    const [value, checked] = [old.value, old.checked];
    const [valueKept, checkKept] = [value !== old.defaultValue, checked !== old.defaultChecked];
    mendAttributes(old, fresh);
    if (old.nodeName === 'TEXTAREA') old.defaultValue = fresh.defaultValue;
    if (old.type === 'radio' || old.type === 'checkbox') old.checked = checkKept ? checked : fresh.defaultChecked;
    else if (old.type !== 'hidden') old.value = valueKept ? value : fresh.defaultValue;
  } else if (old.nodeName === 'OPTION') {
    const kept = old.selected !== old.defaultSelected;
    mendAttributes(old, fresh);
    if (!kept) old.selected = fresh.defaultSelected;
  } else mendAttributes(old, fresh);
}

function mendAttributes(old, fresh) {
  const kept = new Set((old.getAttribute('data-keep') || '').split(' '));
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!kept.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function mendChildren(old, fresh) {
  let left = false;
  const unused = [...old.childNodes];
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const match = unused.findIndex((child) => alike(child, wanted));
    if (match < 0) {
      old.insertBefore(wanted, next);
      continue;
    }
    const [child] = unused.splice(match, 1);
    if (child !== next) {
      // Moving an element takes its focus away; then rather move what stands before it.
      if (child.contains(document.activeElement)) {
        while (next && next !== child) {
          const skipped = next;
          next = next.nextSibling;
          if (!unused.includes(skipped)) continue;
          unused.splice(unused.indexOf(skipped), 1);
          if (inUse(skipped)) left = true;
          skipped.remove();
        }
      } else old.insertBefore(child, next);
    }
    next = child.nextSibling;
    if (child.nodeType === Node.ELEMENT_NODE) left = mend(child, wanted) || left;
    else if (child.nodeValue !== wanted.nodeValue) child.nodeValue = wanted.nodeValue;
  }
  for (const child of unused) child.remove();
  return left;
}

function alike(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return true;
  return identity(one) === identity(other);
}

function identity(element) {
  const { key, owned, part } = element.dataset;
  return key ?? owned ?? part ?? (element.id || element.getAttribute('name') || '');
}

/** Whether somebody is typing here, or typed something that was not sent. A form being sent is not in use: outbox.js has it. */
export function inUse(element) {
  if (element.nodeType !== Node.ELEMENT_NODE) return false;
  const forms = element.matches('[data-owned]') ? [element] : element.querySelectorAll('[data-owned]');
  for (const form of forms) {
    if (form.dataset.sending !== undefined) continue;
    const active = document.activeElement;
    if (form.contains(active) && active.matches('textarea, select, input:not([type=radio], [type=checkbox])')) return true;
    if (isDirty(form) || form.querySelector('[data-error]:not([hidden])')) return true; // what is wrong stays in sight
  }
  return false;
}

export function isDirty(form) {
  for (const control of form.querySelectorAll('textarea, input, select')) {
    if (control.type === 'hidden' || control.type === 'submit') continue;
    if (control.type === 'radio' || control.type === 'checkbox') {
      if (control.checked !== control.defaultChecked) return true;
    } else if (control.nodeName === 'SELECT') {
      if ([...control.options].some((option) => option.selected !== option.defaultSelected && option.selected)) return true;
    } else if (control.value !== control.defaultValue) return true;
  }
  return false;
}
