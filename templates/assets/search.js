/* The search box of every page, and how names are found. What is looked up lies in search/, in
 * scripts that call take(): a page that was opened from a folder can load nothing else. They are
 * loaded when the box is first used. */
'use strict';

const dielineSearch = (() => {
  const site = new URL('../', document.currentScript.src);
  const filesMax = 2; // of names, for one query: what begins in more is too much to read anyway
  const shownMax = 12;
  const own = document.documentElement.lang;

  // --- files ---

  const loading = new Map(); // name -> { promise, resolve }

  /** The data of a file of the index; each is loaded once. */
  function load(name, file = name) {
    if (!loading.has(name)) {
      const wait = {};
      wait.promise = new Promise((resolve, reject) => {
        wait.resolve = resolve;
        const script = document.createElement('script');
        script.src = new URL(`search/${file}.js`, site);
        script.addEventListener('error', () => {
          loading.delete(name);
          reject(new Error(`${file} cannot be loaded`));
        });
        document.head.append(script);
      });
      loading.set(name, wait);
    }
    return loading.get(name).promise;
  }

  /** What the files of the index call. */
  function take(name, data) {
    loading.get(name)?.resolve(data);
  }

  const loadWords = () => load('words', `words-${own}`);

  // --- names ---

  const letter = /[\p{L}\p{N}\p{M}]/u;
  const mark = /\p{M}/u;
  const alone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  const lengthMax = 100;

  /** For ASCII, which most text is, the same without asking Unicode for each letter. */
  function normalFormOfAscii(text, max) {
    const starts = [];
    let normal = '';
    for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
      if (normal.length >= max) break;
      starts.push(normal.length);
      normal += word;
    }
    return { text: normal.slice(0, max), starts };
  }

  const letterKinds = new Map();

  /** What a letter is among others, '' if it is none; Unicode is asked once for each. */
  function letterKind(c) {
    let kind = letterKinds.get(c);
    if (kind === undefined) {
      kind = !letter.test(c) ? '' : mark.test(c) ? 'mark' : alone.test(c) ? 'alone' : 'letter';
      letterKinds.set(c, kind);
    }
    return kind;
  }

  /** The normal form of a text, and where in it words begin: normal_form_append() of
   * compiler/search/normal_form.c, which wrote the index. */
  function normalForm(text, max = lengthMax) {
    if (/^[\0-\x7f]*$/.test(text)) return normalFormOfAscii(text, max);
    const starts = [];
    let normal = '';
    let place = 'first';
    let length = 0;
    for (const c of text.normalize('NFKC')) {
      if (length >= max) break;
      const kind = letterKind(c);
      if (kind === '') {
        place = 'first';
        continue;
      }
      const isMark = kind === 'mark';
      const isAlone = kind === 'alone';
      if (!isMark && (isAlone || place !== 'within')) starts.push(normal.length);
      normal += c.toLowerCase();
      if (!isMark) place = isAlone ? 'after' : 'within';
      length++;
    }
    return { text: normal, starts };
  }

  /** A text in the page's language; one that all languages share stands alone. */
  const inOwn = (texts, language) => (texts.length === 1 ? texts[0] : texts[language]);

  /** What a record of a file of names says, with the normal forms of all that it is called. */
  function readItem([path, titles, others, base]) {
    const forms = titles.filter((title) => title !== null).map((text) => ({ kind: 'title', text }));
    for (let i = 0; i < others.length; i += 2)
      forms.push({ kind: ['other', 'alias', 'former'][others[i]], text: others[i + 1] });
    forms.push({ kind: 'id', text: path.slice(path.lastIndexOf('/') + 1) });
    for (const form of forms) form.normal = normalForm(form.text);
    return { path, titles, base, forms };
  }

  const items = new Map(); // file -> its items
  async function loadItems(file) {
    if (!items.has(file)) items.set(file, (await load(file)).map(readItem));
    return items.get(file);
  }

  /** As C compares UTF-8: by code points, so that two units of UTF-16 for one stand behind all others. */
  function isBefore(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const place = (text) => {
      const unit = text.charCodeAt(i);
      return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
    };
    return i < b.length && (i === a.length || place(a) < place(b));
  }

  /** The files, of [where it begins, file, ...], that hold keys that begin with `start`. */
  function filesFor(list, start) {
    const files = [];
    for (let i = 0; i < list.length; i += 2) {
      const endsBefore = i + 2 < list.length && isBefore(list[i + 2], start);
      const beginsBehind = isBefore(start, list[i]) && !list[i].startsWith(start);
      if (!endsBefore && !beginsBehind) files.push(list[i + 1]);
    }
    return files;
  }

  // Ways in which a name answers a query, the best first.
  const exact = 0;
  const beginning = 1;
  const within = 2; // from a word on, or in Chinese, Japanese and Korean from any character on
  const similar = 3;

  function matchForm({ text, starts }, query) {
    if (text === query) return exact;
    if (text.startsWith(query)) return beginning;
    return starts.some((start) => text.startsWith(query, start)) ? within : null;
  }

  /** The best of an item's names for a query: its title in the page's language, if that is as good. */
  function matchItem(item, query, words) {
    const title = inOwn(item.titles, words.language);
    let best = null;
    for (const form of item.forms) {
      const tier = matchForm(form.normal, query);
      if (tier === null) continue;
      const penalty = form.text === title ? 0 : form.kind === 'title' ? 1 : 2;
      if (best === null || tier < best.tier || (tier === best.tier && penalty < best.penalty))
        best = { tier, penalty, form };
    }
    return best && { item, title, tier: best.tier, form: best.form };
  }

  async function findBeginning(query, words) {
    const files = filesFor((await load('index')).names, query);
    const read = files.slice(0, filesMax);
    const lists = await Promise.all(read.map(loadItems));
    const results = lists.flat().map((item) => matchItem(item, query, words)).filter(Boolean);
    return { results, more: files.length > read.length };
  }

  /** Words in any order: those of the longest one that have the others, too. */
  async function findWords(text, words) {
    const parts = text.split(/[\s,;/|·、，]+/u).map((part) => normalForm(part).text).filter(Boolean);
    if (parts.length < 2) return { results: [], more: false };
    parts.sort((a, b) => b.length - a.length);
    const found = await findBeginning(parts[0], words);
    const has = ({ item }, part) => item.forms.some((form) => matchForm(form.normal, part) !== null);
    found.results = found.results.filter((result) => parts.every((part) => has(result, part)));
    for (const result of found.results) result.tier = within;
    return found;
  }

  // --- one typing error ---

  const termMax = 12;

  /** Keys of typo_index.h: the first three letters without one of them, and all digits. */
  function typoKeys(query) {
    const letters = [...query].filter((c) => !/[0-9]/.test(c)).slice(0, 3);
    const digits = query.replace(/[^0-9]/g, '');
    const keys = letters.map((_, i) => letters.filter((_letter, k) => k !== i).join(''));
    if (letters.length < 3) keys.push(letters.join(''));
    return [...new Set(keys)].map((key) => `${key} ${digits}`);
  }

  /** The beginning of `term` that is one error away from `query`; null: there is none. An error is
   * a letter too many, missing, wrong, or swapped with the next. */
  function nearBeginning(query, term) {
    let i = 0;
    while (i < query.length && query[i] === term[i]) i++;
    const rest = query.slice(i);
    if (rest === '') return null;
    const swapped = rest.length > 1 ? rest[1] + rest[0] + rest.slice(2) : null;
    if (swapped && term.startsWith(swapped, i)) return term.slice(0, query.length);
    if (i < term.length && term.startsWith(rest.slice(1), i + 1)) return term.slice(0, query.length);
    if (term.startsWith(rest, i + 1)) return term.slice(0, query.length + 1);
    if (term.startsWith(rest.slice(1), i)) return term.slice(0, query.length - 1);
    return null;
  }

  const digitsOf = (text) => text.replace(/[^0-9]/g, '');

  /** The beginnings of names that may have been meant. */
  async function correct(query) {
    const start = query.slice(0, termMax - 1);
    const index = await load('index');
    const files = typoKeys(start).flatMap((key) => filesFor(index.typos, key).slice(0, filesMax));
    const lists = await Promise.all([...new Set(files)].map((file) => load(file)));
    const near = new Set();
    for (const term of lists.flat()) {
      const found = nearBeginning(start, term);
      if (found !== null && digitsOf(found) === digitsOf(start)) near.add(found);
    }
    return [...near].slice(0, 4).map((found) => found + query.slice(start.length));
  }

  async function findSimilar(query, words) {
    const letters = query.replace(/[0-9]/g, '').length;
    if (query.length < 4 || letters < 2 || alone.test(query)) return { results: [], more: false };
    const found = await Promise.all((await correct(query)).map((near) => findBeginning(near, words)));
    const results = found.flatMap((list) => list.results);
    for (const result of results) result.tier = similar;
    return { results, more: found.some((list) => list.more) };
  }

  // --- what is found ---

  let collator;
  /** To make it takes longer than to find: not while a page loads, nor after a first letter. */
  const collate = () => (collator ??= new Intl.Collator(own, { numeric: true }));

  /** What stands in a folder: its name, and its place among others that answer as well. */
  const kindOf = (words, path) => words.kinds[path.slice(0, path.indexOf('/'))] ?? ['', 0];

  function compareResults(a, b) {
    return a.tier - b.tier || a.place - b.place || a.form.normal.text.length - b.form.normal.text.length
      || collate().compare(a.title, b.title) || (a.item.path < b.item.path ? -1 : 1);
  }

  /** Each item once, by its best name, the best first; without pages of another language. */
  function rank(results, words) {
    const best = new Map();
    for (const result of results) {
      if (typeof result.title !== 'string') continue;
      result.place = kindOf(words, result.item.path)[1];
      const known = best.get(result.item.path);
      if (!known || compareResults(result, known) < 0) best.set(result.item.path, result);
    }
    return [...best.values()].sort(compareResults);
  }

  /** What is called as the text says. */
  async function find(text) {
    const query = normalForm(text).text;
    const words = await loadWords();
    if (query === '') return { results: [], more: false, words };
    let found = await findBeginning(query, words);
    if (found.results.length === 0) found = await findWords(text, words);
    if (found.results.length === 0) found = await findSimilar(query, words);
    return { results: rank(found.results, words), more: found.more, words };
  }

  // --- how it is shown ---

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const fill = (pattern, text) => pattern.replace('{}', () => text);

  const addressOf = (path) => new URL(`${own}/${path}.html`, site).href;

  const searchAddress = (text) => {
    const address = new URL(`${own}/search.html`, site);
    address.searchParams.set('q', text);
    return address.href;
  };

  /** What else there is to say of a result: by what it was found, and what it is a variant of. */
  function aboutResult({ item, title, form, tier }, words) {
    const about = tier === similar ? [words.typo] : [];
    const labels = { alias: words.alias, former: words.former, id: words.id };
    if (form.text !== title) about.push(`${labels[form.kind] ?? words.other}${words.colon}${form.text}`);
    if (item.base) about.push(fill(words.variant, inOwn(item.base, words.language)));
    return about;
  }

  /** A result's lines. */
  function describe(result, words) {
    const lines = [
      element('span', { class: 'search-title' }, result.title),
      ' ',
      element('span', { class: 'kind' }, kindOf(words, result.item.path)[0]),
    ];
    for (const about of aboutResult(result, words))
      lines.push(' ', element('span', { class: 'about' }, about));
    return lines;
  }

  const count = (words, number) =>
    (number === 1 ? words.one : fill(words.several, String(number)));

  // --- the box ---

  /** A combobox with a list of what is called as its text says (ARIA Authoring Practices Guide). */
  function makeBox(words) {
    const input = element('input', {
      type: 'search', id: 'search-input', role: 'combobox', 'aria-expanded': 'false',
      'aria-controls': 'search-list', 'aria-autocomplete': 'list', 'aria-label': words.title,
      placeholder: words.hint, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      enterkeyhint: 'search',
    });
    const list = element('ul', { id: 'search-list', role: 'listbox', 'aria-label': words.title });
    const status = element('p', { class: 'visually-hidden', role: 'status' });
    list.hidden = true;
    const box = element('form', { role: 'search' }, input, list, status);
    return { box, input, list, status, words, active: -1, asked: 0 };
  }

  const optionsOf = ({ list }) => [...list.querySelectorAll('[role=option]')];

  function activate(state, index) {
    const options = optionsOf(state);
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    state.active = index;
    if (index < 0) state.input.removeAttribute('aria-activedescendant');
    else {
      state.input.setAttribute('aria-activedescendant', options[index].id);
      options[index].scrollIntoView({ block: 'nearest' });
    }
  }

  function setOpen(state, isOpen) {
    state.list.hidden = !isOpen;
    state.input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) activate(state, -1);
  }

  function makeOption(number, address, ...content) {
    const option = element('li', { role: 'option', id: `search-option-${number}`, 'aria-selected': 'false' },
      ...content);
    option.dataset.address = address;
    return option;
  }

  function showFound(state, text, { results, more, words }) {
    const options = results.slice(0, shownMax)
      .map((result, i) => makeOption(i, addressOf(result.item.path), ...describe(result, words)));
    options.push(makeOption(options.length, searchAddress(text),
      element('span', { class: 'search-all' }, fill(words.all, text))));
    state.list.replaceChildren(...options);
    const isMore = more || results.length > shownMax;
    state.status.textContent = results.length === 0 ? words.nothing
      : isMore ? words.more : count(words, results.length);
    state.active = -1;
    state.input.removeAttribute('aria-activedescendant');
    setOpen(state, true);
  }

  /** Answers to what was typed before are not shown any more. */
  async function update(state) {
    const asked = ++state.asked;
    const text = state.input.value.trim();
    if (normalForm(text).text === '') {
      setOpen(state, false);
      return;
    }
    try {
      const found = await find(text);
      if (asked === state.asked) showFound(state, text, found);
    } catch {
      state.status.textContent = state.words.failed;
    }
  }

  function step(state, by) {
    if (state.list.hidden) return;
    const places = optionsOf(state).length + 1; // the last one is the input itself
    activate(state, (state.active + 1 + by + places) % places - 1);
  }

  function enter(state) {
    const option = optionsOf(state)[state.active];
    if (option) location.assign(option.dataset.address);
    else if (state.input.value.trim()) location.assign(searchAddress(state.input.value.trim()));
  }

  function escape(state) {
    if (!state.list.hidden) {
      setOpen(state, false);
    } else {
      state.input.value = '';
      state.input.blur();
    }
  }

  function press(state, event) {
    const keys = {
      ArrowDown: () => step(state, 1),
      ArrowUp: () => step(state, -1),
      Enter: () => enter(state),
      Escape: () => escape(state),
    };
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !keys[event.key])
      return; // a Chinese, Japanese or Korean input method has these keys for itself
    event.preventDefault();
    keys[event.key]();
  }

  function choose(event) {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    if (event.ctrlKey || event.metaKey || event.button === 1)
      window.open(option.dataset.address, '_blank', 'noopener');
    else location.assign(option.dataset.address);
  }

  /** What a first letter would have to wait for, before it is typed: the index, the order of titles,
   * and a normal form, for which Unicode's classes become programs. */
  function prepare() {
    load('index').catch(() => {});
    setTimeout(() => {
      collate();
      readItem(['', ['\u4ede 1'], []]);
    });
  }

  function listen(state) {
    const { box, input, list } = state;
    input.addEventListener('focus', prepare, { once: true });
    input.addEventListener('input', () => update(state));
    input.addEventListener('keydown', (event) => press(state, event));
    input.addEventListener('click', () => { if (list.hidden && list.firstChild) update(state); });
    box.addEventListener('submit', (event) => { event.preventDefault(); enter(state); });
    list.addEventListener('mousedown', (event) => event.preventDefault()); // the input keeps the focus
    list.addEventListener('click', choose);
    list.addEventListener('auxclick', choose);
    box.addEventListener('focusout', ({ relatedTarget }) => {
      if (!box.contains(relatedTarget)) setOpen(state, false);
    });
  }

  const isTyping = ({ target }) => target.isContentEditable
    || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);

  function listenForSlash({ input }) {
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  /** Puts the box where without a script a link leads to the lists. */
  async function begin(place) {
    const words = await loadWords();
    const state = makeBox(words);
    place.replaceChildren(state.box);
    listen(state);
    listenForSlash(state);
    return state;
  }

  const place = document.querySelector('.masthead .search');
  const box = place ? begin(place).catch(() => null) : Promise.resolve(null); // the link stays

  return {
    take, load, loadWords, find, filesFor, readItem, box, normalForm, inOwn, kindOf, describe, addressOf, element, fill, count,
    alone,
  };
})();
