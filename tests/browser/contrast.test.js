// Diagrams are legible in light and in dark: text has 4.5:1 against what is painted behind it, lines
// and marks that say something have 3:1 (WCAG 2.1 AA), and no text is small. axe-core does not look
// into SVG.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildKb, drawKb, files, findFaults, languages, samples, themes,
} from './site.js';

/** What is hard to see in the diagrams of the document. Runs in the browser. */
function faults() {
  const found = new Set();

  function channels(colour) {
    const numbers = colour.match(/[\d.]+/g)?.map(Number);
    if (!colour.startsWith('rgb') || numbers.length < 3) throw new Error(`colour ${colour}`);
    return numbers;
  }

  /** WCAG's relative luminance. */
  function luminance(colour) {
    const [red, green, blue] = channels(colour).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Gradients and textures lie over what they veil. */
  const isOpaque = (colour) => colour !== 'none' && !colour.startsWith('url(') &&
    (channels(colour)[3] ?? 1) === 1;

  /** The colour under `element` at a point of the window, but for lines that cross there. */
  function behind(element, x, y) {
    const stack = document.elementsFromPoint(x, y);
    for (const below of stack.slice(stack.indexOf(element) + 1)) {
      if (below.matches(':is(.dl-connector, .dl-edge, .dl-slip) > *')) continue;
      const style = getComputedStyle(below);
      const colour = below instanceof SVGGeometryElement ? style.fill : style.backgroundColor;
      if (isOpaque(colour)) return colour;
    }
    throw new Error(`nothing behind ${element.outerHTML}`);
  }

  function judge(what, colour, background, least) {
    const ratio = contrast(colour, background);
    if (ratio < least)
      found.add(`${what}: ${colour} on ${background} is only ${ratio.toFixed(2)}:1`);
  }

  function judgeText(text) {
    const { fill, fontSize } = getComputedStyle(text);
    const box = text.getBoundingClientRect();
    const y = box.top + box.height / 2;
    if (parseFloat(fontSize) < 9) found.add(`'${text.textContent}' is only ${fontSize} high`);
    for (const share of [0.1, 0.5, 0.9]) {
      const x = box.left + share * box.width;
      if (document.elementFromPoint(x, y) !== text) found.add(`'${text.textContent}' is covered`);
      judge(`'${text.textContent}'`, fill, behind(text, x, y), 4.5);
    }
  }

  function judgeLine(line) {
    const half = line.matches('.dl-strike') ? 0 : line.getTotalLength() / 2; // strikes stick out
    const { x, y } = line.getPointAtLength(half).matrixTransform(line.getScreenCTM());
    const { class: kind } = line.closest('g').attributes;
    judge(`line of ${kind.value}`, getComputedStyle(line).stroke, behind(line, x, y), 3);
  }

  function judgeFill(shape) {
    const box = shape.getBoundingClientRect();
    const { class: kind } = shape.closest('g').attributes;
    judge(`inside of ${kind.value}`, getComputedStyle(shape).fill,
      behind(shape, box.left + box.width / 2, box.top + box.height / 2), 3);
  }

  for (const svg of document.querySelectorAll('svg.dl-diagram')) {
    svg.querySelectorAll('text').forEach(judgeText);
    svg.querySelectorAll('g:not(.dl-grid, .dl-lane-rule) > :is(.dl-line, .dl-strike)').forEach(judgeLine);
    svg.querySelectorAll('.dl-fill').forEach(judgeFill);
  }
  return [...found];
}

async function examine(folder, paths, colorScheme) {
  // All of it in the window: the browser is asked what is painted where.
  const options = { viewport: { width: 2000, height: 5000 }, colorScheme };
  assert.deepEqual(await findFaults(folder, paths, options, faults), {});
}

const kb = buildKb();

for (const theme of themes) {
  test(`diagrams in files of their own, ${theme}`, async () => {
    await examine(`${kb}/diagrams`, files(`${kb}/diagrams`, '.en.svg'), theme); // colours have no language
  });

  test(`diagrams for slides, ${theme}`, async () => {
    const folder = drawKb(theme);
    const readers = themes.find((other) => other !== theme); // whose own theme would show
    await examine(folder, files(folder, '.svg'), readers);
  });

  test(`diagrams in pages, ${theme}`, async () => {
    const paths = languages.flatMap((language) => samples.map((path) => `${language}/${path}`));
    await examine(`${kb}/site`, paths, theme);
  });
}
