/* What pages have when they are served: they load again when the site has changed, where they were,
 * and show what is wrong with the knowledge base over the last site that was right. */
(() => {
  'use strict';
  const mine = document.currentScript.dataset.site;
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

  const hide = () => {
    overlay?.remove();
    overlay = null;
  };

  const show = (problem) => {
    hide();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(looks);
    overlay = element('dieline-problem');
    overlay.lang = 'en';
    const root = overlay.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
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

  const hear = ({ data }) => {
    const { site, problem } = JSON.parse(data);
    if (site !== mine) {
      remember();
      location.reload();
    } else if (problem) show(problem);
    else hide();
  };

  /* Browsers have few connections to one server: a page that nobody sees does without. */
  const listen = () => {
    source?.close();
    source = null;
    if (document.visibilityState === 'hidden') return;
    source = new EventSource('/_dieline/events');
    source.addEventListener('state', hear);
  };

  addEventListener('DOMContentLoaded', goBack);
  addEventListener('load', goBack);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', ({ persisted }) => { if (persisted) listen(); });
  document.addEventListener('visibilitychange', listen);
  listen();
})();
