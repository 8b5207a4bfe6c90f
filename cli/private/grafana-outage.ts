import { containerStatuses, isWell, statusText, type ContainerStatus } from "./checks";
import { CommandError } from "./command-error";
import { containersOf } from "./container";
import type { Context } from "./context";
import type { Engine } from "./engine";
import { poll } from "./poll";
import type { Resource } from "./resource";
import type { Terraform } from "./terraform";

/** How long a Grafana may take to become healthy once its container runs, in milliseconds. */
const LONGEST_START = 120_000;

/**
 * The containers of Grafana that were deployed and do not work. While one does not, Terraform cannot refresh the content
 * that it holds, and no plan of the whole stack succeeds. One that is just starting is given time first.
 */
export async function grafanaOutages(
  context: Context,
  state: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<ContainerStatus[]> {
  if (!state.some(({ type }) => type.startsWith("grafana_"))) return [];
  const containers = containersOf(state).filter(({ component, runs }) => component === "grafana" && runs);
  const statuses = await poll(
    context.clock,
    {
      settled: (seen) => seen.every((status) => statusText(status) !== "starting"),
      within: () => LONGEST_START,
    },
    () => containerStatuses(containers, engineOf),
  );
  return statuses.filter((status) => !isWell(status));
}

/** What is wrong with a Grafana, in a few words. */
export const outageText = (outage: ContainerStatus): string =>
  `Grafana's container ${outage.container.name} is ${statusText(outage)}`;

/**
 * Brings Grafana back before anything else: an apply that targets its container and what that depends on, and does not
 * look at the content, which its volume still has.
 *
 * @throws {CommandError} when Terraform cannot, or Grafana does not become healthy
 */
export async function heal(context: Context, terraform: Terraform, outages: readonly ContainerStatus[]): Promise<void> {
  for (const outage of outages) context.terminal.note(`${outageText(outage)}: bringing it back first`);
  await terraform.apply(outages.map(({ container }) => container.address));
  const statuses = await poll(
    context.clock,
    { settled: (seen) => seen.every(isWell), within: () => LONGEST_START },
    () => Promise.all(outages.map(lookAgain)),
  );
  const still = statuses.filter((status) => !isWell(status));
  if (still.length === 0) return;
  throw new CommandError(
    still.map(outageText).join("\n"),
    still.map(({ container, engine }) => `look closer: ${engine.command("logs", "--tail", "50", container.name)}`),
  );
}

async function lookAgain({ container, engine }: ContainerStatus): Promise<ContainerStatus> {
  const found = await engine.containers([container.name]);
  return { container, engine, seen: found.get(container.name) };
}
