import type { FindingKind } from "../finding";
import { PatternText, type PatternProblem } from "./re2-text";
import { readClass } from "./re2-class";

export type { PatternProblem };

/** Says what RE2 refuses in a pattern, and undefined where it takes it. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  const read = readPattern(pattern);
  return "message" in read ? read : undefined;
}

/** Whether a pattern takes the empty text, as series without a label have it; false where RE2 refuses the pattern. */
export function matchesEmpty(pattern: string): boolean {
  const read = readPattern(pattern);
  return "takesEmpty" in read && read.takesEmpty;
}

/** What RE2's limits are held against. */
interface Part {
  readonly takesEmpty: boolean;
  /** How often the most repeated piece within is repeated. */
  readonly repetitions: number;
  /** Instructions, about. */
  readonly size: number;
  readonly height: number;
}

/** A group that is open, or the whole pattern. */
interface Frame {
  /** Where it begins. */
  readonly from: number;
  readonly captures: boolean;
  readonly alternatives: Part[];
  sequence: Part[];
}

const NAMED_GROUP = /^\(\?P?<\w+>/;
const FLAGS = /^\(\?[imsU]*(?:-[imsU]+)?[:)]/;
const REPETITION = /^(?:[*+?]|\{(?:0|[1-9]\d*)(?:,(?:0|[1-9]\d*)?)?\})/;
const OTHER_GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^\(\?[=!]/, "look-ahead"],
  [/^\(\?<[=!]/, "look-behind"],
  [/^\(\?>/, "atomic group"],
  [/^\(\?#/, "comment"],
  [/^\(\?\(/, "condition"],
];

/** RE2 repeats nothing more often. */
const MOST_REPETITIONS = 1_000;

/** 128 MiB of instructions of 40 bytes. */
const LARGEST_SIZE = 3_355_443;

const GREATEST_HEIGHT = 1_000;

const CHARACTER: Part = { takesEmpty: false, repetitions: 1, size: 1, height: 1 };
const ASSERTION: Part = { ...CHARACTER, takesEmpty: true };

function combine(parts: readonly Part[], takesEmpty: boolean, more: number): Part {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const sum = parts.reduce((total, { size }) => total + size, more);
  return {
    takesEmpty,
    repetitions: Math.max(1, ...parts.map(({ repetitions }) => repetitions)),
    size: Math.max(1, sum),
    height: 1 + Math.max(0, ...parts.map(({ height }) => height)),
  };
}

const inSequence = (parts: readonly Part[]): Part =>
  combine(
    parts,
    parts.every(({ takesEmpty }) => takesEmpty),
    0,
  );

function closed({ alternatives, sequence, captures }: Frame): Part {
  const all = [...alternatives, inSequence(sequence)];
  const inner = combine(
    all,
    all.some(({ takesEmpty }) => takesEmpty),
    all.length - 1,
  );
  return captures ? { ...inner, size: inner.size + 2, height: inner.height + 1 } : inner;
}

/** A piece, repeated at least and at most so often. */
function repeat(part: Part, least: number, most: number): Part {
  const counted = most === Infinity ? least : most;
  const size = most === Infinity ? Math.max(least, 1) * part.size + 2 : most * part.size + most - least;
  return {
    takesEmpty: least === 0 || part.takesEmpty,
    repetitions: most === 0 ? 0 : Math.max(1, counted) * part.repetitions,
    size: Math.max(1, size),
    height: part.height + 1,
  };
}

function readPattern(pattern: string): Part | PatternProblem {
  const text = new PatternText(pattern);
  const open: Frame[] = [{ from: 0, captures: false, alternatives: [], sequence: [] }];
  let afterRepetition = false;
  while (!text.atEnd) {
    const frame = open.at(-1);
    if (frame === undefined) throw new Error("the whole pattern is a group of its own");
    const repetition = REPETITION.exec(text.rest)?.[0];
    if (repetition !== undefined) {
      const problem = readRepetition(text, repetition, frame, afterRepetition);
      if (problem !== undefined) return problem;
      afterRepetition = true;
      continue;
    }
    afterRepetition = false;
    const problem = readPiece(text, frame, open);
    if (problem !== undefined) return problem;
  }
  const last = open.pop();
  if (last === undefined || open.length > 0) {
    const from = last?.from ?? 0;
    return { kind: "pattern-unclosed", from, to: from + 1, message: `"(" is not closed` };
  }
  return withinLimits(closed(last), 0, pattern.length);
}

function withinLimits(part: Part, from: number, to: number): Part | PatternProblem {
  const kind: FindingKind = "pattern-too-large";
  if (part.height > GREATEST_HEIGHT)
    return { kind, from, to, message: "RE2 refuses a pattern that is nested so deeply" };
  if (part.size > LARGEST_SIZE) return { kind, from, to, message: "RE2 refuses a pattern that is so large" };
  return part;
}

function readPiece(text: PatternText, frame: Frame, open: Frame[]): PatternProblem | undefined {
  const from = text.at;
  switch (text.next) {
    case "(":
      return readGroup(text, open);
    case ")": {
      text.at += 1;
      const outer = open.at(-2);
      if (outer === undefined) return text.problem("pattern-unclosed", from, `")" closes no group`);
      open.pop();
      outer.sequence.push(closed(frame));
      return undefined;
    }
    case "|":
      text.at += 1;
      frame.alternatives.push(inSequence(frame.sequence));
      frame.sequence = [];
      return undefined;
    case "[": {
      const problem = readClass(text);
      frame.sequence.push(CHARACTER);
      return problem;
    }
    case "\\":
      return readEscape(text, frame);
    default:
      frame.sequence.push(/^[\^$]$/.test(text.next) ? ASSERTION : CHARACTER);
      text.at += text.nextCharacter.length;
      return undefined;
  }
}

function readRepetition(
  text: PatternText,
  repetition: string,
  { sequence }: Frame,
  afterRepetition: boolean,
): PatternProblem | undefined {
  const from = text.at;
  text.at += repetition.length;
  if (text.next === "?") text.at += 1;
  const kind = "pattern-repetition";
  const part = sequence.pop();
  if (part === undefined) return text.problem(kind, from, `"${repetition}" repeats nothing`);
  if (afterRepetition) {
    const doubled = text.since(from - 1);
    return text.problem(kind, from - 1, `RE2 has no possessive or doubled repetition "${doubled}"`);
  }
  const [least, most] = countsOf(repetition);
  const many = most === Infinity ? least : most;
  if (many > MOST_REPETITIONS) {
    return text.problem(kind, from, `RE2 repeats at most ${MOST_REPETITIONS} times, and "${repetition}" is more`);
  }
  if (least > most) return text.problem(kind, from, `"${repetition}" counts downwards`);
  const repeated = repeat(part, least, most);
  if (repetition.startsWith("{") && repeated.repetitions > MOST_REPETITIONS) {
    const message = `RE2 repeats at most ${MOST_REPETITIONS} times, and "${repetition}" of what is repeated itself is more`;
    return text.problem(kind, from, message);
  }
  sequence.push(repetition.startsWith("{") ? repeated : { ...repeated, repetitions: part.repetitions });
  const limited = withinLimits(repeated, from, text.at);
  return "message" in limited ? limited : undefined;
}

function countsOf(repetition: string): readonly [least: number, most: number] {
  if (repetition === "*") return [0, Infinity];
  if (repetition === "+") return [1, Infinity];
  if (repetition === "?") return [0, 1];
  const [least = 0, most] = Array.from(repetition.matchAll(/\d+/g), ([digits]) => Number(digits));
  return [least, most ?? (repetition.includes(",") ? Infinity : least)];
}

function readGroup(text: PatternText, open: Frame[]): PatternProblem | undefined {
  const from = text.at;
  const flags = FLAGS.exec(text.rest)?.[0];
  const named = NAMED_GROUP.exec(text.rest)?.[0];
  const opening = flags ?? named ?? (text.rest.startsWith("(?") ? undefined : "(");
  if (opening === undefined) {
    const [shown, name] = OTHER_GROUPS.map(([shape, what]) => [shape.exec(text.rest)?.[0], what] as const).find(
      ([found]) => found !== undefined,
    ) ?? [text.rest.slice(0, 3), "group of this kind"];
    text.at += shown?.length ?? 3;
    return text.problem("pattern-group", from, `RE2 has no ${name} "${text.since(from)}"`);
  }
  text.at += opening.length;
  // Flags alone are no group.
  if (opening.endsWith(")")) return undefined;
  open.push({ from, captures: flags === undefined, alternatives: [], sequence: [] });
  return undefined;
}

function readEscape(text: PatternText, { sequence }: Frame): PatternProblem | undefined {
  const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(text.rest);
  if (quoted !== null) {
    const [whole, literal = ""] = quoted;
    sequence.push(...Array.from(literal, () => CHARACTER));
    text.at += whole.length;
    return undefined;
  }
  const assertion = /^\\[AbBz]/.exec(text.rest)?.[0];
  if (assertion !== undefined) {
    // Nothing is no border of a word.
    sequence.push(assertion === "\\b" ? CHARACTER : ASSERTION);
    text.at += 2;
    return undefined;
  }
  const read = text.classEscape() ?? text.characterEscape();
  if (typeof read === "object") return read;
  sequence.push(CHARACTER);
  return undefined;
}
