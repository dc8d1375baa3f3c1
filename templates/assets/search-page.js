/* The page of what was searched for: what is called so, and which values and texts say it. Those are
 * loaded file by file, and what was found so far is shown. */
'use strict';

(async () => {
  const { load, loadWords, find, normalForm, inOwn, kindOf, describe, addressOf, element, fill, count, alone } =
    dielineSearch;
  const atOnce = 16; // files
  const pause = 200; // milliseconds between two looks at what was found
  const rowsMax = 100;
  const valuesMax = 4; // of one entry
  const around = 60; // characters beside what was found

  const words = await loadWords();
  const text = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  document.getElementById('without-script').hidden = true;
  const place = document.getElementById('search-results');

  // --- what a text says ---

  const queries = text.split(/\s+/u).map((part) => normalForm(part).text).filter(Boolean);

  /** Where a word of the query begins in a text; -1: it does not. */
  const findIn = ({ text: normal, starts }, query) =>
    starts.find((start) => normal.startsWith(query, start)) ?? -1;

  const says = (form, query) => findIn(form, query) >= 0;

  const phrase = normalForm(text).text;

  /** How much of the query a value says: all of it in a row, all words, all with what it is a value of,
   * some, or nothing. */
  function scoreOf({ form, name }) {
    if (says(form, phrase)) return 4;
    if (queries.every((query) => says(form, query))) return 3;
    const isSaid = (query) => says(form, query) || says(name, query);
    if (queries.every(isSaid)) return 2;
    return queries.some(isSaid) ? 1 : 0;
  }

  const normalOf = (string) => normalForm(string, Infinity);

  /** What a text that says a word must match: its letters in order, and nothing else but what normal
   * forms leave out; none of them means something in an expression. Most texts do not, and need no
   * closer look. */
  const sketches = queries.map((query) =>
    new RegExp([...query].join('[^\\p{L}\\p{N}\\p{M}]*'), 'iu'));

  function maySay([, titles, values], slots) {
    const all = [inOwn(titles, words.language), ...values.map(([, texts]) => inOwn(texts, words.language)),
      ...new Set(values.map(([slot]) => slots[slot]))];
    const raw = all.join('\n').normalize('NFKC').toLowerCase();
    return sketches.every((sketch) => sketch.test(raw));
  }

  const names = new Map(); // of slots, in normal form

  function nameOf(label) {
    if (!names.has(label)) names.set(label, normalOf(label ?? ''));
    return names.get(label);
  }

  /** The values of a record that say most of it, if all of it is said in the record. */
  function readRecord([path, titles, values], slots) {
    const title = inOwn(titles, words.language);
    if (typeof title !== 'string') return null;
    const name = normalOf(title);
    const told = values.map(([slot, texts]) => ({ slot, text: inOwn(texts, words.language) ?? '' }))
      .map((value) => ({ ...value, label: value.slot && slots[value.slot] }))
      .map((value) => ({ ...value, form: normalOf(value.text), name: nameOf(value.label) }));
    const forms = [name, ...told.flatMap((value) => [value.form, value.name])];
    if (!queries.every((query) => forms.some((form) => says(form, query)))) return null;
    for (const value of told) value.score = scoreOf(value);
    const score = Math.max(0, ...told.map((value) => value.score));
    if (score === 0) return null;
    const found = told.filter((value) => value.score === score);
    return { path, title, values: found, score, place: kindOf(words, path)[1] };
  }

  // --- what is shown ---

  /** Where in the text what is at `offset` of its normal form stands. */
  function rawPlace(string, offset) {
    let at = 0;
    let normal = 0;
    for (const c of string) {
      const { text: part } = normalForm(c);
      if (normal >= offset && part !== '') break;
      normal += part.length;
      at += c.length;
    }
    return at;
  }

  /** The text, or what is around the words in it, with the words marked. */
  function excerpt({ text: string, form }) {
    const query = [phrase, ...queries].find((part) => says(form, part));
    if (query === undefined) // it is what the text is a value of that says it
      return [string.slice(0, 3 * around), string.length > 3 * around ? '…' : ''];
    const start = findIn(form, query);
    const from = rawPlace(string, start);
    const to = rawPlace(string, start + query.length - 1);
    const end = to + String.fromCodePoint(string.codePointAt(to)).length;
    const isLong = string.length > 3 * around;
    const before = isLong ? string.slice(Math.max(0, from - around), from) : string.slice(0, from);
    const after = isLong ? string.slice(end, end + around) : string.slice(end);
    return [
      isLong && from > around ? '…' : '', before, element('mark', {}, string.slice(from, end)), after,
      isLong && end + around < string.length ? '…' : '',
    ];
  }

  function showValue({ path, slot, label, ...value }) {
    if (!label) return element('p', {}, ...excerpt(value));
    const link = element('a', { href: `${addressOf(path)}#${slot}` }, label);
    return element('p', {}, link, words.colon, ...excerpt(value));
  }

  function showRecord({ path, title, values }) {
    const shown = values.slice(0, valuesMax).map((value) => showValue({ path, ...value }));
    const left = values.length - shown.length;
    if (left > 0) shown.push(element('p', { class: 'about' }, `+ ${left}`));
    return element('li', {}, element('a', { href: addressOf(path) }, title), ' ',
      element('span', { class: 'kind' }, kindOf(words, path)[0]), ...shown);
  }

  function showResult(result) {
    const [title, ...about] = describe(result, words);
    return element('li', {}, element('a', { href: addressOf(result.item.path) }, title), ...about);
  }

  function section(id, heading, rows) {
    const title = element('h2', { id }, heading);
    const list = element('ul', { class: 'search-found', 'aria-labelledby': id }, ...rows);
    const status = element('p', { class: 'position', role: 'status' });
    place.append(element('section', { 'aria-labelledby': id }, title, status, list));
    return { list, status };
  }

  // --- names, then texts ---

  async function showNames() {
    const { results, more } = await find(text);
    const { status } = section('search-names', words.by_name, results.slice(0, rowsMax).map(showResult));
    status.textContent = results.length === 0 ? words.nothing
      : `${count(words, results.length)}${more ? ' +' : ''}`;
  }

  function compareRecords(a, b) {
    return b.score - a.score || a.place - b.place || b.values.length - a.values.length || a.title.localeCompare(b.title)
      || (a.path < b.path ? -1 : 1);
  }

  /** The files with texts: those of entries first, then of pages, then of sources. */
  const textFiles = ({ texts }) =>
    Object.keys(texts).flatMap((kind) => Array.from({ length: texts[kind] }, (_, i) => `${kind}${i}`));

  async function showTexts() {
    const files = textFiles(await load('index'));
    const slots = await load('slots', `slots-${document.documentElement.lang}`);
    const { list, status } = section('search-texts', words.in_texts, []);
    const found = [];
    let shown = performance.now();
    const show = () => list.replaceChildren(...found.sort(compareRecords).slice(0, rowsMax).map(showRecord));
    for (let i = 0; i < files.length; i += atOnce) {
      const read = await Promise.all(files.slice(i, i + atOnce).map((file) => load(file)));
      found.push(...read.flat().filter((record) => maySay(record, slots))
        .map((record) => readRecord(record, slots)).filter(Boolean));
      if (performance.now() - shown < pause) continue;
      show();
      status.textContent = fill(words.looking, Math.floor((100 * i) / files.length));
      shown = performance.now();
    }
    show();
    status.textContent = found.length === 0 ? words.none_in_texts : count(words, found.length);
  }

  /** The same in another language. */
  function keepQuery() {
    for (const link of document.querySelectorAll('.languages a'))
      link.search = new URLSearchParams({ q: text });
  }

  const box = await dielineSearch.box;
  if (box) box.input.value = text;
  if (queries.length === 0) {
    box?.input.focus();
    return;
  }
  document.title = `${text} – ${document.title}`;
  keepQuery();
  try {
    await showNames();
    await showTexts();
  } catch {
    place.append(element('p', { role: 'alert' }, words.failed));
  }
})();
