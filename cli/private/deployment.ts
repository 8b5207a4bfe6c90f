import { containersOf, type StackContainer } from "./container";
import type { Context } from "./context";
import type { Engine } from "./engine";
import { HttpApi } from "./http-api";
import { PrometheusClient } from "./prometheus-client";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** A stack that was deployed, as the checks look at it. */
export interface Deployment {
  readonly context: Context;
  readonly stack: Stack;
  /** What Terraform's state holds. */
  readonly resources: readonly Resource[];
  readonly containers: readonly StackContainer[];
  readonly engineOf: (address: string) => Engine;
  /** How long to wait for each thing that takes a while, in milliseconds. */
  readonly patience: number;
  /** Whether an application that does not answer is a failure. */
  readonly strict: boolean;
}

/** A deployment of the resources that Terraform's state holds. */
export const deploymentOf = (parts: Omit<Deployment, "containers">): Deployment => ({
  ...parts,
  containers: containersOf(parts.resources),
});

/** The containers of a component that are meant to run. */
export const runningOf = ({ containers }: Deployment, component: string): StackContainer[] =>
  containers.filter((container) => container.component === component && container.runs);

/** The Prometheus in a container, at the address that its label names. */
export const prometheusAt = ({ context: { signal } }: Deployment, url: string): PrometheusClient =>
  new PrometheusClient(new HttpApi({ url, signal }));
