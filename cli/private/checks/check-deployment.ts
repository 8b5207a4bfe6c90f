import { runningOf, type Deployment } from "../deployment";
import { grafanasOf } from "../grafana-content";
import type { CheckResult } from "./check";
import { checkConfiguration } from "./configuration";
import { checkContainers } from "./containers";
import { checkGrafana } from "./grafana";
import { checkRules } from "./rules";
import { checkTargets } from "./targets";

/**
 * Checks a deployment, one thing after the other in the order in which they depend on each other, and hands out each
 * result as it comes.
 */
export async function* checkDeployment(deployment: Deployment): AsyncGenerator<CheckResult> {
  if (deployment.containers.some(({ runs }) => runs)) yield await checkContainers(deployment);
  const prometheuses = runningOf(deployment, "prometheus");
  for (const container of [...prometheuses, ...runningOf(deployment, "alertmanager")]) {
    yield await checkConfiguration(deployment, container);
  }
  for (const container of prometheuses) {
    yield await checkTargets(deployment, container);
    const rules = await checkRules(deployment, container);
    if (rules !== undefined) yield rules;
  }
  const { stack, resources, containers } = deployment;
  for (const content of grafanasOf(stack, resources, containers)) yield await checkGrafana(deployment, content);
}
