// Reads a JSON Schema as strictly as ajv can: unknown keywords, keywords that do nothing, and
// required properties that are nowhere described are errors. Types may be several, since a YAML
// parser makes numbers of what is text to us.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const ajv = new Ajv.default({ strict: true, allowUnionTypes: true, formats: { uri: true } });
ajv.addVocabulary(["patternErrorMessage"]); // VS Code's
const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
ajv.compile(schema);

// Wherever an expression is, words say what it asks for; references propose the ids that there are.
const lacking = [];
(function look(value, path) {
  if (typeof value !== "object" || value === null) return;
  if (typeof value.pattern === "string" && !(value.patternErrorMessage ?? "").includes(" ")) {
    lacking.push(path);
  }
  for (const [key, inner] of Object.entries(value)) look(inner, `${path}/${key}`);
})(schema, "#");
if (lacking.length > 0) throw new Error(`patterns without words: ${lacking}`);
