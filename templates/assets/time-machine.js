// The time machine: a slider below a timeline, or over what moved, which shows what was known at the
// end of an earlier month. Marks, lines and rows say since when they are known (data-known); what came
// later is hidden, and fades in. Where there is no script, all is as of today.
'use strict';

(() => {
  const place = document.querySelector('.time-machine');
  const parts = [...document.querySelectorAll('[data-known]')];
  if (!place || parts.length === 0) return;

  const todays = document.querySelectorAll('.dl-as-of, .dl-as-of-label'); // true today only
  const headings = new Set(parts.map((part) => part.matches('tr') && part.closest('section'))
    .map((section) => section && section.querySelector('h2 .count')).filter(Boolean));
  const { today, label, now } = place.dataset;
  const language = document.documentElement.lang;

  /** Months are counted from the year 0 on. */
  const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7) || 12) - 1;
  const dateOf = (month) => new Date(Date.UTC(Math.floor(month / 12), month % 12 + 1, 0));
  const lastDay = (month) => dateOf(month).toISOString().slice(0, 10);

  let names; // made when first needed: that takes longer than all else here

  function nameOf(month) {
    names ??= new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
    return names.format(dateOf(month));
  }

  const known = parts.map((part) => part.dataset.known).filter((day) => /^\d{4}-/.test(day)).sort();
  const last = monthOf(today);
  const first = Math.min(monthOf(known[0] ?? today), last);
  if (first === last) return;

  const input = document.createElement('input');
  const output = document.createElement('output');
  const text = document.createElement('label');

  /** With the link around it, which nobody may reach while there is nothing in it. */
  const whole = (part) => part.closest('a.dl-link') ?? part;

  function show() {
    const month = Number(input.value);
    const day = month === last ? '~' : lastDay(month); // which is after any day
    const name = month === last ? now : nameOf(month);
    output.textContent = name;
    input.setAttribute('aria-valuetext', name);
    for (const part of parts) whole(part).classList.toggle('not-yet', part.dataset.known > day);
    place.classList.toggle('is-now', month === last);
    for (const line of todays) line.classList.toggle('not-yet', month !== last);
    for (const number of headings) count(number);
  }

  /** A heading's number is that of the rows that are seen; of those on other pages it tells none. */
  function count(number) {
    const rows = [...number.closest('section').querySelectorAll('tbody tr')];
    const seen = rows.filter((row) => !row.classList.contains('not-yet')).length;
    number.dataset.all ??= number.textContent;
    const isWhole = Number(number.dataset.all.replace(/\D/g, '')) === rows.length;
    number.textContent = seen === rows.length ? number.dataset.all : isWhole ? String(seen) : '';
  }

  Object.assign(input, { type: 'range', id: 'time-machine', min: first, max: last, step: 1 });
  input.value = last;
  text.htmlFor = output.htmlFor = input.id;
  text.textContent = label;
  input.addEventListener('input', show);
  place.append(text, input, output);
  show();
})();
