// The table of a class's index: sorts by click and key, filters, shows and hides columns, and keeps
// all of that in the address, so that a link restores it. Cells say where they stand in their
// column's order (data-low, data-high) and what they are among few (data-is); nothing here reads
// numbers or dates out of text. Until a reader wants something, the table stays as the page has it, and
// so it is without this script: the sorted one, page by page.
'use strict';

(() => {
  const table = document.querySelector('table.index');
  if (!table) return;

  const pickedMax = 6; // entries side by side
  const body = table.tBodies[0];
  const { folder } = table.dataset;
  const part = Number(table.dataset.part);
  const parts = Number(table.dataset.parts);
  const shownMax = parts > 1 ? 100 : 200; // rows at once: laying them out is most of what sorting costs
  const reserved = ['sort', 'hide', 'pick'];

  const clone = (id) => document.getElementById(id).content.cloneNode(true);
  const fill = (pattern, ...values) => pattern.replace(/\{(\d?)\}/g, (_, n) => values[(n || 1) - 1]);

  // --- columns and rows ---

  const columns = [...table.tHead.rows[0].cells].map((cell, index) => ({
    cell, index, name: cell.dataset.name, kind: cell.dataset.kind, title: cell.textContent.trim(),
    unit: cell.dataset.unit || '',
  }));
  const columnOf = (name) => columns.find((column) => column.name === name);

  let rows; // { order, element }; of other pages { order, html }, until they are shown
  let isWhole = parts === 1; // all rows are here, not this page's alone
  let isAsMade = true; // the body has these rows, in this order

  /** The rows, in the order of names: this page's, until all were loaded. */
  function allRows() {
    rows ??= [...body.rows].map((element, order) => ({ element, order }));
    return rows;
  }

  function parse(html) {
    const template = document.createElement('template');
    template.innerHTML = html; // what this site's own pages have
    return [...template.content.children];
  }

  /** Makes elements of rows that are texts, of all of them at once. */
  function makeElements(some) {
    const texts = some.filter(({ element }) => !element);
    parse(texts.map(({ html }) => html).join('')).forEach((element, i) => { texts[i].element = element; });
  }

  /** The text of a cell in that of a row: each begins a line, as in class_rows.mustache. */
  function cellText(html, index) {
    let from = html.indexOf('<th');
    for (let i = 0; i < index; i++) from = html.indexOf('\n<td', from) + 1;
    const end = html.indexOf('\n<td', from);
    return html.slice(from, end < 0 ? undefined : end);
  }

  /** A column's cells, by row. Nothing else of rows that are texts is parsed: that is what makes the
   * first sorting of a large table as fast as the next. */
  function findCells({ index }) {
    const isText = ({ html }) => html !== undefined;
    const texts = allRows().filter(isText).map(({ html }) => cellText(html, index));
    const cells = parse(texts.join(''))[Symbol.iterator]();
    return rows.map((row) => (isText(row) ? cells.next().value : row.element.children[index]));
  }

  const cellsOf = (column) => (column.cells ??= findCells(column));

  const idOf = (cell) =>
    /([^/]+)\.html$/.exec(cell.querySelector('a')?.getAttribute('href') ?? '')?.[1] ?? '';

  /** Runs a file of this site; it calls a function of ours. */
  function run(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });
  }

  const htmlOfPart = [];
  window.dielineRows = (number, html) => { htmlOfPart[number] = html; };

  /** Rows as texts, without their end tags, which HTML does not need. */
  const rowsOfPart = (number) => (number === part ? allRows()
    : htmlOfPart[number].split('</tr>\n').filter(Boolean).map((html) => ({ html })));

  async function loadAll() {
    const all = Array.from({ length: parts }, (_, number) => number);
    await Promise.all(all.filter((number) => number !== part)
      .map((number) => run(`../index/${folder}-${number + 1}.js`)));
    rows = all.flatMap(rowsOfPart);
    rows.forEach((row, order) => { row.order = order; });
    htmlOfPart.length = 0;
    for (const column of columns) column.cells = column.keys = column.facets = undefined;
    isWhole = true;
    isAsMade = false;
    document.querySelectorAll('.ranges, .pager, .position').forEach((list) => { list.hidden = true; });
  }

  let loading;
  /** Waits until all rows are here; says so, and why not. */
  async function whole() {
    if (isWhole) return true;
    shown.textContent = shown.dataset.loading;
    loading ??= loadAll();
    try {
      await loading;
      return true;
    } catch {
      loading = undefined;
      shown.textContent = shown.dataset.failed;
      return false;
    }
  }

  // --- what cells are ---

  /** A number, or a day as a number. */
  function toNumber(key) {
    const day = /^Y?(-?\d+)-(\d\d)-(\d\d)$/.exec(key);
    return day ? Number(day[1]) * 372 + Number(day[2]) * 31 + Number(day[3]) : Number(key);
  }

  /** Where a cell stands: a bound stands beside its number, on the side to which it is open. */
  function keyOf({ dataset: { low, high } }) {
    if (low === undefined && high === undefined) return undefined;
    return {
      low: toNumber(low ?? high), high: toNumber(high ?? low),
      side: low === undefined ? -1 : high === undefined ? 1 : 0,
    };
  }

  const textOf = (cell) => cell.textContent.trim();

  /** By what cells say: the same for the same text. */
  function keysByText(cells) {
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const texts = [...new Set(cells.map(textOf))].sort(compare);
    const places = new Map(texts.map((text, place) => [text, { low: place, high: place, side: 0 }]));
    places.set('', undefined);
    return cells.map((cell) => places.get(textOf(cell)));
  }

  function findKeys(column) {
    if (column.kind === 'name') return allRows().map(({ order }) => ({ low: order, high: order, side: 0 }));
    const cells = cellsOf(column);
    const keys = cells.map(keyOf);
    const isOrdered = keys.some((key) => key) || !['text', 'choice'].includes(column.kind);
    return isOrdered ? keys : keysByText(cells);
  }

  const keysOf = (column) => (column.keys ??= findKeys(column));

  const choicesOf = (cell) => [...cell.querySelectorAll('[data-is]')];

  /** By row, what of few its cell says. */
  function facetsOf(column) {
    column.facets ??= cellsOf(column).map((cell) => choicesOf(cell).map((value) => value.dataset.is));
    return column.facets;
  }

  // --- what is wanted ---

  const fresh = () => ({
    sort: '', isDown: false, choices: new Map(), ranges: new Map(), hidden: new Set(),
    limit: shownMax,
  });
  let wanted = fresh();
  let picked = [];

  const keyName = (column) => (reserved.includes(column) ? `.${column}` : column);
  const list = (values) => [...values].map(encodeURIComponent).join(',');

  function toAddress() {
    const pairs = [];
    if (wanted.sort) pairs.push(['sort', (wanted.isDown ? '-' : '') + encodeURIComponent(wanted.sort)]);
    for (const [name, values] of wanted.choices) pairs.push([keyName(name), list(values)]);
    for (const [name, { low, high }] of wanted.ranges) pairs.push([keyName(name), `${low}..${high}`]);
    if (wanted.hidden.size > 0) pairs.push(['hide', list(wanted.hidden)]);
    if (picked.length > 0) pairs.push(['pick', list(picked)]);
    return pairs.map(([key, value]) => `${encodeURIComponent(key)}=${value}`).join('&');
  }

  function readPair(key, text) {
    const values = text.split(',').map(decodeURIComponent).filter(Boolean);
    if (key === 'hide') wanted.hidden = new Set(values.filter((name) => columnOf(name)?.index > 0));
    else if (key === 'pick') picked = values.slice(0, pickedMax);
    else if (key === 'sort') {
      wanted.isDown = text.startsWith('-');
      const name = decodeURIComponent(wanted.isDown ? text.slice(1) : text);
      wanted.sort = columnOf(name) ? name : '';
    } else readFilter(columnOf(key.replace(/^\./, '')), text, values);
  }

  function readFilter(column, text, values) {
    if (!column) return;
    const range = /^(.*?)\.\.(.*)$/.exec(text);
    if (range) wanted.ranges.set(column.name, { low: range[1], high: range[2] });
    else if (values.length > 0) wanted.choices.set(column.name, new Set(values));
  }

  /** What it does not say is not wanted. */
  function fromAddress() {
    wanted = fresh();
    picked = [];
    const text = location.hash.slice(1);
    for (const pair of text.includes('=') ? text.split('&') : []) {
      const at = pair.indexOf('=');
      try {
        readPair(decodeURIComponent(pair.slice(0, at)), pair.slice(at + 1));
      } catch {} // not written by us
    }
  }

  function putAddress() {
    const address = toAddress();
    if (!address && !location.hash.includes('=')) return;
    history.replaceState(null, '', address ? `#${address}` : location.pathname + location.search);
    carryAddress();
  }

  /** The same table in another language shows the same. */
  function carryAddress() {
    for (const link of document.querySelectorAll('.languages a'))
      link.hash = location.hash.includes('=') ? location.hash : '';
  }

  const isFiltered = () => wanted.choices.size + wanted.ranges.size > 0;
  const needsAll = () => wanted.sort !== '' || isFiltered();

  // --- which rows, in which order ---

  function fitsRange({ low, high }, cell) {
    const ends = cell.dataset;
    if (ends.low === undefined && ends.high === undefined) return false;
    return (low === '' || ends.high === undefined || toNumber(ends.high) >= toNumber(low))
      && (high === '' || ends.low === undefined || toNumber(ends.low) <= toNumber(high));
  }

  function fits(row) {
    for (const [name, values] of wanted.choices)
      if (!facetsOf(columnOf(name))[row.order].some((value) => values.has(value))) return false;
    for (const [name, range] of wanted.ranges)
      if (!fitsRange(range, cellsOf(columnOf(name))[row.order])) return false;
    return true;
  }

  /** Intervals by the end that comes first, then by the other one. */
  function compareKeys(a, b, isDown) {
    return isDown ? b.high - a.high || b.low - a.low || b.side - a.side
      : a.low - b.low || a.high - b.high || a.side - b.side;
  }

  /** What is empty stands last in either direction; what is equal stands by name. */
  function sorted(found) {
    const column = columnOf(wanted.sort);
    if (!column) return found;
    const keys = keysOf(column);
    return found.sort((a, b) => {
      const [x, y] = [keys[a.order], keys[b.order]];
      if (!x || !y) return Number(!x) - Number(!y) || a.order - b.order;
      return compareKeys(x, y, wanted.isDown) || a.order - b.order;
    });
  }

  const findRows = () => sorted(allRows().filter(fits));

  // --- showing ---

  const tools = document.querySelector('.table-tools');
  const shown = tools.querySelector('.shown');
  const clear = tools.querySelector('.clear');
  const filters = tools.querySelector('.filters');
  const more = document.querySelector('.more-rows');
  const bar = document.querySelector('.compare-bar');

  function showColumns(some) {
    for (const { cell, name, index } of columns) {
      const hidden = wanted.hidden.has(name);
      if (cell.hidden !== hidden) cell.hidden = hidden;
      for (const { element: { children } } of some)
        if (children[index].hidden !== hidden) children[index].hidden = hidden;
    }
  }

  function showHead() {
    for (const { cell, name } of columns)
      if (name === wanted.sort) cell.ariaSort = wanted.isDown ? 'descending' : 'ascending';
      else cell.removeAttribute('aria-sort');
    table.classList.toggle('reordered', wanted.sort !== '' || isFiltered());
    const count = wanted.choices.size + wanted.ranges.size + wanted.hidden.size;
    tools.querySelector('.active').textContent = count > 0 ? ` (${count})` : '';
    clear.hidden = count === 0 && wanted.sort === '';
  }

  function showCount(first, found) {
    shown.textContent = fill(shown.dataset.shown, first, found);
  }

  function showRows() {
    const found = findRows();
    const first = found.slice(0, wanted.limit);
    makeElements(first);
    showColumns(first);
    body.replaceChildren(...first.map((row) => row.element));
    isAsMade = false;
    showPicked();
    more.hidden = found.length <= wanted.limit;
    showCount(first.length, found.length);
  }

  /** Until rows are wanted, a table stays as its page has it. */
  async function show() {
    showHead();
    if (needsAll() && !await whole()) return;
    if (needsAll() || !isAsMade) showRows();
    else {
      showColumns(allRows());
      showPicked();
    }
    putAddress();
  }

  function change(turn) {
    turn();
    wanted.limit = shownMax;
    return show();
  }

  // --- sorting ---

  /** Numbers and dates begin with the largest and latest; once more turns round; then by name. */
  function turn(column) {
    const first = ['number', 'date'].includes(column.kind);
    const isNew = wanted.sort !== column.name;
    if (isNew) Object.assign(wanted, { sort: column.name, isDown: first });
    else if (wanted.isDown === first) wanted.isDown = !first;
    else Object.assign(wanted, { sort: '', isDown: false });
  }

  function addSort(column) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...column.cell.childNodes);
    button.onclick = () => change(() => turn(column));
    column.cell.append(button);
  }

  // --- filters ---

  function addChoice(place, { value, title, isOn, count }, onChange) {
    const item = document.createElement('li');
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'),
      { type: 'checkbox', value, checked: isOn });
    box.onchange = () => onChange(box.checked);
    label.append(box, ' ', title);
    if (count !== undefined) {
      const number = Object.assign(document.createElement('span'),
        { className: 'count', textContent: count });
      label.append(' ', number);
    }
    item.append(label);
    place.append(item);
  }

  /** What the cells of a column say, each once, with how often; by title. */
  function countChoices(column) {
    const found = new Map();
    for (const cell of cellsOf(column))
      for (const element of choicesOf(cell)) {
        const value = element.dataset.is;
        const choice = found.get(value) ?? { value, title: textOf(element), count: 0 };
        choice.count++;
        found.set(value, choice);
      }
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    return [...found.values()].sort((a, b) => compare(a.title, b.title));
  }

  function setChoice(name, value, isOn) {
    const values = wanted.choices.get(name) ?? new Set();
    if (isOn) values.add(value);
    else values.delete(value);
    if (values.size > 0) wanted.choices.set(name, values);
    else wanted.choices.delete(name);
  }

  function addChoices(place, column) {
    const choices = countChoices(column);
    const on = wanted.choices.get(column.name);
    for (const choice of choices)
      addChoice(place, { ...choice, isOn: Boolean(on?.has(choice.value)) },
        (isOn) => change(() => setChoice(column.name, choice.value, isOn)));
    place.hidden = choices.length === 0;
    return choices.length > 0;
  }

  function setRange(name, low, high) {
    if (low === '' && high === '') wanted.ranges.delete(name);
    else wanted.ranges.set(name, { low, high });
  }

  function addRange(place, column) {
    const [low, high] = place.querySelectorAll('input');
    const range = wanted.ranges.get(column.name) ?? { low: '', high: '' };
    const isWanted = ['number', 'date'].includes(column.kind);
    for (const [input, value] of [[low, range.low], [high, range.high]]) {
      Object.assign(input, { type: column.kind, step: 'any', value });
      input.onchange = () => change(() => setRange(column.name, low.value, high.value));
    }
    place.hidden = !isWanted;
    return isWanted;
  }

  function addFilter(column) {
    const filter = clone('table-filter').firstElementChild;
    filter.querySelector('legend').textContent =
      column.unit ? `${column.title} (${column.unit})` : column.title;
    const hasRange = addRange(filter.querySelector('.range'), column);
    const hasChoices = addChoices(filter.querySelector('.choices'), column);
    if (hasRange || hasChoices) filters.append(filter);
  }

  function addColumnChoices() {
    const place = clone('table-columns').firstElementChild;
    for (const { name, title, index } of columns)
      if (index > 0)
        addChoice(place.querySelector('.choices'),
          { value: name, title, isOn: !wanted.hidden.has(name) },
          (isOn) => change(() => { wanted.hidden[isOn ? 'delete' : 'add'](name); }));
    filters.append(place);
  }

  async function buildFilters() {
    if (!await whole()) return;
    filters.replaceChildren();
    columns.filter(({ index }) => index > 0).forEach(addFilter);
    addColumnChoices();
    showRows();
  }

  // --- taking it away ---

  /** As data/<class>.csv has it, as far as cells tell. */
  function written(cell) {
    const choices = choicesOf(cell).map((value) => value.dataset.is);
    if (choices.length > 0) return choices.join('; ');
    const value = cell.querySelector('data');
    const date = cell.querySelector('time, .date');
    return value ? value.value : date ? date.title : textOf(cell);
  }

  const endNames = { number: ['min', 'max'], date: ['earliest', 'latest'] };

  function fieldsOf(column, cell) {
    if (column.kind === 'name') return [textOf(cell)];
    const ends = endNames[column.kind] ? [cell.dataset.low ?? '', cell.dataset.high ?? ''] : [];
    return [written(cell), ...ends];
  }

  const namesOf = ({ name, kind }) => [name, ...(endNames[kind] ?? []).map((end) => `${name}_${end}`)];
  const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  function toCsv() {
    const wantedColumns = columns.filter(({ name }) => !wanted.hidden.has(name));
    const lines = findRows().map(({ order }) => [idOf(cellsOf(columns[0])[order]),
      ...wantedColumns.flatMap((column) => fieldsOf(column, cellsOf(column)[order]))]);
    return [['id', ...wantedColumns.flatMap(namesOf)], ...lines]
      .map((line) => `${line.map(quote).join(',')}\r\n`).join('');
  }

  async function takeCsv() {
    if (!await whole()) return;
    showRows();
    const href = URL.createObjectURL(new Blob([toCsv()], { type: 'text/csv;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), { href, download: `${folder}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  // --- choosing entries to compare ---

  /** Boxes of rows are there from the beginning. */
  function pick({ target }) {
    if (!target.matches('.pick')) return;
    picked = target.checked ? [...picked, target.value] : picked.filter((id) => id !== target.value);
    showPicked();
    putAddress();
  }

  function showPicked() {
    for (const box of body.getElementsByClassName('pick')) {
      box.checked = picked.includes(box.value);
      box.disabled = !box.checked && picked.length >= pickedMax;
    }
    const isPicked = picked.length > 1;
    bar.querySelector('a').hidden = !isPicked;
    for (const link of document.querySelectorAll('.compare-bar a, a.compare'))
      link.hash = isPicked ? `${folder}/${list(picked)}` : '';
    bar.hidden = picked.length === 0;
    bar.querySelector('p').textContent = fill(bar.dataset.picked, picked.length, pickedMax);
  }

  // --- beginning ---

  function clearAll() {
    wanted = fresh();
    show();
    if (tools.querySelector('details').open) buildFilters();
  }

  function follow() {
    const isAnchor = location.hash.length > 1 && !location.hash.includes('=');
    if (isAnchor) return; // of the page itself, "skip to content"
    fromAddress();
    carryAddress();
    show();
    if (tools.querySelector('details').open) buildFilters();
  }

  // Where style sheets cannot ask for scripts, what needs them is shown now.
  if (!matchMedia('(scripting: enabled)').matches) document.documentElement.classList.add('scripted');
  columns.forEach(addSort);
  body.onchange = pick;
  clear.onclick = clearAll;
  tools.querySelector('.csv').onclick = takeCsv;
  tools.querySelector('details').ontoggle = ({ target }) => { if (target.open) buildFilters(); };
  more.querySelector('button').onclick = () => {
    const before = body.rows.length;
    wanted.limit += shownMax;
    showRows();
    body.rows[before]?.querySelector('a, input')?.focus();
  };
  bar.querySelector('button').onclick = () => {
    picked = [];
    showPicked();
    putAddress();
  };
  if (isWhole) showCount(body.rows.length, body.rows.length);
  addEventListener('hashchange', follow);
  if (location.hash.includes('=')) follow();
})();
