import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { DashboardDefinition } from "./dashboard-definition";
import { DashboardError } from "./dashboard-error";
import { importedDashboard } from "./private/import/imported-dashboard";
import { uidProblems } from "./private/settings-problems";

/** Options of {@link importedDashboards}. */
export interface ImportOptions {
  /**
   * The datasource that every query goes to.
   *
   * @default "prometheus"
   */
  readonly datasourceUid?: string;
}

function jsonFiles(directory: string): string[] {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new DashboardError([
      `the folder of imported dashboards is not there: received "${directory}": create it, or name another`,
    ]);
  }
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort();
}

function duplicateProblems(imported: readonly { readonly file: string; readonly uid: string }[]): string[] {
  const files = new Map<string, string[]>();
  for (const { file, uid } of imported) files.set(uid, [...(files.get(uid) ?? []), file]);
  return [...files]
    .filter(([, owners]) => owners.length > 1)
    .map(
      ([uid, owners]) =>
        `${owners.join(", ")}: have the same uid "${uid}": change all but one, or delete it to have one derived from the file's name`,
    );
}

/**
 * Every dashboard in a folder that was exported from Grafana's page and saved as `*.json`, in the order of the files'
 * names. What the export asks for on import is answered, and every reference to a datasource is bound to this one.
 *
 * @throws {DashboardError} naming every file that cannot be deployed, with all that is wrong with it
 */
export function importedDashboards(
  directory: string,
  { datasourceUid = "prometheus" }: ImportOptions = {},
): DashboardDefinition[] {
  const refused = uidProblems("datasourceUid", datasourceUid, "give the datasource's uid");
  if (refused.length > 0) throw new DashboardError(refused);
  const attempts = jsonFiles(directory).map((name) => {
    const file = join(directory, name);
    const text = readFileSync(file, "utf8");
    return { file, ...importedDashboard(text, basename(name, ".json"), { type: "prometheus", uid: datasourceUid }) };
  });
  const imported = attempts.flatMap((attempt) =>
    attempt.problems === undefined ? [{ file: attempt.file, dashboard: attempt.result }] : [],
  );
  const problems = [
    ...attempts.flatMap(({ file, problems: found = [] }) => found.map((problem) => `${file}: ${problem}`)),
    ...duplicateProblems(imported.map(({ file, dashboard }) => ({ file, uid: dashboard.uid }))),
  ];
  if (problems.length > 0) throw new DashboardError(problems);
  return imported.map(({ dashboard }) => dashboard);
}
