// The desk's own sentences, in the language of the page. Dutch is the key; the page brings what it is in another language.

const root = document.getElementById('fc');
const given = JSON.parse(root.dataset.words || '{}');

/** The sentence in the language of the page, with each `{}` filled in. */
export function say(sentence, ...values) {
  const said = given[sentence] ?? sentence;
  let next = 0;
  return said.replace(/\{\}/g, () => values[next++] ?? '{}');
}

/** What feed.js says. */
export function words() {
  return {
    connecting: say('verbinden'),
    open: say('verbonden'),
    lost: say('verbinding weg, we proberen het opnieuw'),
    left: say('nog {}'),
    late: say('te laat'),
    hour: say('uur'),
  };
}
