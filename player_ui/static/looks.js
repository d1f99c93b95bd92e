// Looks along while somebody writes: which points are in the text, and what had better not be. It never blocks.

const SIGNS = {
  raadsbericht: {
    must: [
      ['event', /\b(gebeur|incident|overle[ed]|ongeval|brand|steek|vermis)/i],
      ['compassion', /\b(leven mee|meeleven|medeleven|verdriet|geraakt|verslagen|gedachten|wensen .{0,40}sterkte)/i],
      ['doing', /\b(opvang|ondersteun|slachtofferhulp|school|ggd|wij zorgen|de gemeente zorgt|regelt|regelen)/i],
      ['roles', /\b(politie|openbaar ministerie|OM|inspectie|aanbieder|veiligheidsregio)\b/i],
      ['unknown', /\b(geen mededeling|niet bekend|weten wij (nog )?niet|kunnen (wij|we) (nu |nog )?(niet|geen)|doen (wij|we) (nu )?geen|mag niet|mogen (wij|we))/i],
      ['inquiry', /\b(onderzoek|melding|beoordel)/i],
      ['next', /\b(morgen|vanavond|vanmiddag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|om \d{1,2}[.:]\d\d|opnieuw van ons|volgende bericht)/i],
      ['press', /\b(pers|media|woordvoerder)/i],
      ['questions', /\b(griffier|vragen kunt u|uw vragen|besloten bijeenkomst|bijpraten)/i],
      ['status', /\b(openbaar|geheim|vertrouwelijk)/i],
    ],
    mustNot: [
      ['age', /\b\d{1,2}-jarige|\b\d{1,2} jaar oud\b/i],
      ['address', /\b[A-Z][a-zé]+(straat|weg|laan|plein|dijk|hof|singel|kade)\b \d/],
      ['help', /\b(jeugdhulp|ggz|hulpverlening) (kreeg|krijgt|had|ontving)|\b(kreeg|ontving|had) (jeugd)?hulp\b|diagnose|stoornis|verslaafd/i],
      ['veilig_thuis', /\bveilig thuis\b/i],
      ['cause', /\b(oorzaak (is|was)|doordat|de dader|schuld|fout van|nalatig)/i],
      ['promise', /\b(nooit meer|voorkomen dat dit (ooit )?(nog|weer)|garander|onderste steen)/i],
    ],
    words: [120, 250],
  },
};

/** What is in a text, by the name of its list: {met: [names], missing: [names], doubts: [names], count, low, high}. */
export function looksAt(name, text) {
  const list = SIGNS[name];
  const has = ([, sign]) => sign.test(text);
  const names = (pairs) => pairs.map(([point]) => point);
  const [low, high] = list.words;
  return {
    met: names(list.must.filter(has)),
    missing: names(list.must.filter((each) => !has(each))),
    doubts: names(list.mustNot.filter(has)),
    count: text.trim() ? text.trim().split(/\s+/).length : 0,
    low,
    high,
  };
}

/** Keep the list beside a text up to date. */
export function paintLooks(list, text, words) {
  const seen = looksAt(list.dataset.looks, text);
  list.hidden = text.trim() === '';
  const lines = [
    ...seen.doubts.map((point) => ['doubt', words[`not_${point}`]]),
    ...seen.missing.map((point) => ['missing', words[`must_${point}`]]),
    ...seen.met.map((point) => ['met', words[`must_${point}`]]),
    ['length', words.looks_words.replace('{}', seen.count).replace('{}', seen.low).replace('{}', seen.high)],
  ];
  list.replaceChildren(
    ...lines.map(([state, sentence]) => {
      const item = document.createElement('li');
      item.dataset.state = state;
      const mark = document.createElement('b');
      mark.textContent = words[`looks_${state}`];
      item.append(mark, ` ${sentence}`);
      return item;
    }),
  );
}
