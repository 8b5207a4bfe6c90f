import { durationMilliseconds } from "../duration";
import type { Finding } from "../finding";
import { operandsOf, type Duration, type Expression, type Modified } from "./expression";

/** What Prometheus can reckon with: nanoseconds in 64 bits. */
const LONGEST = 2 ** 63 / 1_000_000;

/**
 * The milliseconds of a window, an offset, a step or a time as it is written, `5m`, `300` (seconds) or `-5m`; undefined
 * where it is reckoned, as in `5m * 2`.
 */
export function readDuration(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const amount = text.replace(/^[-+]\s*/, "");
  if (/^nan$/i.test(amount)) return NaN;
  if (/^inf$/i.test(amount)) return sign * Infinity;
  const milliseconds = durationMilliseconds(amount);
  if (milliseconds !== undefined) return sign * milliseconds;
  const seconds = Number(amount.replaceAll("_", ""));
  return Number.isNaN(seconds) ? undefined : sign * seconds * 1_000;
}

/** Windows, steps, offsets and times that Prometheus refuses. */
export function durationFindings(expression: Expression): Finding[] {
  return [...ownFindings(expression), ...operandsOf(expression).flatMap(durationFindings)];
}

function ownFindings(expression: Expression): Finding[] {
  if (expression.kind === "modified") {
    return [...repeated(expression), ...(expression.value === undefined ? [] : outOfRange(expression.value))];
  }
  if (expression.kind !== "range" && expression.kind !== "subquery") return [];
  const { window } = expression;
  const step = expression.kind === "subquery" ? expression.step : undefined;
  const ofStep = step === undefined ? [] : [...outOfRange(step), ...notPositive("step", step)];
  return [...outOfRange(window), ...notPositive("window", window), ...ofStep];
}

function outOfRange({ from, to, text, milliseconds = 0 }: Duration): Finding[] {
  if (Math.abs(milliseconds) <= LONGEST) return [];
  const what = Number.isFinite(milliseconds)
    ? "is further than Prometheus reckons, 292 years"
    : "is no duration and no time";
  return [{ from, to, message: `"${text}" ${what}` }];
}

function notPositive(what: string, { from, to, milliseconds = 1 }: Duration): Finding[] {
  return milliseconds <= 0 ? [{ from, to, message: `a ${what} has to be longer than 0` }] : [];
}

function repeated({ from, to, of, modifier }: Modified): Finding[] {
  for (let inner = of; inner.kind === "modified"; inner = inner.of) {
    if (inner.modifier === modifier) return [{ from, to, message: `${modifier} is given twice: leave one out` }];
  }
  return [];
}
