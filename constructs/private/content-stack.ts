import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { IGrafana } from "../grafana";
import type { Problem } from "./problems";

/**
 * Content reaches its Grafana by a provider of its own stack: Terraform knows no provider of another one, and cannot
 * order content of one stack after a container of another.
 */
export function contentStackProblems(scope: Construct, { provider, dependencies }: IGrafana): Problem[] {
  const stack = TerraformStack.of(scope);
  const isElsewhere = (part: unknown) => Construct.isConstruct(part) && TerraformStack.of(part) !== stack;
  if (![provider, ...dependencies].some(isElsewhere)) return [];
  return [
    `grafana must be reached from this stack, "${stack.node.path}", and belongs to another: ` +
      "give { provider: new GrafanaProvider(…), dependencies: [] } with a provider of this stack, and deploy that one first",
  ];
}
