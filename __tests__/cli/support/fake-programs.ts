import type { Resource } from "../../../cli/private/resource";
import type { FakeAnswer, FakeProgram } from "./fake-context";

/** A container as the engine would describe it. */
export interface FakeContainer {
  readonly name: string;
  readonly id?: string;
  readonly created?: string;
  readonly status?: string;
  readonly health?: string;
  readonly image?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Published ports, as `-p` takes them: `3000`, or `127.0.0.1:3000`. */
  readonly ports?: readonly string[];
  /** The volumes that it mounts. */
  readonly volumes?: readonly string[];
}

/** A volume as the engine would describe it. */
export interface FakeVolume {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const binding = (published: string) => {
  const [port = "", address = ""] = published.split(":").reverse();
  return [`${port}/tcp`, [{ HostIp: address, HostPort: port }]] as const;
};

const described = ({
  name,
  id = `id-${name}`,
  created = "2026-01-01T00:00:00Z",
  status = "running",
  health,
  image = `example/${name}:1.0`,
  labels = {},
  ports = [],
}: FakeContainer) => ({
  Id: id,
  Name: `/${name}`,
  Created: created,
  State: { Status: status, ...(health === undefined ? {} : { Health: { Status: health } }) },
  Config: { Image: image, Labels: labels },
  HostConfig: { PortBindings: Object.fromEntries(ports.map(binding)) },
});

/** A network as the engine would describe it. */
export interface FakeNetwork {
  readonly name: string;
  /** The names of the containers that run on it, whose ids are those of fake containers. */
  readonly attached?: readonly string[];
}

/** What an engine has; functions are asked anew each time. */
export interface FakeEngineParts {
  readonly containers?: () => readonly FakeContainer[];
  readonly volumes?: readonly (string | FakeVolume)[];
  readonly networks?: readonly (string | FakeNetwork)[];
  /** The images that it lacks; it has every other one. */
  readonly lacks?: readonly string[];
  /** What a registry says of the images that it does not give, by their names. */
  readonly refused?: Readonly<Record<string, string>>;
}

function inspected(names: readonly string[], found: readonly (object & { name: string })[], kind: string): FakeAnswer {
  const missing = names.filter((name) => !found.some((one) => one.name === name));
  const stderr = missing.map((name) => `Error: No such ${kind}: ${name}`).join("\n");
  return { code: missing.length === 0 ? 0 : 1, stdout: JSON.stringify(found), stderr };
}

/** The `docker` command in front of an engine with those parts. */
export const fakeDocker =
  ({
    containers = () => [],
    volumes = [],
    networks = [],
    lacks = [],
    refused = {},
  }: FakeEngineParts = {}): FakeProgram =>
  (line, { file, args }) => {
    if (file !== "docker") return undefined;
    const [kind, verb, ...names] = args.slice(2);
    if (kind === "version") return { stdout: "28.0.0\n" };
    if (kind === "ps") {
      const [, what, value = ""] = / (publish|volume)=(\S+) /.exec(line) ?? [];
      const isListed = ({ status = "running", ports = [], volumes: mounted = [] }: FakeContainer) =>
        (line.includes(" --all ") || status === "running") &&
        (what === "publish" ? ports.some((port) => port.endsWith(value)) : mounted.includes(value));
      return {
        stdout: containers()
          .filter(isListed)
          .map(({ name }) => name)
          .join("\n"),
      };
    }
    if (kind === "pull") {
      const said = refused[args.at(-1) ?? ""];
      const stdout = "4f4fb700ef54: Pulling fs layer\n4f4fb700ef54: Pull complete\n";
      return said === undefined ? { stdout } : { code: 1, stderr: `Error response from daemon: ${said}\n` };
    }
    if (kind === "kill" || (kind === "volume" && verb === "rm")) return {};
    if (verb !== "inspect") return undefined;
    if (kind === "container") {
      const found = containers().filter(({ name }) => names.includes(name));
      return { ...inspected(names, found, kind), stdout: JSON.stringify(found.map(described)) };
    }
    if (kind === "image") {
      const found = names.filter((name) => !lacks.includes(name)).map((name) => ({ name, Id: `sha256:${name}` }));
      return inspected(names, found, kind);
    }
    const all = (kind === "volume" ? volumes : networks).map((one): FakeVolume & FakeNetwork =>
      typeof one === "string" ? { name: one } : one,
    );
    const found = all
      .filter(({ name }) => names.includes(name))
      .map(({ name, labels = null, attached = [] }) => ({
        name,
        Name: name,
        Labels: labels,
        Containers: Object.fromEntries(attached.map((one) => [`id-${one}`, { Name: one }])),
      }));
    return inspected(names, found, kind ?? "");
  };

/** What `terraform show -json` prints of a state with those resources. */
export const stateJson = (resources: readonly Resource[]): string =>
  JSON.stringify({
    values: {
      root_module: {
        resources: resources.map(({ address, type, attributes, dependsOn }) => ({
          address,
          type,
          mode: "managed",
          values: attributes,
          depends_on: dependsOn,
        })),
      },
    },
  });

/** Terraform, where every command succeeds; `answers` are asked first. */
export const fakeTerraform =
  (state: () => readonly Resource[], ...answers: readonly FakeProgram[]): FakeProgram =>
  async (line, program) => {
    if (program.file !== "terraform") return undefined;
    for (const answer of answers) {
      const special = await answer(line, program);
      if (special !== undefined) return special;
    }
    if (line.startsWith("terraform show -no-color -json")) return { stdout: stateJson(state()) };
    return { stdout: line === "terraform version" ? "Terraform v1.11.4" : "" };
  };
