import { isObject, listOf, objectOf, textOf, textsOf, type JsonObject } from "./json";
import { planDiff } from "./plan-diff";
import type { Plan } from "./terraform";

/** GitHub refuses comments of more than 65,536 characters; the heading and the table need some of them. */
const LONGEST_DIFF = 50_000;

/** A resource that the plan changes. */
export interface PlannedChange {
  readonly address: string;
  readonly action: "create" | "update" | "replace" | "destroy";
  /** The attributes that make a replacement necessary. */
  readonly because: readonly string[];
  /** What has happened to the resource that makes the change necessary; undefined where nothing has. */
  readonly event?: string;
}

/** What Terraform calls the reasons that no attribute tells. */
const EVENTS: Readonly<Record<string, string>> = {
  replace_because_tainted: "its last start failed",
  replace_by_triggers: "what it is bound to is replaced",
};

function actionOf(actions: readonly string[]): PlannedChange["action"] | undefined {
  if (actions.includes("create")) return actions.includes("delete") ? "replace" : "create";
  if (actions.includes("delete")) return "destroy";
  return actions.includes("update") ? "update" : undefined;
}

const pathText = (path: unknown): string =>
  listOf(path)
    .filter((step) => typeof step === "string")
    .join(".");

function changeOf(resource: JsonObject): PlannedChange[] {
  const change = objectOf(resource.change);
  const action = actionOf(textsOf(change.actions));
  if (action === undefined || resource.mode === "data") return [];
  const stopped = isStopped(change);
  const because = [...new Set(listOf(change.replace_paths).map(pathText))].filter(
    // One that is stopped publishes no ports, which is no reason of its own.
    (path) => path !== "" && !(stopped && /^ports\b/.test(path)),
  );
  const event = stopped ? "it is stopped" : EVENTS[textOf(resource.action_reason) ?? ""];
  return [{ address: textOf(resource.address) ?? "", action, because, ...(event === undefined ? {} : { event }) }];
}

/** Whether a container that is to run does not: the docker provider reads of one that is stopped that it need not. */
const isStopped = ({ before, after }: JsonObject): boolean =>
  objectOf(before).must_run === false && objectOf(after).must_run === true;

/** The resources that a plan changes, in what `terraform show -json` prints of it. */
export const plannedChanges = (json: unknown): PlannedChange[] =>
  listOf(objectOf(json).resource_changes).filter(isObject).flatMap(changeOf);

function shortened(diff: string): string {
  if (diff.length <= LONGEST_DIFF) return diff;
  const cut = diff.slice(0, diff.lastIndexOf("\n", LONGEST_DIFF));
  return `${cut}\n… cut: the whole plan is longer than a comment may be`;
}

const total = (changes: readonly PlannedChange[], ...actions: readonly PlannedChange["action"][]) =>
  changes.filter(({ action }) => actions.includes(action)).length;

/**
 * A plan as a comment on a pull request: what changes in one line and in a table, the plan itself folded away.
 * Replacements stand out, since a container that is replaced is away for a moment.
 *
 * @param notes what the reader has to know of the plan
 */
export function planComment(stack: string, { hasChanges, text, json }: Plan, notes: readonly string[] = []): string {
  if (!hasChanges) return `### \`${stack}\`: no change`;
  const changes = plannedChanges(json);
  const added = total(changes, "create", "replace");
  const destroyed = total(changes, "destroy", "replace");
  const rows = changes.map(({ address, action, because, event }) => {
    const reasons = [...(event === undefined ? [] : [event]), ...because.map((path) => `\`${path}\``)];
    const reason = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
    const verb = action === "replace" || action === "destroy" ? `**${action}**` : action;
    return `| ${verb}${reason} | \`${address}\` |`;
  });
  const diff = shortened(planDiff(text.trim()));
  return [
    `### \`${stack}\`: ${added} to add, ${total(changes, "update")} to change, ${destroyed} to destroy`,
    "",
    ...notes.flatMap((note) => [`> ${note}`, ""]),
    ...(rows.length === 0 ? ["Only outputs change."] : ["| change | resource |", "|---|---|", ...rows]),
    "",
    "<details><summary>Plan</summary>",
    "",
    // Four backticks: the plan may hold three, in a text of a dashboard.
    "````diff",
    diff,
    "````",
    "",
    "</details>",
  ].join("\n");
}
