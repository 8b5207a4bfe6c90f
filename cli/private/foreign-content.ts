import { containersOf } from "./container";
import type { Context } from "./context";
import { GrafanaClient } from "./grafana-client";
import { grafanasOf, type GrafanaContent } from "./grafana-content";
import { attempt, HttpApi } from "./http-api";
import { textOf } from "./json";
import type { Obstacle } from "./preflight";
import { resourcesOf, type Resource } from "./resource";
import type { Stack } from "./stack";

/**
 * What somebody else put into a folder of the stack's: Grafana deletes all that lies in a folder with it, dashboards,
 * folders and alert rules. Where Grafana cannot be asked, nothing is said.
 */
export async function folderObstacles(context: Context, stack: Stack, state: readonly Resource[]): Promise<Obstacle[]> {
  const contents = grafanasOf(stack, state, containersOf(state));
  return (await Promise.all(contents.map((content) => foreignContent(context, content)))).flat();
}

async function foreignContent(context: Context, { resources, login }: GrafanaContent): Promise<Obstacle[]> {
  const folders = resourcesOf(resources, "grafana_folder");
  if (login === undefined || folders.length === 0) return [];
  const { url, authorization } = login;
  const client = new GrafanaClient(new HttpApi({ url, authorization, signal: context.signal }));
  const own = new Set(resources.flatMap(({ attributes }) => textOf(attributes.uid) ?? []));
  const ownGroups = new Set(
    resourcesOf(resources, "grafana_rule_group").map(({ attributes }) => textOf(attributes.name)),
  );
  const obstacles: Obstacle[] = [];
  for (const { attributes } of folders) {
    const uid = textOf(attributes.uid);
    if (uid === undefined) continue;
    const found = await attempt(async () => [
      ...(await client.contentOf(uid)).filter((item) => !own.has(item.uid)).map(({ title }) => title),
      ...(await client.ruleGroups())
        .filter(({ folderUid, name }) => folderUid === uid && !ownGroups.has(name))
        .map(({ name }) => `alert rules ${name}`),
    ]);
    if (!("value" in found) || found.value.length === 0) continue;
    obstacles.push({
      what: `Grafana's folder ${textOf(attributes.title) ?? uid} has what the stack did not put there, and would take it along: ${found.value.join(", ")}`,
      fix: `move it to another folder, or delete it: ${url}/dashboards/f/${uid}`,
    });
  }
  return obstacles;
}
