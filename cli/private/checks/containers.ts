import type { StackContainer } from "../container";
import { byEngine, type Engine, type EngineContainer } from "../engine";
import { poll } from "../poll";
import { count, type Check, type Problem } from "./check";

/** A container of the stack beside what the engine says of it. */
export interface ContainerStatus {
  readonly container: StackContainer;
  readonly engine: Engine;
  /** Undefined when the engine has no such container. */
  readonly seen: EngineContainer | undefined;
}

/** What the engine says of each of the containers. */
export async function containerStatuses(
  containers: readonly StackContainer[],
  engineOf: (address: string) => Engine,
): Promise<ContainerStatus[]> {
  const placed = await Promise.all(
    byEngine(containers, engineOf).map(async ({ engine, items }) => {
      const seen = await engine.containers(items.map(({ name }) => name));
      return items.map((container) => ({ container, engine, seen: seen.get(container.name) }));
    }),
  );
  return placed.flat();
}

/** `healthy`, `running` where nobody looks at its health, or what keeps it from that. */
export const statusText = ({ seen }: Pick<ContainerStatus, "seen">): string => {
  if (seen === undefined) return "missing";
  return seen.status === "running" ? (seen.health ?? "running") : seen.status;
};

/** Whether a container does its work, as far as its engine can tell. */
export const isWell = (status: Pick<ContainerStatus, "seen">): boolean =>
  ["healthy", "running"].includes(statusText(status));

const problemOf = (status: ContainerStatus): Problem => ({
  what: `container ${status.container.name} is ${statusText(status)}`,
  expected: status.seen?.health === undefined ? "running" : "healthy",
  look: status.engine.command("logs", "--tail", "50", status.container.name),
});

/** Whether every container that is meant to run does, healthy where it has a healthcheck. */
export const checkContainers: Check = async ({ context, containers, engineOf, patience }) => {
  const running = containers.filter(({ runs }) => runs);
  const statuses = await poll(context.clock, { settled: (seen) => seen.every(isWell), within: () => patience }, () =>
    containerStatuses(running, engineOf),
  );
  const unwell = statuses.filter((status) => !isWell(status));
  return {
    name: "containers",
    summary:
      unwell.length === 0
        ? `${count(running.length, "container")} running and healthy`
        : `${unwell.length} of ${count(running.length, "container")} not well`,
    problems: unwell.map(problemOf),
  };
};
