import type { StackContainer } from "../container";
import type { Deployment } from "../deployment";
import type { HttpApiError } from "../http-api";

/** Something that is not as it should be. */
export interface Problem {
  /** What is wrong. */
  readonly what: string;
  /** What would be right. */
  readonly expected: string;
  /** How to look closer: a command or an address. */
  readonly look: string;
}

/** What a check found. */
export interface CheckResult {
  /** What was looked at: `containers`. */
  readonly name: string;
  /** What was found, in a few words. */
  readonly summary: string;
  /**
   * What is wrong; none when the check passed.
   *
   * @default - nothing
   */
  readonly problems?: readonly Problem[];
  /**
   * What is worth knowing, and no failure; each one line, and a second one where there is something to do.
   *
   * @default - nothing
   */
  readonly notices?: readonly string[];
}

/** Looks at one thing of a deployment. */
export type Check = (deployment: Deployment) => Promise<CheckResult>;

/**
 * What to say of an API that could not be asked. An address on the loopback of another machine, or one that wants a
 * password that the stack does not know, says nothing about the deployment.
 */
export async function unasked(
  { engineOf }: Deployment,
  name: string,
  container: StackContainer,
  error: HttpApiError,
): Promise<CheckResult> {
  const engine = engineOf(container.address);
  if (error.isRefused) return skipped(name, container, "it asks for a password that is not the stack's");
  if (error.status === undefined && !(await engine.isLocal())) {
    return skipped(name, container, `${container.url ?? ""} is on the engine's machine, and not reached from here`);
  }
  const expected = `${container.name} answers at ${container.url ?? ""}`;
  const look = engine.command("logs", "--tail", "50", container.name);
  return { name, summary: `${container.name} does not answer`, problems: [{ what: error.message, expected, look }] };
}

/** A check that says nothing about the deployment. */
export const skipped = (name: string, container: StackContainer, why: string): CheckResult => ({
  name,
  summary: "not checked",
  notices: [`${name} of ${container.name} not checked: ${why}`],
});

/** `1 dashboard`, `2 dashboards`. */
export const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? "" : "s"}`;
