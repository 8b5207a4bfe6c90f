import type { StackContainer } from "../container";
import type { Deployment } from "../deployment";
import { GrafanaClient } from "../grafana-client";
import type { GrafanaContent } from "../grafana-content";
import { attempt, HttpApi } from "../http-api";
import { textOf } from "../json";
import { poll } from "../poll";
import { resourcesOf, type Resource } from "../resource";
import { count, unasked, type CheckResult, type Problem } from "./check";
import { groupProblems } from "./rules";

const texts = (resources: readonly Resource[], type: string, attribute: string): string[] =>
  resourcesOf(resources, type).flatMap(({ attributes }) => textOf(attributes[attribute]) ?? []);

async function datasourceProblems(client: GrafanaClient, uids: readonly string[], url: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const uid of uids) {
    const problem = await client.datasourceProblem(uid);
    const look = `${url}/connections/datasources/edit/${uid}`;
    if (problem === undefined) continue;
    problems.push({ what: `datasource ${uid} does not answer: ${problem}`, expected: "its health is OK", look });
  }
  return problems;
}

async function dashboardProblems(client: GrafanaClient, uids: readonly string[], url: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  // One after the other: a stack may have hundreds.
  for (const uid of uids) {
    if (await client.hasDashboard(uid)) continue;
    const expected = "every dashboard of the stack is there";
    problems.push({ what: `Grafana has no dashboard ${uid}`, expected, look: `${url}/dashboards` });
  }
  return problems;
}

/** The groups of the stack's folders: one of the same name may lie in a folder of somebody else's. */
async function ruleProblems(
  client: GrafanaClient,
  groups: readonly Resource[],
  container: StackContainer | undefined,
  url: string,
): Promise<Problem[]> {
  if (groups.length === 0) return [];
  const folders = new Set(groups.map(({ attributes }) => attributes.folder_uid));
  const evaluated = (await client.ruleGroups()).filter(({ folderUid }) => folderUid === "" || folders.has(folderUid));
  const names = groups.flatMap(({ attributes }) => textOf(attributes.name) ?? []);
  return groupProblems(names, evaluated, container, `${url}/alerting/list`);
}

/** A Grafana that was just started takes a moment to answer for its datasource. */
const LONGEST_START = 30_000;

/** Whether a Grafana lets the stack in, reaches its datasources, and has the stack's dashboards and rules. */
export async function checkGrafana(deployment: Deployment, content: GrafanaContent): Promise<CheckResult> {
  const name = "grafana";
  const { resources, login, container } = content;
  if (login === undefined) {
    const notice =
      "grafana not checked: its login is known to Terraform only; set its variables by TF_VAR_NAME to have it checked";
    return { name, summary: "not checked", notices: [notice] };
  }
  const { url, authorization } = login;
  const client = new GrafanaClient(new HttpApi({ url, authorization, signal: deployment.context.signal }));
  const uids = texts(resources, "grafana_dashboard", "uid");
  const datasources = texts(resources, "grafana_data_source", "uid");
  const groups = resourcesOf(resources, "grafana_rule_group");

  const found = await poll(
    deployment.context.clock,
    {
      settled: (seen) => "value" in seen && seen.value.length === 0,
      within: (seen) => ("error" in seen && seen.error.isRefused ? 0 : Math.min(deployment.patience, LONGEST_START)),
    },
    () =>
      attempt(async () => {
        await client.logIn();
        return [
          ...(await datasourceProblems(client, datasources, url)),
          ...(await dashboardProblems(client, uids, url)),
          ...(await ruleProblems(client, groups, container, url)),
        ];
      }),
  );
  if ("value" in found) {
    const summary = `${count(datasources.length, "datasource")}, ${count(uids.length, "dashboard")}, ${count(groups.length, "rule group")}`;
    return { name, summary, problems: found.value };
  }
  if (found.error.isRefused) {
    const what = `Grafana refuses the login of the stack's provider: ${found.error.message}`;
    const expected = `the administrator's name and password are those that Grafana keeps in its volume`;
    return { name, summary: "refuses the login", problems: [{ what, expected, look: `${url}/login` }] };
  }
  if (container !== undefined) return unasked(deployment, name, container, found.error);
  const problem = { what: found.error.message, expected: `Grafana answers at ${url}`, look: url };
  return { name, summary: "does not answer", problems: [problem] };
}
