import type { IConstruct, Construct } from "constructs";
import type { IGrafana } from "../grafana";
import { contentStackProblems } from "./content-stack";
import { refuseWhile, type Problem } from "./problems";

/** What one piece of content is in its Grafana, as `dashboard uid "shop"`. */
interface Content {
  readonly grafana: IGrafana;
  readonly identity: string;
}

const contents = new WeakMap<IConstruct, Content>();

/**
 * Has content refuse whatever keeps it from its Grafana: another stack, and other content that is the same to Grafana,
 * as each of them would undo the other at every deployment.
 */
export function refuseBadContent(
  scope: Construct,
  grafana: IGrafana,
  identity: string,
  problems: () => readonly Problem[],
): void {
  contents.set(scope, { grafana, identity });
  refuseWhile(scope, () => [
    ...contentStackProblems(scope, grafana),
    ...sameContent(scope, grafana, identity),
    ...problems(),
  ]);
}

/** The content before it that is the same; what is after it says so itself. */
function sameContent(scope: Construct, { provider }: IGrafana, identity: string): Problem[] {
  const all = scope.node.root.node.findAll();
  return all.slice(0, all.indexOf(scope)).flatMap((other) => {
    const content = contents.get(other);
    return content?.identity === identity && content.grafana.provider === provider
      ? [`${identity} is that of "${other.node.path}" in the same Grafana too: give one of them another`]
      : [];
  });
}
