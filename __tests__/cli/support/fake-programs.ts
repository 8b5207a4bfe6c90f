import type { Resource } from "../../../cli/private/resource";
import type { FakeAnswer, FakeProgram } from "./fake-context";

/** A container as the engine would describe it. */
export interface FakeContainer {
  readonly name: string;
  readonly id?: string;
  readonly created?: string;
  readonly status?: string;
  readonly health?: string;
  readonly ports?: readonly number[];
}

const described = ({
  name,
  id = `id-${name}`,
  created = "2026-01-01T00:00:00Z",
  status = "running",
  health,
  ports = [],
}: FakeContainer) => ({
  Id: id,
  Name: `/${name}`,
  Created: created,
  State: { Status: status, ...(health === undefined ? {} : { Health: { Status: health } }) },
  HostConfig: { PortBindings: Object.fromEntries(ports.map((port) => [`${port}/tcp`, [{ HostPort: String(port) }]])) },
});

/** What an engine has; functions are asked anew each time. */
export interface FakeEngineParts {
  readonly containers?: () => readonly FakeContainer[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  /** The containers that publish a port, whoever made them. */
  readonly publishing?: readonly string[];
}

function inspected(names: readonly string[], found: readonly (object & { name: string })[], kind: string): FakeAnswer {
  const missing = names.filter((name) => !found.some((one) => one.name === name));
  const stderr = missing.map((name) => `Error: No such ${kind}: ${name}`).join("\n");
  return { code: missing.length === 0 ? 0 : 1, stdout: JSON.stringify(found), stderr };
}

/** The `docker` command in front of an engine with those parts. */
export const fakeDocker =
  ({ containers = () => [], volumes = [], networks = [], publishing = [] }: FakeEngineParts = {}): FakeProgram =>
  (_, { file, args }) => {
    if (file !== "docker") return undefined;
    const [kind, verb, ...names] = args.slice(2);
    if (kind === "version") return { stdout: "28.0.0\n" };
    if (kind === "ps") return { stdout: publishing.join("\n") };
    if (kind === "kill" || (kind === "volume" && verb === "rm")) return {};
    if (verb !== "inspect") return undefined;
    if (kind === "container") {
      const found = containers().filter(({ name }) => names.includes(name));
      return { ...inspected(names, found, kind), stdout: JSON.stringify(found.map(described)) };
    }
    const all = kind === "volume" ? volumes : networks;
    const found = all.filter((name) => names.includes(name)).map((name) => ({ name, Name: name }));
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
