import { isWell, statusText } from "./checks";
import { CommandError } from "./command-error";
import { containersOf, type StackContainer } from "./container";
import type { Context } from "./context";
import type { Engine } from "./engine";
import { GrafanaClient } from "./grafana-client";
import { grafanasOf } from "./grafana-content";
import type { GrafanaLogin } from "./grafana-login";
import { loginChange, refusalFixes, type LoginChange } from "./login-change";
import { attempt, HttpApi } from "./http-api";
import { poll } from "./poll";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Terraform } from "./terraform";

/** How long a Grafana may take to become healthy once its container runs, in milliseconds. */
const LONGEST_START = 120_000;

/** How long a healthy Grafana may go on refusing a login, in milliseconds. */
const LONGEST_REFUSAL = 10_000;

/** A Grafana of the stack's that Terraform cannot read. */
export interface Outage {
  /** The container to apply first. */
  readonly container: StackContainer;
  readonly engine: Engine;
  /** What is wrong, in a few words. */
  readonly text: string;
  /** Whether it works, and only does not let the stack in. */
  readonly isRefusal: boolean;
  readonly change: LoginChange;
}

/** A Grafana that Terraform has to read before it can plan. */
interface Subject {
  readonly container: StackContainer;
  readonly engine: Engine;
  /** Its name on the engine, which may be about to change. */
  readonly name: string;
  readonly login: GrafanaLogin | undefined;
  readonly change: LoginChange;
  /** The volumes that it is about to have its database in; undefined where they stay. */
  readonly newVolumes?: readonly string[] | undefined;
}

async function statusOf({ clock }: Context, { engine, name }: Subject) {
  return poll(clock, { settled: (seen) => statusText(seen) !== "starting", within: () => LONGEST_START }, async () => ({
    seen: (await engine.containers([name])).get(name),
  }));
}

async function outageOf(context: Context, subject: Subject): Promise<Outage[]> {
  const { container, engine, name, login, change, newVolumes } = subject;
  if (newVolumes !== undefined) {
    const text = `Grafana's database is about to be another one, in the volume ${newVolumes.join(", ")}`;
    return [{ container, engine, text, isRefusal: false, change }];
  }
  const status = await statusOf(context, subject);
  if (!isWell(status)) {
    return [
      { container, engine, text: `Grafana's container ${name} is ${statusText(status)}`, isRefusal: false, change },
    ];
  }
  if (login === undefined) return [];
  const { url, authorization } = login;
  const api = new HttpApi({ url, authorization, signal: context.signal });
  const answer = await attempt(() => new GrafanaClient(api).logIn());
  if ("value" in answer) return [];
  const { isRefused } = answer.error;
  const text = isRefused ? `Grafana at ${url} refuses the stack's login` : `Grafana does not answer at ${url}`;
  return [{ container, engine, text, isRefusal: isRefused, change }];
}

async function outagesOf(context: Context, subjects: readonly Subject[]): Promise<Outage[]> {
  return (await Promise.all(subjects.map((subject) => outageOf(context, subject)))).flat();
}

/**
 * The volumes that a container is about to have in place of those that it has; undefined where they stay. Content that
 * Terraform reads before it is in the volume that goes.
 */
function newVolumesOf({ address, volumes }: StackContainer, deployed: readonly StackContainer[]) {
  const before = deployed.find((container) => container.address === address)?.volumes ?? volumes;
  const added = volumes.filter((volume) => !before.includes(volume));
  return added.length === 0 ? undefined : added;
}

/**
 * The Grafanas that hold content and cannot be read as they are: the container is gone, or the stack is about to change
 * its port, its password or its volume. While one cannot be read, Terraform cannot refresh its content, and no plan of
 * the whole stack succeeds; where another database takes its place, the plan would be made for the one that goes, and
 * leave the new one empty. One that is just starting is given time first. Somebody else's Grafana is left to Terraform.
 */
export async function grafanaOutages(
  context: Context,
  stack: Stack,
  state: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<Outage[]> {
  const deployed = containersOf(state);
  const declared = containersOf(stack.resources);
  // One that the stack no longer has is read all the same, so that its content can be destroyed.
  const containers = declared.some(({ component }) => component === "grafana") ? declared : deployed;
  const subjects = grafanasOf(stack, state, containers).flatMap(({ login, container }) => {
    if (container === undefined) return [];
    const name = deployed.find(({ address }) => address === container.address)?.name ?? container.name;
    const change = loginChange(container.address, state, stack.resources);
    const newVolumes = newVolumesOf(container, deployed);
    return [{ container, engine: engineOf(container.address), name, login, change, newVolumes }];
  });
  return outagesOf(context, subjects);
}

/**
 * What to apply or to plan without looking at Grafana's content: every container, those that the stack no longer has
 * too. The network comes with them, and each is replaced as it is (`replace_triggered_by`), since the engine removes no
 * network that one is still on: a target that were left out would stay on it.
 */
export function containerAddresses(stack: Stack, state: readonly Resource[]): string[] {
  const containers = [...stack.resources, ...state].filter(({ type }) => type === "docker_container");
  return [...new Set(containers.map(({ address }) => address))];
}

/**
 * Brings Grafana back before anything else: an apply that targets containers and what they depend on, and does not look
 * at the content, which Grafana's volume still has, or which the plan that follows finds missing.
 *
 * @param targets the addresses of containers, Grafana's among them
 * @throws {CommandError} when Terraform cannot, or Grafana still cannot be read
 */
export async function heal(
  context: Context,
  stack: Stack,
  terraform: Terraform,
  outages: readonly Outage[],
  targets: readonly string[],
): Promise<void> {
  const what = targets.length > outages.length ? "the containers" : "its container";
  for (const { text } of outages) context.terminal.note(`${text}: applying ${what} first`);
  await terraform.apply(targets);
  const contents = grafanasOf(stack, stack.resources, containersOf(stack.resources));
  const subjects = outages.map(({ container, engine, change }) => ({
    container,
    engine,
    change,
    name: container.name,
    login: contents.find((content) => content.container?.address === container.address)?.login,
  }));
  const still = await poll(
    context.clock,
    {
      settled: (seen) => seen.length === 0,
      within: (seen) => (seen.every(({ isRefusal }) => isRefusal) ? LONGEST_REFUSAL : LONGEST_START),
    },
    () => outagesOf(context, subjects),
  );
  if (still.length === 0) return;
  const fixes = still.flatMap((outage) => {
    const { isRefusal, engine, container, change } = outage;
    if (!isRefusal) return [`look closer: ${engine.command("logs", "--tail", "50", container.name)}`];
    const login = subjects.find((subject) => subject.container === container)?.login;
    return refusalFixes({ login, change, command: (...args) => engine.command(...args, container.name) });
  });
  throw new CommandError(still.map(({ text }) => text).join("\n"), fixes);
}
