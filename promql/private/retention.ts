import { formatDuration } from "../duration";
import type { Finding } from "../finding";
import { operandsOf, type Expression, type Span } from "./expression";

/** Windows and offsets that look back to before the oldest sample that is kept. */
export const retentionFindings = (expression: Expression, retention: number): Finding[] =>
  reachesOf(expression)
    .filter(({ milliseconds }) => milliseconds > retention)
    .map(({ place: { from, to }, milliseconds }) => ({
      kind: "beyond-retention",
      from,
      to,
      message:
        `this looks ${formatDuration(milliseconds)} back, and samples are kept for ${formatDuration(retention)}: ` +
        "look back less far, or keep samples longer",
    }));

/** How far back a selector is read. */
interface Reach {
  readonly milliseconds: number;
  /** The widest window or offset on the way to it. */
  readonly place: Span;
}

/** How far back each selector is read, by all the windows and offsets around it. */
function reachesOf(expression: Expression): Reach[] {
  if (expression.kind === "selector") return [{ milliseconds: 0, place: expression }];
  const inner = operandsOf(expression).flatMap(reachesOf);
  if (expression.kind === "range" || expression.kind === "subquery") {
    return inner.map((reach) => further(reach, expression.window, expression));
  }
  if (expression.kind !== "modified") return inner;
  const { modifier, value } = expression;
  // A fixed time is as far back as the time of the query makes it.
  if (modifier === "@") return [];
  return modifier === "offset" && value !== undefined ? inner.map((reach) => further(reach, value, expression)) : inner;
}

function further(
  reach: Reach,
  { milliseconds = 0 }: { readonly milliseconds: number | undefined },
  place: Span,
): Reach {
  const sum = reach.milliseconds + milliseconds;
  return { milliseconds: sum, place: milliseconds > reach.milliseconds ? place : reach.place };
}
