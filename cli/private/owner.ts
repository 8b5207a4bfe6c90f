import type { EngineContainer } from "./engine";

const STACK = "cdktf-monitoring.stack";
const COMPOSE_PROJECT = "com.docker.compose.project";

/** The name of the monitoring network whose stack made the container; undefined for a container of anything else. */
export const stackOf = ({ labels }: Pick<EngineContainer, "labels">): string | undefined => labels.get(STACK);

/** Whose the container or volume is, as its labels say: `the Docker Compose project "web"`; undefined where none does. */
export function ownerOf(owned: Pick<EngineContainer, "labels">): string | undefined {
  const stack = stackOf(owned);
  if (stack !== undefined) return `the monitoring stack of the network "${stack}"`;
  const project = owned.labels.get(COMPOSE_PROJECT);
  return project === undefined ? undefined : `the Docker Compose project "${project}"`;
}
