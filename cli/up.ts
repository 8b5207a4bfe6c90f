import { checkDeployment, containerStatuses, type CheckResult } from "./private/checks";
import { CommandError } from "./private/command-error";
import { containersOf } from "./private/container";
import type { Context } from "./private/context";
import { abandonedVolumes } from "./private/data-volumes";
import { deploymentOf, type Deployment } from "./private/deployment";
import { enginesOf } from "./private/engine";
import { containerAddresses, grafanaOutages, heal } from "./private/grafana-outage";
import { grafanasOf } from "./private/grafana-content";
import { imageObstacles } from "./private/images";
import { nameObstacles } from "./private/name-obstacles";
import { replacedNetworkObstacles } from "./private/network-obstacles";
import { engineObstacles, obstacleOf, pausedObstacles, portObstacles, type Obstacle } from "./private/preflight";
import { readProject } from "./private/project";
import {
  checkLines,
  containerTable,
  contentText,
  dashboardLinks,
  loginText,
  notificationNotices,
  obstacleLines,
  plannedTable,
  table,
} from "./private/report";
import type { Stack } from "./private/stack";
import { synthesize } from "./private/synthesize";
import { Terraform, terraformVersion, type TerraformOptions } from "./private/terraform";
import { lookCloserAt } from "./private/terraform-errors";

/** What every command can be told. */
export interface CommonOptions extends TerraformOptions {
  /** The stack; undefined when the project has only one. */
  readonly stack?: string | undefined;
}

/** What `up` can be told. */
export interface UpOptions extends CommonOptions {
  /** Whether an application that does not answer is a failure. */
  readonly strict: boolean;
  /** How long to wait for each thing that takes a while, in seconds. */
  readonly timeout: number;
  /** Whether the state moves to a backend that has changed. */
  readonly migrateState: boolean;
}

/**
 * Deploys a stack, checks that what was deployed works, and says where it is. Returns the exit code: 0, or 1 when
 * something is missing before the deployment or does not work after it.
 */
export async function up(context: Context, options: UpOptions): Promise<number> {
  const { terminal } = context;
  const project = readProject(context.directory);
  terminal.note("synthesizing");
  const stack = await synthesize(context, project, options.stack);
  const containers = containersOf(stack.resources);
  const engineOf = enginesOf(context, stack);

  const silentEngines = await engineObstacles(containers, engineOf);
  const missing = [...(await obstacleOf(() => terraformVersion(context))), ...silentEngines];
  if (missing.length > 0) {
    const ports = silentEngines.length > 0 ? [] : await portObstacles(context, containers, [], engineOf);
    return refuse(context, stack, [...missing, ...ports]);
  }

  const terraform = new Terraform(context, stack.directory, options, lookCloserAt(stack.resources, engineOf));
  terminal.note("initializing Terraform");
  await terraform.init(options);
  const before = await terraform.state();
  const inTheWay = [
    ...(await pausedObstacles(before, engineOf)),
    ...(await portObstacles(context, containers, before, engineOf)),
    ...(await nameObstacles(containers, before, engineOf)),
    ...(await replacedNetworkObstacles(before, engineOf, (targets) => terraform.plan({ lock: true, targets }))),
  ];
  if (inTheWay.length > 0) return refuse(context, stack, inTheWay);
  const unobtainable = await imageObstacles(context, stack, engineOf);
  if (unobtainable.length > 0) return refuse(context, stack, unobtainable);

  const outages = await grafanaOutages(context, stack, before, engineOf);
  if (outages.length > 0) await heal(context, stack, terraform, outages, containerAddresses(stack, before));
  terminal.note(`deploying stack ${stack.name}`);
  await terraform.apply();

  const { strict, timeout } = options;
  const resources = await terraform.state();
  const deployment = deploymentOf({ context, stack, resources, engineOf, strict, patience: timeout * 1_000 });
  return verify(deployment, await abandonedVolumes(before, resources, engineOf));
}

/** Says what keeps the stack from being deployed, and what it would have been. */
function refuse({ terminal }: Context, stack: Stack, obstacles: readonly Obstacle[]): number {
  terminal.write(`stack ${stack.name} would deploy`);
  for (const line of plannedTable(containersOf(stack.resources))) terminal.write(`  ${line}`);
  terminal.write(`  ${contentText(stack.resources)}`);
  for (const line of obstacleLines(obstacles)) terminal.note(line);
  return 1;
}

/**
 * Checks the deployment, and says where it is and what there is to know of it.
 *
 * @param found notices of what the deployment itself has left behind
 */
async function verify(deployment: Deployment, found: readonly string[]): Promise<number> {
  const { context, stack, resources, containers, engineOf } = deployment;
  const { terminal } = context;
  terminal.note("checking the deployment");
  const results: CheckResult[] = [];
  for await (const result of checkDeployment(deployment)) {
    results.push(result);
    for (const line of checkLines(result)) terminal.note(line);
  }

  const statuses = await containerStatuses(
    containers.filter(({ runs }) => runs),
    engineOf,
  );
  terminal.write("");
  for (const line of containerTable(statuses)) terminal.write(line);
  reportContent(deployment);

  const notices = [
    ...results.flatMap((result) => result.notices ?? []),
    ...found,
    ...stack.warnings,
    ...notificationNotices(resources, stack.warnings),
  ];
  if (notices.length > 0) terminal.write("");
  for (const notice of notices) terminal.write(`notice: ${notice}`);

  const failed = results.filter(({ problems = [] }) => problems.length > 0).map(({ name }) => name);
  if (failed.length === 0) return 0;
  throw new CommandError(`deployed, but not well: ${[...new Set(failed)].join(", ")}`);
}

/** The dashboards, and how to get in. */
function reportContent({ context, stack, resources, containers }: Deployment): void {
  const { write } = context.terminal;
  for (const content of grafanasOf(stack, resources, containers)) {
    const { login, container } = content;
    const links = dashboardLinks(content.resources, container?.url ?? login?.url ?? "");
    write("");
    if (links.length > 0) write("dashboards");
    for (const line of table(links.map(({ title, url }) => [title, url]))) write(`  ${line}`);
    const text = login === undefined ? undefined : loginText(login);
    if (text !== undefined) write(`Grafana login: ${text}`);
  }
}
