import type { StackContainer } from "./container";
import { grafanaLogin, type GrafanaLogin } from "./grafana-login";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** What the stack puts into one Grafana. */
export interface GrafanaContent {
  readonly resources: readonly Resource[];
  /** How its provider logs in; undefined when only Terraform knows. */
  readonly login: GrafanaLogin | undefined;
  /** The container that it runs in; undefined when it is none of the stack's. */
  readonly container: StackContainer | undefined;
}

/** The container that the content waits for; where it waits for none, the one at the provider's address. */
function containerOf(
  content: readonly Resource[],
  url: string | undefined,
  containers: readonly StackContainer[],
): StackContainer | undefined {
  const all = containers.filter(({ component, runs }) => component === "grafana" && runs);
  const awaited = new Set(content.flatMap(({ dependsOn }) => dependsOn));
  return (
    all.find(({ address }) => awaited.has(address)) ??
    all.find((container) => url !== undefined && container.url === url)
  );
}

/** The Grafanas that hold content among the resources. */
export function grafanasOf(
  stack: Stack,
  resources: readonly Resource[],
  containers: readonly StackContainer[],
): GrafanaContent[] {
  const content = resources.filter(({ type }) => type.startsWith("grafana_"));
  const aliases = [...new Set(content.map(({ address }) => stack.aliasOf(address)))];
  return aliases.map((alias) => {
    const login = grafanaLogin(stack.provider("grafana", alias), stack.unknownSettings("grafana", alias));
    const own = content.filter(({ address }) => stack.aliasOf(address) === alias);
    return { resources: own, login, container: containerOf(own, login?.url, containers) };
  });
}
