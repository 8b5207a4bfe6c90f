/** Where a text stops being JSON, counted from 1, and why. */
export interface JsonSyntaxError {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
}

type Expected = "a value" | 'a value or "]"' | "a name in quotes" | 'a name in quotes or "}"' | '":"' | "what follows";

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The end of what the pattern matches at the index, or undefined where it does not. */
function matchEnd(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function errorAt(text: string, index: number, expected: string): JsonSyntaxError {
  const before = text.slice(0, index).split("\n");
  const found = /^[\w.+-]{1,20}|^[\s\S]/u.exec(text.slice(index, index + 20))?.[0];
  return {
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
    expected,
    found: found === undefined ? "the end of the file" : JSON.stringify(found),
  };
}

/**
 * The first place at which a text is not JSON; undefined where it is. `JSON.parse` finds the same, but whether it says
 * where depends on the engine's version and on the mistake.
 */
export function jsonSyntaxError(text: string): JsonSyntaxError | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "a value";
  let index = 0;
  for (;;) {
    index = matchEnd(SPACE, text, index) ?? index;
    const container = open.at(-1);
    const character = text[index];
    if (expected === "what follows") {
      if (container === undefined) return index === text.length ? undefined : errorAt(text, index, "the end");
      const close = container === "{" ? "}" : "]";
      if (character === close) open.pop();
      else if (character === ",") expected = container === "{" ? "a name in quotes" : "a value";
      else return errorAt(text, index, `"," or "${close}"`);
      index += 1;
      continue;
    }
    if (expected === '":"') {
      if (character !== ":") return errorAt(text, index, expected);
      expected = "a value";
      index += 1;
      continue;
    }
    if ((character === "}" && expected.endsWith('"}"')) || (character === "]" && expected.endsWith('"]"'))) {
      open.pop();
      expected = "what follows";
      index += 1;
      continue;
    }
    const isName = expected.startsWith("a name");
    if (!isName && (character === "{" || character === "[")) {
      open.push(character);
      expected = character === "{" ? 'a name in quotes or "}"' : 'a value or "]"';
      index += 1;
      continue;
    }
    const end = matchEnd(STRING, text, index) ?? (isName ? undefined : matchEnd(SCALAR, text, index));
    if (end === undefined) return errorAt(text, index, expected);
    expected = isName ? '":"' : "what follows";
    index = end;
  }
}
