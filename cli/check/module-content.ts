import type { AlertGroup } from "../../alerts/alert-group";
import type { DashboardDefinition } from "../../dashboards/dashboard-definition";
import { dashboardQueries, dashboardVariables } from "../../dashboards/dashboard-queries";
import { emptyContent, UnreadableFileError, type Content, type FileQuery } from "./content";
import type { Exported, ExportedContent } from "./exported-content";
import { TextLines } from "./text-lines";

/**
 * What a module exports, as what is to be checked. A finding is placed where the expression stands as it is written, or
 * else where the name of the panel, the rule or the export first does.
 *
 * @throws {UnreadableFileError} when it exports nothing that can be checked
 */
export function moduleContent(file: string, text: string, exported: ExportedContent): Content {
  const { dashboards, groups, metrics } = exported;
  if (dashboards.length + groups.length + metrics.length === 0) {
    const problem =
      "exports nothing to check: export dashboards, alert groups or metric definitions, or have the functions called " +
      "that make them, by --call-functions";
    throw new UnreadableFileError(file, problem);
  }
  const lines = new TextLines(text);
  const placed = ({ names, ...query }: NamedQuery): FileQuery => {
    const position = lines.firstOf([query.expression, ...names]);
    return { ...query, positionOf: () => position };
  };
  return {
    ...emptyContent(file),
    queries: [...dashboards.flatMap(dashboardContent), ...groups.flatMap(groupContent)].map(placed),
    recordings: groups.flatMap(({ value }) => value.recordings ?? []),
    metrics: [new Map(metrics)],
  };
}

/** A query, with what its author may have called it. */
interface NamedQuery extends Omit<FileQuery, "positionOf"> {
  readonly names: readonly string[];
}

function dashboardContent({ name, value }: Exported<DashboardDefinition>): NamedQuery[] {
  if (value.unchecked !== undefined) return [];
  const variables = dashboardVariables(value);
  return dashboardQueries(value).map(({ place, expression, kind }) => ({
    place: `dashboard "${value.title}": ${place}`,
    expression,
    kind: kind === "variable" ? "variable" : "panel",
    variables,
    names: [...quoted(place.slice(place.indexOf('"') + 1, -1)), name],
  }));
}

/** A name as a source writes it. */
const quoted = (name: string): string[] => ['"', "'", "`"].map((quote) => `${quote}${name}${quote}`);

const groupContent = ({ name, value: { alerts, recordings = [] } }: Exported<AlertGroup>): NamedQuery[] =>
  [
    ...alerts.map((alert) => ({ kind: "alert", called: alert.name, ...alert })),
    ...recordings.map((recording) => ({
      kind: "recording rule",
      called: recording.record,
      ...recording,
      unchecked: undefined,
    })),
  ]
    .filter(({ unchecked }) => unchecked === undefined)
    .map(({ kind, called, expression }) => ({
      place: `${kind} "${called}"`,
      expression,
      kind: "rule",
      variables: "none",
      names: [...quoted(called), name],
    }));
