import { deploymentOf, type Deployment } from "../../../cli/private/deployment";
import { enginesOf } from "../../../cli/private/engine";
import type { Resource } from "../../../cli/private/resource";
import { readStack } from "../../../cli/private/stack";
import { fakeContext, type FakeContext } from "./fake-context";
import { fakeDocker, type FakeContainer } from "./fake-programs";
import { stackJson } from "./resources";

export interface FakeDeploymentOptions {
  readonly resources: readonly Resource[];
  /** What the engine has; asked anew each time. */
  readonly containers?: () => readonly FakeContainer[];
  readonly strict?: boolean;
  /** The rest of cdk.tf.json: providers, variables. */
  readonly json?: object;
  readonly env?: Readonly<Record<string, string>>;
}

/** A deployment whose engine and clock are fakes. */
export function fakeDeployment({
  resources,
  containers,
  strict = false,
  json = {},
  env = {},
}: FakeDeploymentOptions): Deployment & { readonly context: FakeContext } {
  const context = fakeContext({ env, programs: [fakeDocker(containers === undefined ? {} : { containers })] });
  const stack = readStack({ name: "monitoring", directory: "/", json: stackJson(resources, json), env });
  const engineOf = enginesOf(context, stack);
  const patience = 60_000;
  return { ...deploymentOf({ context, stack, resources, engineOf, strict, patience }), context };
}
