import type { Finding } from "../finding";
import { operandsOf, type Duration, type Expression, type Modified } from "./expression";
import { isNoTime, LONGEST_MILLISECONDS } from "./number-literal";

/** The furthest time that `@` takes: seconds in 64 bits. */
const FURTHEST_TIME = 2 ** 63 * 1_000;

/** Windows, steps, offsets and times that Prometheus refuses. */
export function durationFindings(expression: Expression): Finding[] {
  return [...ownFindings(expression), ...operandsOf(expression).flatMap(durationFindings)];
}

function ownFindings(expression: Expression): Finding[] {
  if (expression.kind === "modified") {
    const { value, modifier } = expression;
    const furthest = modifier === "@" ? FURTHEST_TIME : LONGEST_MILLISECONDS;
    return [...repeated(expression), ...(value === undefined ? [] : wrong(value, furthest))];
  }
  if (expression.kind !== "range" && expression.kind !== "subquery") return [];
  const { window } = expression;
  const step = expression.kind === "subquery" ? expression.step : undefined;
  const ofStep = step === undefined ? [] : [...wrong(step), ...notPositive("step", step)];
  return [...wrong(window), ...notPositive("window", window), ...ofStep];
}

function wrong({ numbers, zeroDivisors }: Duration, furthest: number = LONGEST_MILLISECONDS): Finding[] {
  const divided = zeroDivisors.map(({ from, to }): Finding => ({
    kind: "division-by-zero",
    from,
    to,
    message: "a duration is divided by 0",
  }));
  const far = numbers.flatMap(({ from, to, text, milliseconds = 0 }): Finding[] => {
    if (!Number.isFinite(milliseconds)) {
      return [{ kind: "no-time", from, to, message: `"${text}" is no duration and no time` }];
    }
    if (Math.abs(milliseconds) < furthest) return [];
    const message = `"${text}" is further than Prometheus reckons, ${furthest === FURTHEST_TIME ? "2^63 seconds" : "292 years"}`;
    return [{ kind: "duration-out-of-range", from, to, message }];
  });
  return [...divided, ...far];
}

function notPositive(what: string, { from, to, milliseconds = 1 }: Duration): Finding[] {
  if (milliseconds > 0) return [];
  return [{ kind: "duration-not-positive", from, to, message: `a ${what} has to be longer than 0` }];
}

function repeated({ from, to, of, modifier }: Modified): Finding[] {
  let inner = of;
  while (inner.kind === "modified" || inner.kind === "range") {
    // An offset of 0 is none.
    const isNone = inner.kind === "modified" && modifier === "offset" && isNoTime(inner.value?.milliseconds);
    if (inner.kind === "modified" && inner.modifier === modifier && !isNone) {
      return [{ kind: "modifier-twice", from, to, message: `${modifier} is given twice: leave one out` }];
    }
    inner = inner.of;
  }
  return [];
}
