import { AGGREGATIONS } from "./functions";
import type { Token } from "./scan";

/** Words that labels in parentheses follow. */
export const GROUPING_WORDS: ReadonlySet<string> = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
]);

/** Functions that may stand for a window, a step or an offset. */
export const DURATION_FUNCTIONS: ReadonlySet<string> = new Set(["max_of", "min_of", "range", "step"]);

/** Words that are no names of metrics, unless they are quoted. */
const NEVER_METRICS = new Set(["atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on"]);

/** Words that are no names of labels in parentheses, unless they are quoted. */
export const NEVER_LABELS: ReadonlySet<string> = new Set(["inf", "nan", "without"]);

const FILLS = new Set(["fill", "fill_left", "fill_right"]);
const WORD_OPERATORS = new Set(["and", "atan2", "or", "unless"]);
const OPERATOR = /^(?:[-+*/%^,]|[=!]=|<=?|>=?|<\/|>\/)$/;

/** What is between a pair of brackets. */
export type Place = "labels" | "window" | "offset" | "matchers" | "arguments";

const DURATION_PLACES: ReadonlySet<Place | undefined> = new Set<Place>(["window", "offset"]);

/** Something of the text that the grammar is given, of the same length. */
export interface StandIn {
  readonly text: string;
  /** Whether it is a variable that may stand for any expression. */
  readonly opaque: boolean;
}

const plain = (text: string): StandIn => ({ text, opaque: false });

const asName = ({ length }: string): StandIn => plain("x".repeat(length));

const asNumber = (text: string): StandIn => plain(`${text.startsWith(".") ? "." : "1"}${"1".repeat(text.length - 1)}`);

/**
 * Follows the pieces of an expression, and gives for each what the grammar is to read in its place: the grammar of
 * Prometheus' web page takes fewer names and numbers than Prometheus does, and no variables.
 */
export class StandIns {
  private readonly open: { readonly place: Place; readonly thenOperand: boolean }[] = [];
  private operand = true;
  // Whether an offset comes next.
  private offset = false;
  private before: Token | undefined;

  /** What is between the brackets that are open; undefined outside of all. */
  get place(): Place | undefined {
    return this.open.at(-1)?.place;
  }

  /** Whether an operand comes next, rather than an operator. */
  get startsOperand(): boolean {
    return this.operand && (this.place === undefined || this.place === "arguments");
  }

  /** The stand-in of the next piece, where `after` follows it. */
  next(token: Token, after: Token | undefined): StandIn {
    if (token.kind === "comment") return plain(" ".repeat(token.text.length));
    const standIn = this.standIn(token, after);
    this.follow(token, after);
    this.before = token;
    return standIn;
  }

  private standIn({ kind, text }: Token, after: Token | undefined): StandIn {
    switch (kind) {
      case "variable":
        return this.ofVariable(text, after);
      case "number":
        return asNumber(text);
      case "string":
        return plain(text.length < 2 ? text : `${text.charAt(0)}${"x".repeat(text.length - 2)}${text.slice(-1)}`);
      case "word":
        return this.ofWord(text, after);
      case "comment":
      case "symbol":
        return plain(text);
    }
  }

  private ofWord(text: string, after: Token | undefined): StandIn {
    const lower = text.toLowerCase();
    if (!/^[A-Za-z_:][\w:]*$/.test(text)) return plain(text);
    if (this.place === "labels") return NEVER_LABELS.has(lower) ? plain(text) : asName(text);
    if (this.place === "matchers") return plain(text);
    if (DURATION_PLACES.has(this.place) || this.offset) return plain(DURATION_FUNCTIONS.has(lower) ? lower : text);
    if (!this.operand || NEVER_METRICS.has(lower) || this.isCalled(lower, after)) return plain(text);
    return asName(text);
  }

  private ofVariable(text: string, after: Token | undefined): StandIn {
    const name = plain(text.replace(/\W/g, "_").replace(/^\d/, "_"));
    if (this.place === "labels" || this.place === "matchers") return name;
    const unit = /(?:ms|[smhdwy])$/.exec(text.replace(/\$\{[^}]*\}|\$\w+/g, ""))?.[0] ?? "s";
    if (DURATION_PLACES.has(this.place) || this.offset) return plain(unit.padStart(text.length, "1"));
    if (this.before?.text === "@") return asNumber(text);
    // `job:$metric:rate5m`, `$metric{…}` and `node_${device}_total` are names; `$metric` alone may be anything.
    if (/^[[{(]$/.test(after?.text ?? "")) return name;
    if (/^\w*[A-Za-z_]|\}\w*[A-Za-z_]|\w:|:\$/.test(text.replace(/\{[^}]*\}/g, "{}"))) return name;
    return { text: "1".repeat(text.length), opaque: true };
  }

  private isCalled(lower: string, after: Token | undefined): boolean {
    if (after?.text === "(") return true;
    return AGGREGATIONS.includes(lower) && /^(?:by|without)$/i.test(after?.text ?? "");
  }

  private follow({ kind, text }: Token, after: Token | undefined): void {
    if (kind === "symbol") this.followSymbol(text);
    else if (this.place === undefined || this.place === "arguments") {
      if (kind === "word") this.followWord(text.toLowerCase(), after);
      else [this.operand, this.offset] = [false, false];
    }
  }

  private followSymbol(text: string): void {
    if (text === "[") this.enter("window", false);
    else if (text === "{") this.enter("matchers", false);
    else if (text === "(") this.enterParentheses();
    else if (/^[\])}]$/.test(text)) this.operand = this.open.pop()?.thenOperand ?? false;
    else if (this.place !== undefined && this.place !== "arguments") return;
    else if (this.offset && (text === "-" || text === "+")) return;
    else [this.operand, this.offset] = [OPERATOR.test(text) || text === "@", false];
  }

  private enterParentheses(): void {
    const word = this.before?.kind === "word" ? this.before.text.toLowerCase() : "";
    if (this.place === "window") return this.enter("window", false);
    if (this.offset || this.place === "offset") return this.enter("offset", false);
    if (GROUPING_WORDS.has(word)) return this.enter("labels", word !== "by" && word !== "without");
    this.enter("arguments", FILLS.has(word));
  }

  private enter(place: Place, thenOperand: boolean): void {
    this.open.push({ place, thenOperand });
    [this.operand, this.offset] = [true, false];
  }

  private followWord(lower: string, after: Token | undefined): void {
    // `offset step()` and its like go on.
    if (this.offset && DURATION_FUNCTIONS.has(lower)) return;
    const wasOperand = this.operand;
    const isModifier = GROUPING_WORDS.has(lower) && NEVER_METRICS.has(lower);
    const isFill = FILLS.has(lower) && after?.text === "(";
    this.offset = !wasOperand && lower === "offset";
    this.operand = this.offset || (wasOperand ? lower === "bool" || isModifier || isFill : WORD_OPERATORS.has(lower));
  }
}
