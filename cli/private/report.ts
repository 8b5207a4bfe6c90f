import {
  count,
  ruleFileGroups,
  statusText,
  type CheckResult,
  type ContainerStatus,
  type RuleFileGroup,
} from "./checks";
import { carrierOf, containersOf, type StackContainer } from "./container";
import type { GrafanaLogin } from "./grafana-login";
import { listOf, objectOf, textOf } from "./json";
import type { Obstacle } from "./preflight";
import { resourcesOf, type Resource } from "./resource";

/** Rows under their headings, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** What runs where. */
export const containerTable = (statuses: readonly ContainerStatus[]): string[] =>
  table([
    ["COMPONENT", "CONTAINER", "STATUS", "ADDRESS"],
    ...statuses.map((status) => {
      const { component, name, url } = status.container;
      return [component, name, statusText(status), url ?? "-"];
    }),
  ]);

/** What would run where. */
export const plannedTable = (containers: readonly StackContainer[]): string[] =>
  table([
    ["COMPONENT", "CONTAINER", "IMAGE", "ADDRESS"],
    ...containers
      .filter(({ runs }) => runs)
      .map(({ component, name, image, url }) => [component, name, image, url ?? "-"]),
  ]);

/** The groups with alerts that Prometheus evaluates. */
const prometheusAlerts = (resources: readonly Resource[]): RuleFileGroup[] =>
  containersOf(resources)
    .filter(({ component }) => component === "prometheus-config")
    .flatMap(({ uploads }) => ruleFileGroups(uploads))
    .filter(({ alerts }) => alerts > 0);

/** How much content there is: `3 dashboards, 12 alerts`, whoever evaluates them. */
export function contentText(resources: readonly Resource[]): string {
  const dashboards = resourcesOf(resources, "grafana_dashboard").length;
  const inGrafana = resourcesOf(resources, "grafana_rule_group").map(
    ({ attributes }) => listOf(attributes.rule).length,
  );
  const inPrometheus = prometheusAlerts(resources).map(({ alerts }) => alerts);
  const alerts = [...inGrafana, ...inPrometheus].reduce((sum, number) => sum + number, 0);
  return `${count(dashboards, "dashboard")}, ${count(alerts, "alert")}`;
}

/** A dashboard and where it is. */
export interface DashboardLink {
  readonly title: string;
  readonly url: string;
}

function titleOf(resource: Resource): string {
  const json = textOf(resource.attributes.config_json) ?? "{}";
  try {
    return textOf(objectOf(JSON.parse(json)).title) ?? resource.address;
  } catch {
    return resource.address;
  }
}

/** The stack's dashboards in the Grafana at an address. */
export const dashboardLinks = (resources: readonly Resource[], grafanaUrl: string): DashboardLink[] =>
  resourcesOf(resources, "grafana_dashboard")
    .map((resource) => ({
      title: titleOf(resource),
      url: `${grafanaUrl.replace(/\/+$/, "")}/d/${textOf(resource.attributes.uid) ?? ""}`,
    }))
    .sort((one, other) => one.title.localeCompare(other.title));

/** How to log in; a password that somebody chose is not printed. */
export function loginText({ user, password }: GrafanaLogin): string | undefined {
  if (user === undefined) return undefined;
  return password === "admin" ? `${user} / ${password}` : `${user}, with the password that you set`;
}

/** A line for each check, and three for each thing that it found wrong. */
export function checkLines({ name, summary, problems = [] }: CheckResult): string[] {
  return [
    `  ${problems.length === 0 ? "ok    " : "failed"}  ${name}: ${summary}`,
    ...problems.flatMap(({ what, expected, look }) => [
      `          ${what}`,
      `          expected: ${expected}`,
      `          look closer: ${look}`,
    ]),
  ];
}

/** Two lines for each obstacle. */
export const obstacleLines = (obstacles: readonly Obstacle[]): string[] =>
  obstacles.flatMap(({ what, fix }) => [`error: ${what}`, ...(fix === "" ? [] : [`  fix: ${fix}`])]);

const NOBODY_IS_NOTIFIED = "alerts are shown and nobody is notified: set `notifications` to have them sent";

/** Whether a receiver gets what this Alertmanager is sent. */
const hasReceiver = (carrier: StackContainer | undefined): boolean =>
  carrier?.uploads.some(({ content }) => /^\s*-?\s*\w+_configs:/m.test(content)) ?? false;

/** What to say about alerts that reach nobody. */
export function notificationNotices(resources: readonly Resource[], warnings: readonly string[]): string[] {
  if (warnings.some((warning) => warning.includes("nobody is notified"))) return [];
  const containers = containersOf(resources);
  const grafanaAlerts = resourcesOf(resources, "grafana_rule_group");
  const isGrafanaSilent = grafanaAlerts.length > 0 && resourcesOf(resources, "grafana_contact_point").length === 0;
  const alertmanagers = containers.filter(({ component }) => component === "alertmanager");
  const isAlertmanagerSilent = !alertmanagers.some((container) => hasReceiver(carrierOf(container, containers)));
  return isGrafanaSilent || (prometheusAlerts(resources).length > 0 && isAlertmanagerSilent)
    ? [NOBODY_IS_NOTIFIED]
    : [];
}
