// Lints texts as if they lay at given paths: [{ path, text }] on the standard input, [[rule, …], …] on the standard
// output. A process of its own, since ESLint imports its configuration in a way that Jest's sandbox refuses.
import { text } from "node:stream/consumers";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const eslint = new ESLint({ overrideConfig: { files: ["**/*.ts"], ...tseslint.configs.disableTypeChecked } });
const results = [];
for (const { path, text: source } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(source, { filePath: path });
  results.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(results));
