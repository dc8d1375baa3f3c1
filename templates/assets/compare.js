// Entries side by side, as the address names them: compare.html#chips/br106,br166. Each comes from
// a file beside its page, with what that page says; what is known beforehand has pages of its own.
'use strict';

(() => {
  const chosen = document.getElementById('chosen');
  if (!chosen) return;

  const pickedMax = 6;
  const table = chosen.querySelector('table');
  const [absent, differs, leave] = document.getElementById('compare-words').content.children;
  const told = chosen.querySelector('[role=status]');
  const onlyDifferent = chosen.querySelector('input');
  const sources = chosen.querySelector('.sources');
  const fill = (pattern, value) => pattern.replace('{}', value);

  const make = (name, ...inside) => {
    const element = document.createElement(name);
    element.append(...inside);
    return element;
  };

  // --- the address ---

  /** The folder and ids that it names: nothing but what entries can be called. */
  function readAddress() {
    const [folder, ids = ''] = location.hash.slice(1).split('/');
    const isId = (id) => /^[a-z0-9][a-z0-9._-]*$/.test(id);
    if (!/^[a-z0-9_-]+$/.test(folder)) return { folder: '', ids: [] };
    return { folder, ids: [...new Set(ids.replaceAll('%2C', ',').split(',').filter(isId))].slice(0, pickedMax) };
  }

  // --- entries ---

  const entries = new Map(); // by path without ".html"
  window.dielineEntry = (entry) => { entries.set(entry.path, entry); };

  function load(path) {
    if (entries.has(path)) return Promise.resolve();
    return new Promise((resolve) => {
      const script = make('script');
      script.src = `${path}.js`;
      script.onload = script.onerror = resolve;
      document.head.append(script);
    });
  }

  // --- rows ---

  /** Rows of all entries, each once, in the order in which pages have them. */
  function mergeRows(columns) {
    const rows = new Map();
    columns.forEach((entry, at) => {
      for (const [order, name, title, group, html, key, isInherited] of entry.rows) {
        const row = rows.get(name) ?? { order, name, title, group, cells: [] };
        row.cells[at] = { html, key, isInherited };
        rows.set(name, row);
      }
    });
    return [...rows.values()]
      .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  }

  /** Do two cells that say something say different things? */
  const isDifferent = ({ cells }) =>
    new Set(cells.map((cell) => cell?.key).filter(Boolean)).size > 1;

  // --- sources: numbered as they are cited, over all entries ---

  let numbers;

  function numberOf([id, html]) {
    if (!numbers.has(id)) {
      numbers.set(id, numbers.size + 1);
      const item = make('li');
      item.id = `source-${numbers.size}`;
      item.innerHTML = html; // what this site's own pages have
      sources.append(item);
    }
    return numbers.get(id);
  }

  function renumber(cell, entry) {
    for (const link of cell.querySelectorAll('.cite a')) {
      const old = Number(link.hash.slice('#source-'.length));
      const number = numberOf(entry.sources[old - 1]);
      link.hash = `source-${number}`;
      link.textContent = `[${number}]`;
      link.ariaLabel = link.ariaLabel.replace(old, number);
    }
  }

  // --- the table ---

  function makeCell(entry, said) {
    const cell = make('td');
    if (said) cell.innerHTML = said.html; // what this site's own pages have
    else cell.append(absent.cloneNode(true));
    if (said?.isInherited) cell.className = 'inherited';
    renumber(cell, entry);
    return cell;
  }

  function makeRow(row, columns) {
    const head = make('th', row.title);
    const line = make('tr', head, ...columns.map((entry, at) => makeCell(entry, row.cells[at])));
    head.scope = 'row';
    if (isDifferent(row)) {
      line.className = 'differs';
      head.append(differs.cloneNode(true));
    }
    return line;
  }

  function makeGroup(title, columns) {
    const head = make('th', title);
    Object.assign(head, { scope: 'rowgroup', colSpan: columns.length + 1 });
    const line = make('tr', head);
    line.className = 'group';
    return make('tbody', line);
  }

  function makeHead(entry, { folder, ids }) {
    const link = make('a', entry.title);
    link.href = `${entry.path}.html`;
    const button = leave.cloneNode(true);
    button.ariaLabel = fill(leave.ariaLabel, entry.title);
    button.onclick = () => {
      location.hash = `${folder}/${ids.filter((id) => `${folder}/${id}` !== entry.path).join(',')}`;
    };
    const head = make('th', link, ' ', button);
    head.scope = 'col';
    return head;
  }

  function showRows(columns) {
    for (const body of [...table.tBodies]) body.remove();
    sources.replaceChildren();
    numbers = new Map();
    const groups = new Map(); // title -> its body; a schema may add a slot to any of them
    for (const row of mergeRows(columns)) {
      if (onlyDifferent.checked && !isDifferent(row)) continue;
      if (!groups.has(row.group)) groups.set(row.group, makeGroup(row.group, columns));
      groups.get(row.group).append(makeRow(row, columns));
    }
    table.append(...groups.values());
    sources.parentElement.hidden = numbers.size === 0;
  }

  /** The same in other languages, and where to choose others. */
  function carryAddress({ folder, ids }) {
    for (const link of document.querySelectorAll('.languages a')) link.hash = location.hash;
    const choose = chosen.querySelector('.choose');
    choose.href = `${folder}/index.html#pick=${ids.join(',')}`;
  }

  async function show() {
    const address = readAddress();
    const paths = address.ids.map((id) => `${address.folder}/${id}`);
    chosen.hidden = paths.length === 0;
    for (const way of document.querySelectorAll('main > .lead, main > .titles'))
      way.hidden = !chosen.hidden;
    if (chosen.hidden) return;
    carryAddress(address);
    told.textContent = '';
    await Promise.all(paths.map(load));
    const missing = paths.filter((path) => !entries.has(path));
    const columns = paths.map((path) => entries.get(path)).filter(Boolean);
    if (missing.length > 0) told.textContent = fill(told.dataset.missing, missing.join(', '));
    const [head] = table.tHead.rows;
    head.replaceChildren(head.cells[0], ...columns.map((entry) => makeHead(entry, address)));
    showRows(columns);
    onlyDifferent.onchange = () => showRows(columns);
  }

  addEventListener('hashchange', () => { // not a source's, nor that of "skip to content"
    if (location.hash.includes('/') || location.hash === '') show();
  });
  show();
})();
