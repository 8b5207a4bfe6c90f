import type { DashboardOptions } from "../define-dashboard";
import { IDS_PER_ROW } from "./layout";
import { textProblems } from "./panel-parts";
import { settingsProblems, uidProblems } from "./settings-problems";

function variableProblems(names: readonly string[]): string[] {
  return [
    ...names
      .filter((name) => !/^[a-zA-Z_]\w*$/.test(name))
      .map((name) => `variable names must match [a-zA-Z_][a-zA-Z0-9_]*: received "${name}"`),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => `variable names must differ: received "${name}" twice`),
  ];
}

/** Everything about a dashboard that Grafana would refuse or its readers would miss; none when it can be stored. */
export function dashboardProblems(options: DashboardOptions): string[] {
  const { uid, title, rows, variables = [], annotations = [] } = options;
  const problems = [
    ...uidProblems("uid", uid, "derive one with grafanaUid"),
    ...textProblems("title", title, "be the name of the dashboard"),
    ...settingsProblems(options),
    ...variableProblems(variables.map(({ name }) => name)),
    ...annotations.flatMap(({ name, expression }) =>
      textProblems(`annotation "${name}": expression`, expression, "be PromQL"),
    ),
    ...rows.flatMap(({ title: row, panels }) => [
      ...textProblems("row titles", row, "say what the panels are about"),
      ...(panels.length < IDS_PER_ROW
        ? []
        : [`row "${row}": panels must be at most ${IDS_PER_ROW - 1}: received ${panels.length}: make a row of some`]),
      ...panels.flatMap((panel) => panel.problems.map((problem) => `panel "${panel.title}": ${problem}`)),
    ]),
  ];
  return problems.map((problem) => `dashboard "${title}": ${problem}`);
}
