import { succeed } from "./command";
import { ROOT } from "./checkout";

const docker = (...parameters: string[]) => succeed("docker", parameters, { cwd: ROOT });
const lines = (text: string) => text.split("\n").filter((line) => line !== "");

/** What the engine says of a container. */
export interface ContainerState {
  readonly id: string;
  readonly startedAt: string;
  readonly status: string;
  /** Only of a container that has a healthcheck. */
  readonly health: string | undefined;
}

/** The names of the containers of a stack, which its network's name tells; stopped ones included. */
export const containersOf = async (stack: string): Promise<string[]> =>
  lines(await docker("ps", "-a", "--filter", `label=cdktf-monitoring.stack=${stack}`, "--format", "{{.Names}}")).sort();

/** The names of the engine's networks. */
export const networks = async (): Promise<string[]> => lines(await docker("network", "ls", "--format", "{{.Name}}"));

/** The names of the engine's volumes. */
export const volumes = async (): Promise<string[]> => lines(await docker("volume", "ls", "--format", "{{.Name}}"));

/** Removes a container, as an operator's mistake would. */
export const removeContainer = (name: string): Promise<string> => docker("rm", "-f", name);

/** Removes volumes that are there. */
export async function removeVolumes(...names: readonly string[]): Promise<void> {
  const there = (await volumes()).filter((name) => names.includes(name));
  if (there.length > 0) await docker("volume", "rm", ...there);
}

/** What the engine says of a container now. */
export async function inspect(name: string): Promise<ContainerState> {
  interface Inspected {
    readonly Id: string;
    readonly State: {
      readonly StartedAt: string;
      readonly Status: string;
      readonly Health?: { readonly Status: string };
    };
  }
  const [inspected] = JSON.parse(await docker("inspect", name)) as [Inspected];
  const { Id: id, State } = inspected;
  return { id, startedAt: State.StartedAt, status: State.Status, health: State.Health?.Status };
}
