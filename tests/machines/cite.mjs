// Reads how to cite each page of a site, as BibTeX and as CSL-JSON, by citation-js, and has both set by
// a citation style: they say the same, and what the page says. At least `least` pages say it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";

const [site, base, least] = process.argv.slice(2);
const marks = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
const text = (html) => html.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|#39|amp);/g, (m) => marks[m]);

function part(page, name) {
  const found = page.match(new RegExp(`<pre class="${name}"[^>]*>([^]*?)</pre>`));
  return found && text(found[1]);
}

/** BibTeX counts every brace, also one behind a backslash, before TeX reads any. */
function bracesAreBalanced(bibtex) {
  let depth = 0;
  for (const sign of bibtex.replace(/[^{}]/g, "")) {
    depth += sign === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function same(what, a, b) {
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}

let count = 0;
for (const path of readdirSync(site, { recursive: true })) {
  if (!path.endsWith(".html")) continue;
  const page = readFileSync(join(site, path), "utf8");
  const bibtex = part(page, "bibtex");
  if (bibtex === null) continue;
  const title = text(page.match(/<h1>([^]*?)<\/h1>/)[1]);
  const [fromBibtex, ...more] = new Cite(bibtex, { forceType: "@bibtex/text" }).data;
  const [fromCsl] = new Cite(JSON.parse(part(page, "csl")), { forceType: "@csl/list+object" }).data;
  same(`${path}: braces are balanced`, bracesAreBalanced(bibtex), true);
  if (more.length > 0) throw new Error(`${path}: more than one entry`);
  same(`${path}: id`, fromBibtex.id, fromCsl.id);
  for (const cited of [fromBibtex, fromCsl]) {
    same(`${path}: title`, cited.title.replace(/<[^>]*>/g, ""), title.replace(/<[^>]*>/g, ""));
    same(`${path}: URL`, cited.URL, base + path);
    same(`${path}: year`, cited.issued["date-parts"][0][0], 2026);
    same(`${path}: month`, cited.issued["date-parts"][0][1], 11);
  }
  if (count % 50 === 0) {
    const set = new Cite(fromCsl).format("bibliography", { format: "text", template: "apa" });
    if (!set.includes("2026") || !set.includes(base + path)) throw new Error(`${path}: ${set}`);
  }
  count++;
}
if (count < least) throw new Error(`only ${count} pages say how to cite them`);
console.log(`${count} pages are cited alike in BibTeX and CSL-JSON`);
