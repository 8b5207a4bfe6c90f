/** The first thing in a regular expression that RE2, and so Prometheus, refuses. */
export interface PatternProblem {
  /** Its place in the pattern. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const GROUP_OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/^\(\?[=!]/, "look-ahead"],
  [/^\(\?<[=!]/, "look-behind"],
  [/^\(\?>/, "atomic group"],
  [/^\(\?#/, "comment"],
  [/^\(\?\(/, "condition"],
  [/^\(\?[|&R0-9]/, "group of this kind"],
];

const NAMED_GROUP = /^\(\?P?<\w+>/;
const FLAGS = /^\(\?[imsU]*(?:-[imsU]+)?[:)]/;
const REPETITION = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;
const ESCAPE =
  /^\\(?:[aftnrvdDwWsSbBAz]|[\0-/:-@[-`{-\x7f]|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|[0-7]{2,3}|0|[pP](?:[CLMNPSZ]|\{\^?\w+\}))/;
const CLASS_NAME = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** RE2 repeats nothing more often. */
const MOST_REPETITIONS = 1000;

/** Says what RE2 refuses in a pattern, and undefined where it takes it. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  return new PatternReader(pattern).read();
}

class PatternReader {
  private at = 0;

  constructor(private readonly pattern: string) {}

  read(): PatternProblem | undefined {
    const open: number[] = [];
    // Whether something is there that a repetition can repeat, and whether it is a repetition already.
    let last: "nothing" | "item" | "repetition" = "nothing";
    while (this.at < this.pattern.length) {
      const start = this.at;
      const rest = this.pattern.slice(start);
      const repetition = REPETITION.exec(rest)?.[0];
      if (repetition !== undefined) {
        const problem = this.repetition(repetition, last);
        if (problem !== undefined) return problem;
        last = "repetition";
        continue;
      }
      const before = last;
      last = "item";
      switch (rest.charAt(0)) {
        case "(": {
          const problem = this.groupOpening(rest);
          if (problem !== undefined) return problem;
          // Flags alone are no group: what is repeated behind them is what was there before.
          const isGroup = !FLAGS.test(rest) || this.pattern.charAt(this.at - 1) === ":";
          if (isGroup) open.push(start);
          if (isGroup || before === "nothing") last = "nothing";
          break;
        }
        case ")":
          if (open.pop() === undefined) return this.problem(start, start + 1, `")" closes no group`);
          this.at += 1;
          break;
        case "|":
          this.at += 1;
          last = "nothing";
          break;
        case "[": {
          const problem = this.characterClass();
          if (problem !== undefined) return problem;
          break;
        }
        case "\\": {
          const problem = this.escape(rest);
          if (problem !== undefined) return problem;
          break;
        }
        default:
          this.at += 1;
      }
    }
    const unclosed = open.pop();
    return unclosed === undefined ? undefined : this.problem(unclosed, unclosed + 1, `"(" is not closed`);
  }

  private problem(from: number, to: number, message: string): PatternProblem {
    return { from, to, message };
  }

  private repetition(text: string, last: "nothing" | "item" | "repetition"): PatternProblem | undefined {
    const from = this.at;
    const lazy = this.pattern.charAt(from + text.length) === "?" ? "?" : "";
    this.at = from + text.length + lazy.length;
    if (last === "nothing") return this.problem(from, this.at, `"${text}" repeats nothing`);
    if (last === "repetition") {
      const doubled = this.pattern.slice(from - 1, this.at);
      return this.problem(from - 1, this.at, `RE2 has no possessive or doubled repetition "${doubled}"`);
    }
    const [least = 0, most = least] = Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));
    if (Math.max(least, most) > MOST_REPETITIONS) {
      return this.problem(from, this.at, `RE2 repeats at most ${MOST_REPETITIONS} times, and "${text}" is more`);
    }
    return least > most ? this.problem(from, this.at, `"${text}" counts downwards`) : undefined;
  }

  private groupOpening(rest: string): PatternProblem | undefined {
    const from = this.at;
    if (!rest.startsWith("(?")) {
      this.at += 1;
      return undefined;
    }
    const known = (NAMED_GROUP.exec(rest) ?? FLAGS.exec(rest))?.[0];
    if (known !== undefined) {
      this.at += known.length;
      return undefined;
    }
    const [opening, name] = GROUP_OPENINGS.map(([shape, name]) => [shape.exec(rest)?.[0], name] as const).find(
      ([text]) => text !== undefined,
    ) ?? [rest.slice(0, 3), "group of this kind"];
    const shown = opening ?? rest.slice(0, 3);
    return this.problem(from, from + shown.length, `RE2 has no ${name} "${shown}"`);
  }

  private escape(rest: string): PatternProblem | undefined {
    const from = this.at;
    const quoted = /^\\Q[^]*?(?:\\E|$)/.exec(rest)?.[0];
    const known = quoted ?? ESCAPE.exec(rest)?.[0];
    if (known !== undefined) {
      this.at += known.length;
      return undefined;
    }
    if (rest.length === 1) return this.problem(from, from + 1, `"\\" escapes nothing`);
    const shown = rest.slice(0, 2);
    const name = /^\\[1-9k]/.test(shown) ? "backreference" : "escape";
    return this.problem(from, from + 2, `RE2 has no ${name} "${shown}"`);
  }

  private characterClass(): PatternProblem | undefined {
    const from = this.at;
    this.at += this.pattern.charAt(from + 1) === "^" ? 2 : 1;
    // A bracket that comes first is one of the characters.
    for (let first = true; first || this.pattern.charAt(this.at) !== "]"; first = false) {
      if (this.at >= this.pattern.length) return this.problem(from, from + 1, `"[" is not closed`);
      const start = this.at;
      const low = this.classItem();
      if (typeof low === "object") return low;
      if (this.pattern.charAt(this.at) !== "-" || /^(?:|\])$/.test(this.pattern.charAt(this.at + 1))) continue;
      this.at += 1;
      const high = this.classItem();
      if (typeof high === "object") return high;
      if (low !== undefined && high !== undefined && low > high) {
        return this.problem(start, this.at, `range "${this.pattern.slice(start, this.at)}" runs downwards`);
      }
    }
    this.at += 1;
    return undefined;
  }

  /** The character at hand, or undefined where it is a class of its own. */
  private classItem(): string | undefined | PatternProblem {
    const rest = this.pattern.slice(this.at);
    const name = CLASS_NAME.exec(rest)?.[0];
    if (name !== undefined) {
      this.at += name.length;
      return undefined;
    }
    // Outside a class these stand for a place, not for a character.
    if (/^\\[AbBQz]/.test(rest)) return this.problem(this.at, this.at + 2, `a class has no "${rest.slice(0, 2)}"`);
    if (rest.startsWith("\\")) return this.escape(rest);
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    this.at += character.length;
    return character;
  }
}
