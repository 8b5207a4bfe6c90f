import { formatDuration } from "../duration";
import type { Finding } from "../finding";
import { LEAST_SCRAPES } from "../scrape-window";
import { operandsOf, unwrap, type Call, type Expression } from "./expression";
import { WINDOWED_FUNCTIONS } from "./functions";

/** Windows that are too short to hold enough scrapes. */
export function windowFindings(expression: Expression, scrapeInterval: number): Finding[] {
  const own = expression.kind === "call" ? callFindings(expression, scrapeInterval) : [];
  return [...own, ...operandsOf(expression).flatMap((operand) => windowFindings(operand, scrapeInterval))];
}

function callFindings({ name, arguments: given }: Call, scrapeInterval: number): Finding[] {
  const [argument] = given;
  if (argument === undefined || !WINDOWED_FUNCTIONS.has(name.text)) return [];
  let inner = unwrap(argument);
  while (inner.kind === "modified") inner = unwrap(inner.of);
  if (inner.kind !== "range") return [];
  const { from, to, text, milliseconds } = inner.window;
  const least = LEAST_SCRAPES * scrapeInterval;
  const interval = formatDuration(scrapeInterval);
  if (/^\$(?:__interval|\{__interval\})$/.test(text)) {
    const message = `${text} can be as short as one scrape interval: write $__rate_interval`;
    return [{ kind: "window-varies", from, to, message }];
  }
  if (milliseconds === undefined || milliseconds >= least || !(milliseconds > 0)) return [];
  const short = formatDuration(milliseconds);
  const message = `a window of ${short} holds fewer than ${LEAST_SCRAPES} scrapes at an interval of ${interval}: write ${formatDuration(least)} or more`;
  return [{ kind: "window-too-short", from, to, message }];
}
