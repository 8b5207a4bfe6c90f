import type { PatternProblem, PatternText } from "./re2-text";

const CLASS_NAMES: ReadonlySet<string> = new Set(
  "alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit".split(" "),
);

/** Reads a class of characters, `[a-z]`, and says what RE2 refuses in it. */
export function readClass(text: PatternText): PatternProblem | undefined {
  const from = text.at;
  text.at += text.rest.startsWith("[^") ? 2 : 1;
  // A bracket that comes first is one of the characters.
  for (let first = true; first || text.next !== "]"; first = false) {
    if (text.atEnd) return unclosed(from);
    const start = text.at;
    const low = readNamedClass(text) ?? text.classEscape() ?? readCharacter(text);
    if (typeof low === "object") return low;
    if (low === "class" || !/^-[^\]]/s.test(text.rest)) continue;
    text.at += 1;
    const high = readCharacter(text);
    if (typeof high === "object") return high;
    if (low > high) return text.problem("pattern-range", start, `range "${text.since(start)}" runs downwards`);
  }
  text.at += 1;
  return undefined;
}

const unclosed = (from: number): PatternProblem => ({
  kind: "pattern-unclosed",
  from,
  to: from + 1,
  message: `"[" is not closed`,
});

/** `[:alpha:]`; without its end it is a bracket like any other character. */
function readNamedClass(text: PatternText): "class" | PatternProblem | undefined {
  const from = text.at;
  const named = /^\[:(\^?)([^]*?):\]/.exec(text.rest);
  if (named === null) return undefined;
  text.at += named[0].length;
  if (CLASS_NAMES.has(named[2] ?? "")) return "class";
  return text.problem("pattern-character", from, `RE2 has no class "${named[0]}"`);
}

function readCharacter(text: PatternText): number | PatternProblem {
  const from = text.at;
  const place = /^\\[AbBQz]/.exec(text.rest)?.[0];
  if (place !== undefined) {
    // Outside a class these stand for a place, not for a character.
    text.at += place.length;
    return text.problem("pattern-character", from, `a class has no "${place}"`);
  }
  if (text.next === "\\") return text.characterEscape();
  const character = text.nextCharacter;
  text.at += character.length;
  return character.codePointAt(0) ?? 0;
}
