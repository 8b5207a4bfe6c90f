import { quoted } from "./literals";
import type { Random } from "./random";

const PIECES = [
  ...["a", "b", ".", "0", "-", "_", "/", " ", "é", "^", "$", "\\d", "\\W", "\\s", "\\.", "\\/", "\\pL", "\\p{Greek}"],
  ...["\\P{^Lu}", "[a-z]", "[^a-z]", "[]a]", "[[:alpha:]_]", "[\\w-]", "[\\x41-Z]", "\\x{1F600}", "\\012", "\\Qa(b\\E"],
  ...["(?i)", "\\A", "\\z", "\\b", "\\B", "{", "}", "]", "a{2}", "a{x}", "a{01}", "\\Q\\E", "\\t", "=", "!", ",", "#"],
];

const BAD_PIECES = [
  ...["\\p{Foo}", "\\pX", "\\p{greek}", "\\x{110000}", "\\x{}", "\\x4", "\\Z", "\\y", "\\1", "\\8", "\\k", "\\C", "\\"],
  ...[
    "[",
    "[z-a]",
    "[]",
    "[a-\\d]",
    "[[:foo:]]",
    "[\\b]",
    "[\\y]",
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<!a)",
    "(?>a)",
    "(?#a)",
  ],
  ...[
    "(?x)",
    "(?P<>a)",
    "(?P<a",
    "(?P=a)",
    "(?",
    "(",
    ")",
    "*",
    "a**",
    "a++",
    "a?+",
    "a{3,2}",
    "a{1001}",
    "a{2}{3}",
    "\\é",
  ],
  ...["(a{100}){11}", "((a{10}){10}){11}", "(?-)", "(?i-)", "|*", "(*", "[\\x62-a]", "[[:^alpha:]", "(?<n>a)(?P<n>b)"],
];

/** A regular expression that RE2 takes, but for one in twenty. */
export function pattern(random: Random): string {
  const text = alternatives(random, 3);
  if (!random.chance(0.05)) return quoted(random, text);
  const at = random.below(text.length + 1);
  return quoted(random, `${text.slice(0, at)}${random.pick(BAD_PIECES)}${text.slice(at)}`);
}

const alternatives = (random: Random, depth: number): string =>
  random.list(1, random.chance(0.2) ? 3 : 1, () => sequence(random, depth)).join("|");

const sequence = (random: Random, depth: number): string => random.list(0, 3, () => piece(random, depth)).join("");

function piece(random: Random, depth: number): string {
  const isGroup = depth > 0 && random.chance(0.2);
  const opening = random.pick(["(", "(?:", "(?i:", "(?P<n>", "(?<other>", "(?s-m:"]);
  const text = isGroup ? `${opening}${alternatives(random, depth - 1)})` : random.pick(PIECES);
  // What is no piece of its own is not repeated.
  if (/^(?:\(\?i\)|\\Q\\E)$|\}$/.test(text) || !random.chance(0.3)) return text;
  return `${text}${random.pick(["*", "+", "?", "*?", "+?", "??", "{2}", "{0,3}", "{2,}", "{1,5}?", "{0}"])}`;
}
