import type { Engine } from "./engine";
import { textOf } from "./json";
import type { Resource } from "./resource";
import type { ProgramResult } from "./run-program";

/** The command that tells more of a resource, by its address; undefined where none does. */
export type LookCloser = (address: string) => string | undefined;

/** Where in the synthesized stack an error was met: a place that nobody wrote by hand, and the line that stands there. */
const PLACE = /^ *on cdk\.tf\.json line \d+, in .*:\n(?: *\d+:.*\n?)*/gm;

/** What Terraform advises of variables, by options that the commands around it do not have. */
const VARIABLE_ADVICE =
  /\s+Use a -var or -var-file command line argument to\s+provide\s+a\s+value\s+for\s+this\s+variable\./g;

const UNWELL = /failed to be in healthy state|exited (?:after creation|immediately)/;
const NOT_REMOVED = "timeout while waiting for state to become 'removed'";
const OVERLAP = "Pool overlaps with other one";
const UNSET_VARIABLE = /input\s+variable\s+"([^"]+)"\s+is\s+not\s+set/g;

/** The command that tells more of a container, of who is on a network, or of who has a volume. */
export function lookCloserAt(resources: readonly Resource[], engineOf: (address: string) => Engine): LookCloser {
  return (address) => {
    const resource = resources.find((one) => one.address === address);
    const name = textOf(resource?.attributes.name);
    if (resource === undefined || name === undefined) return undefined;
    const engine = engineOf(address);
    if (resource.type === "docker_container") return engine.command("logs", "--tail", "50", name);
    if (resource.type === "docker_network") return engine.command("network", "inspect", name);
    return resource.type === "docker_volume" ? engine.command("ps", "--all", "--filter", `volume=${name}`) : undefined;
  };
}

/** Terraform's errors without what only leads into the synthesized stack. */
export const errorText = (stderr: string): string =>
  stderr
    .replace(PLACE, "")
    .replace(/^( *with \S+),$/gm, "$1")
    .replace(VARIABLE_ADVICE, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** The addresses whose destruction has begun and not ended. */
function unremoved(stdout: string): string[] {
  const begun = [...stdout.matchAll(/^(\S+): Destroying\.\.\./gm)].map(([, address = ""]) => address);
  const ended = new Set([...stdout.matchAll(/^(\S+): Destruction complete/gm)].map(([, address]) => address));
  return begun.filter((address) => !ended.has(address));
}

/** What helps against errors that say neither what they are about nor what to do. */
export function errorFixes({ stdout, stderr }: ProgramResult, lookCloser: LookCloser): string[] {
  const variables = [...stderr.matchAll(UNSET_VARIABLE)].map(([, name = ""]) => `export TF_VAR_${name}=…`);
  const unwell = stderr
    .split(/^Error: /m)
    .filter((error) => UNWELL.test(error))
    .flatMap((error) => lookCloser(/^ *with ([^\s,]+)/m.exec(error)?.[1] ?? "") ?? [])
    .map((command) => `look closer: ${command}`);
  const stuck = stderr.includes(NOT_REMOVED) ? unremoved(stdout) : [];
  const removals = stuck.map((address) => {
    const command = lookCloser(address);
    return `${address} was not removed in time${command === undefined ? "" : `; look closer: ${command}`}`;
  });
  const overlaps = stderr.includes(OVERLAP)
    ? ["another network of the engine has some of these addresses: set `subnet` of the host to one that none has"]
    : [];
  return [...new Set([...variables, ...unwell, ...removals, ...overlaps])];
}
