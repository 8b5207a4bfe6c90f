import { CommandError } from "./command-error";
import type { Context } from "./context";
import { overlaps, type Endpoint } from "./endpoint";
import { isObject, listOf, objectOf, textOf, type JsonObject } from "./json";
import { ProgramNotFoundError, type Program, type ProgramResult } from "./run-program";
import type { Stack } from "./stack";

/** A container as the engine has it. */
export interface EngineContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly labels: ReadonlyMap<string, string>;
  /** When it was made, in milliseconds since 1970. */
  readonly created: number;
  /** `running`, `exited`, `created`, `paused`, `restarting`, … */
  readonly status: string;
  /** `healthy`, `unhealthy` or `starting`; undefined when it has no healthcheck. */
  readonly health: string | undefined;
  /** The ports of the host that are published to it. */
  readonly endpoints: readonly Endpoint[];
}

/** A volume as the engine has it. */
export interface EngineVolume {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A network as the engine has it. */
export interface EngineNetwork {
  readonly name: string;
  /** The containers that run on it, whoever made them: the engine removes no network that has some. */
  readonly attached: readonly { readonly id: string; readonly name: string }[];
}

/** What `docker pull` prints of a layer that it has. */
const PULLED = /: (Pull complete|Already exists)$/;

const DEFAULT_HOST = "unix:///var/run/docker.sock";
const LOOPBACK = /^(tcp|http|https):\/\/(localhost|127\.[\d.]+|\[::1\])(:|\/|$)/;

function readContainer(container: JsonObject): EngineContainer {
  const state = objectOf(container.State);
  const config = objectOf(container.Config);
  const bindings = Object.values(objectOf(objectOf(container.HostConfig).PortBindings)).flatMap(listOf);
  return {
    id: textOf(container.Id) ?? "",
    name: (textOf(container.Name) ?? "").replace(/^\//, ""),
    image: textOf(config.Image) ?? "",
    labels: readLabels(config),
    created: Date.parse(textOf(container.Created) ?? ""),
    status: textOf(state.Status) ?? "unknown",
    health: textOf(objectOf(state.Health).Status),
    endpoints: bindings.map(objectOf).map(({ HostIp, HostPort }) => ({
      // The engine leaves out an address that was not asked for, which means all of them.
      address: textOf(HostIp) || "0.0.0.0",
      port: Number(HostPort),
    })),
  };
}

const readLabels = ({ Labels: labels }: JsonObject): ReadonlyMap<string, string> =>
  new Map(Object.entries(objectOf(labels)).map(([label, value]) => [label, textOf(value) ?? ""]));

const lines = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

/** How the `docker` command is run. */
interface DockerOptions extends Pick<Program, "onLine"> {
  /** What leads it to the engine; the engine's own unless given. */
  readonly flags?: readonly string[];
}

/** A Docker engine, asked through the `docker` command. */
export class Engine {
  private constructor(
    private readonly context: Context,
    private readonly flags: readonly string[],
    private readonly host: string | undefined,
  ) {}

  /** The engine that Terraform's docker provider talks to, by the provider's own rules. */
  static ofProvider(context: Context, settings: JsonObject): Engine {
    const name = textOf(settings.context) ?? textOf(context.env.DOCKER_CONTEXT);
    if (name !== undefined) return new Engine(context, ["--context", name], undefined);
    const configured = textOf(settings.host);
    const host = configured ?? textOf(context.env.DOCKER_HOST) ?? DEFAULT_HOST;
    return new Engine(context, ["--host", host], host);
  }

  /** Where it is: `unix:///var/run/docker.sock`. */
  async endpoint(): Promise<string> {
    if (this.host !== undefined) return this.host;
    const [, name = ""] = this.flags;
    const format = "{{.Endpoints.docker.Host}}";
    return (await this.succeed(["context", "inspect", name, "--format", format], { flags: [] })).trim();
  }

  /** Whether the ports of its host are those of this machine. */
  async isLocal(): Promise<boolean> {
    const endpoint = await this.endpoint();
    return /^(unix|npipe|fd):/.test(endpoint) || LOOPBACK.test(endpoint);
  }

  /** The engine's version; an error when none answers. */
  async version(): Promise<string> {
    return (await this.succeed(["version", "--format", "{{.Server.Version}}"])).trim();
  }

  /** Those of the containers that exist, by name. */
  async containers(names: readonly string[]): Promise<ReadonlyMap<string, EngineContainer>> {
    if (names.length === 0) return new Map();
    const found = await this.inspect("container", names);
    return new Map(found.map(readContainer).map((container) => [container.name, container]));
  }

  /** Those of the volumes that exist. */
  async volumes(names: readonly string[]): Promise<EngineVolume[]> {
    if (names.length === 0) return [];
    const found = await this.inspect("volume", names);
    return found.map((volume) => ({ name: textOf(volume.Name) ?? "", labels: readLabels(volume) }));
  }

  /** The containers that mount a volume, whoever made them, stopped ones included. */
  async usersOf(volume: string): Promise<EngineContainer[]> {
    return this.listed("--all", "--filter", `volume=${volume}`);
  }

  /** Those of the networks that exist. */
  async networks(names: readonly string[]): Promise<EngineNetwork[]> {
    if (names.length === 0) return [];
    const found = await this.inspect("network", names);
    return found.map((network) => ({
      name: textOf(network.Name) ?? "",
      attached: Object.entries(objectOf(network.Containers)).map(([id, container]) => ({
        id,
        name: textOf(objectOf(container).Name) ?? id,
      })),
    }));
  }

  /** Whether it has an image of that name, tag or digest included. */
  async hasImage(name: string): Promise<boolean> {
    return (await this.inspect("image", [name])).length > 0;
  }

  /**
   * Fetches an image from its registry.
   *
   * @param platform as `linux/arm64`; undefined for the engine's own
   * @param onProgress called with each layer that is there
   * @throws {CommandError} with what the engine says, when it cannot
   */
  async pull(name: string, platform: string | undefined, onProgress: (line: string) => void): Promise<void> {
    const args = ["pull", ...(platform === undefined ? [] : ["--platform", platform]), name];
    const onLine = (line: string) => {
      if (PULLED.test(line)) onProgress(line);
    };
    const { code, stderr } = await this.docker(args, { onLine });
    const [said = `docker pull ended with exit code ${code}`] = lines(stderr);
    if (code !== 0) throw new CommandError(said.replace(/^Error response from daemon: /, "").trim());
  }

  /** The containers that run, whoever made them, and publish a port where nobody else could then. */
  async containersAt(endpoint: Endpoint): Promise<EngineContainer[]> {
    const publishing = await this.listed("--filter", `publish=${endpoint.port}`);
    return publishing.filter(({ endpoints }) => endpoints.some((taken) => overlaps(taken, endpoint)));
  }

  /** Asks the program of a container to read its configuration anew. */
  async reload(container: string): Promise<void> {
    await this.succeed(["kill", "--signal", "HUP", container]);
  }

  /** Deletes volumes, and the data in them. */
  async removeVolumes(names: readonly string[]): Promise<void> {
    if (names.length > 0) await this.succeed(["volume", "rm", ...names]);
  }

  /** A command line for the reader, which reaches this engine from their shell. */
  command(...args: readonly string[]): string {
    const isDefault = this.host === (textOf(this.context.env.DOCKER_HOST) ?? DEFAULT_HOST);
    return ["docker", ...(isDefault ? [] : this.flags), ...args].join(" ");
  }

  private async listed(...filters: readonly string[]): Promise<EngineContainer[]> {
    const names = lines(await this.succeed(["ps", ...filters, "--format", "{{.Names}}"]));
    return [...(await this.containers(names)).values()];
  }

  private async inspect(kind: string, names: readonly string[]): Promise<JsonObject[]> {
    const { code, stdout, stderr } = await this.docker([kind, "inspect", ...names]);
    const isOnlyMissing = lines(stderr).every((line) => /no such|not found/i.test(line));
    if (code !== 0 && !isOnlyMissing) throw engineError(stderr);
    const found: unknown = stdout.trim() === "" ? [] : JSON.parse(stdout);
    return listOf(found).filter(isObject);
  }

  private async succeed(args: readonly string[], options: DockerOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.docker(args, options);
    if (code !== 0) throw engineError(stderr);
    return stdout;
  }

  private async docker(
    args: readonly string[],
    { flags = this.flags, ...rest }: DockerOptions = {},
  ): Promise<ProgramResult> {
    const { run, directory, env } = this.context;
    try {
      return await run({ file: "docker", args: [...flags, ...args], directory, env, ...rest });
    } catch (error) {
      if (!(error instanceof ProgramNotFoundError)) throw error;
      throw new CommandError("docker is not on the PATH", ["install Docker: https://docs.docker.com/engine/install/"]);
    }
  }
}

const engineError = (stderr: string): CommandError => new CommandError(`the Docker engine: ${stderr.trim()}`);

/** The engines of a stack: the one that each container is on. */
export function enginesOf(context: Context, stack: Stack): (address: string) => Engine {
  const engines = new Map<string | undefined, Engine>();
  return (address) => {
    const alias = stack.aliasOf(address);
    const engine = engines.get(alias) ?? Engine.ofProvider(context, stack.provider("docker", alias));
    engines.set(alias, engine);
    return engine;
  };
}

/** Containers that are on the same engine. */
export interface Placed<T> {
  readonly engine: Engine;
  readonly items: readonly T[];
}

/** Sorts things by the engine that they are on. */
export function byEngine<T extends { readonly address: string }>(
  items: readonly T[],
  engineOf: (address: string) => Engine,
): Placed<T>[] {
  const engines = [...new Set(items.map(({ address }) => engineOf(address)))];
  return engines.map((engine) => ({ engine, items: items.filter(({ address }) => engineOf(address) === engine) }));
}
