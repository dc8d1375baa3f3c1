/* What pages have when they are served: they load again when the site has changed, where they were,
 * and show what is wrong with the knowledge base over the last site that was right. Beside an editor
 * (which has given them a token) they show what its cursor stands on, and what is clicked there, it
 * opens. */
(() => {
  'use strict';
  const { site: mine, token } = document.currentScript.dataset;
  const place = `dieline.place ${location.pathname}`;
  let source = null;
  let overlay = null;

  const remember = () =>
    sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));

  const goBack = () => {
    const found = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (found !== null) scrollTo(...JSON.parse(found));
  };

  const looks = `
:host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light dark }
section { box-sizing: border-box; max-height: 70vh; display: flex; flex-direction: column;
  font: 14px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff6f5;
  border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px #0006 }
header { display: flex; gap: 1em; align-items: baseline; justify-content: space-between;
  padding: .6em 1em 0 }
h2 { margin: 0; font: inherit; font-weight: 600; color: #8c1d18 }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor;
  border-radius: 4px; padding: .1em .7em; cursor: pointer }
pre { margin: 0; padding: .6em 1em 1em; overflow: auto; white-space: pre-wrap;
  overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace }
:focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px }
@media (prefers-color-scheme: dark) {
  section { color: #ececec; background: #2a1716; border-color: #f2b8b5 }
  h2 { color: #f2b8b5 }
  :focus-visible { outline-color: #a8c7fa }
}
@media print { :host { display: none } }`;

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  const sheetOf = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };

  const hide = () => {
    overlay?.remove();
    overlay = null;
  };

  const show = (problem) => {
    hide();
    overlay = element('dieline-problem');
    overlay.lang = 'en';
    const root = overlay.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(looks)];
    const button = element('button', 'Hide');
    button.addEventListener('click', hide);
    const text = element('pre', problem);
    text.tabIndex = 0;
    const heading = mine === '0' ? 'There is no site yet' : 'Not up to date: the site as it was before this';
    const section = element('section', '', element('header', '', element('h2', heading), button), text);
    section.setAttribute('role', 'alert');
    root.append(section);
    document.documentElement.append(overlay);
  };

  /* --- beside an editor --- */

  const marks = `
.value[data-said], .amount[data-said], .phrases[data-said] { cursor: pointer }
[data-shown] { outline: 2px solid #0b57d0; outline-offset: 3px }
@media (prefers-color-scheme: dark) { [data-shown] { outline-color: #a8c7fa } }
@media print { [data-shown] { outline: none } }`;

  const panelLooks = `
:host { all: initial; position: fixed; inset: auto 1em 1em auto; z-index: 2147483646;
  max-width: calc(100vw - 2em); color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
section { display: flex; flex-wrap: wrap; gap: .2em .8em; align-items: center; padding: .3em .7em; color: #1b1b1b; background: #fff;
  border: 1px solid #767676; border-radius: 6px; box-shadow: 0 1px 8px #0003 }
label { display: flex; gap: .4em; align-items: center }
p { margin: 0; overflow-wrap: anywhere }
p:empty { display: none }
:focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px }
@media (prefers-color-scheme: dark) {
  section { color: #ececec; background: #222 }
  :focus-visible { outline-color: #a8c7fa }
}
@media print { :host { display: none } }`;

  const follows = () => localStorage.getItem('dieline.follow') !== 'no';
  const state = element('p');
  const message = element('p');

  const makePanel = () => {
    const panel = element('dieline-editor');
    panel.lang = 'en';
    const root = panel.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(panelLooks)];
    const box = element('input');
    box.type = 'checkbox';
    box.checked = follows();
    box.addEventListener('change', () =>
      localStorage.setItem('dieline.follow', box.checked ? 'yes' : 'no'));
    message.setAttribute('role', 'status');
    const section = element('section', '', element('label', '', box, 'Follow the editor'), state, message);
    section.setAttribute('aria-label', 'Editor');
    root.append(section);
    document.documentElement.append(panel);
    document.adoptedStyleSheets.push(sheetOf(marks));
  };

  /* The value that was said last before a line of a file, or on it. */
  const findSaid = ({ file, line }) => {
    let found = null;
    let nearest = 0;
    for (const said of document.querySelectorAll('[data-said]')) {
      const [, name, number] = /^(.*):(\d+)$/.exec(said.dataset.said);
      if (name === file && Number(number) <= line && Number(number) > nearest) {
        found = said;
        nearest = Number(number);
      }
    }
    return found;
  };

  const showSaid = (spot, scrolls) => {
    for (const before of document.querySelectorAll('[data-shown]'))
      before.removeAttribute('data-shown');
    const found = findSaid(spot);
    if (!found) return;
    found.dataset.shown = '';
    for (let around = found.closest('details'); around; around = around.parentElement.closest('details'))
      around.open = true;
    const { top, bottom } = found.getBoundingClientRect();
    if (scrolls && (top < innerHeight / 8 || bottom > innerHeight * 7 / 8))
      found.scrollIntoView({ block: 'center' });
  };

  const language = () => /^\/site\/([^/]+)\//.exec(location.pathname)?.[1] ?? document.documentElement.lang;

  const follow = ({ data }) => {
    if (!token || !follows()) return;
    const spot = JSON.parse(data);
    const page = spot.page.split('/').map(encodeURIComponent).join('/');
    const path = `/site/${language()}/${page}.html`;
    const isHere = location.pathname === path;
    sessionStorage.setItem('dieline.spot', JSON.stringify({ ...spot, path, isNew: !isHere }));
    if (isHere) showSaid(spot, true);
    else location.assign(path);
  };

  /* A page that has loaded shows what it was loaded for, and what it had shown before. */
  const showAgain = () => {
    const spot = JSON.parse(sessionStorage.getItem('dieline.spot') ?? 'null');
    if (!follows() || spot?.path !== location.pathname) return;
    showSaid(spot, spot.isNew);
    sessionStorage.setItem('dieline.spot', JSON.stringify({ ...spot, isNew: false }));
  };

  const open = async (said) => {
    const address = `/_dieline/open?said=${encodeURIComponent(said)}`;
    try {
      const answer = await fetch(address, { method: 'POST', headers: { 'X-Dieline-Token': token } });
      message.textContent = answer.ok ? '' : `${said}: ${await answer.text()}`;
    } catch {
      message.textContent = `${said}: the editor is not there any more`;
    }
  };

  /* Links are links, unless Alt says otherwise; text can be selected. */
  const click = (event) => {
    const said = event.target.closest('[data-said]') ??
      event.target.closest('td, li')?.querySelector('[data-said]');
    const isOther = event.target.closest('a, button, input, select, textarea, summary, label');
    if (!said || event.defaultPrevented || (isOther && !event.altKey) || !getSelection().isCollapsed) return;
    event.preventDefault();
    open(said.dataset.said);
  };

  if (token) {
    addEventListener('DOMContentLoaded', makePanel);
    addEventListener('load', showAgain);
    document.addEventListener('click', click);
  }

  /* --- how things stand --- */

  /* Whoever has an editor sees there what is wrong. */
  const tell = (problem) => {
    if (problem && (!token || mine === '0')) show(problem);
    else hide();
    state.textContent = problem && token ? 'Not up to date: there are mistakes' : '';
  };

  const hear = ({ data }) => {
    const { site, problem } = JSON.parse(data);
    if (site === mine) {
      tell(problem);
      return;
    }
    remember();
    location.reload();
  };

  /* Browsers have few connections to one server: a page that nobody sees does without. */
  const listen = () => {
    source?.close();
    source = null;
    if (document.visibilityState === 'hidden') return;
    source = new EventSource('/_dieline/events');
    source.addEventListener('state', hear);
    source.addEventListener('show', follow);
  };

  addEventListener('DOMContentLoaded', goBack);
  addEventListener('load', goBack);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', ({ persisted }) => { if (persisted) listen(); });
  document.addEventListener('visibilitychange', listen);
  listen();
})();
