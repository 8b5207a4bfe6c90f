import type { Resource } from "../../../cli/private/resource";

/** A container as a stack declares it, with the labels that the constructs write. */
export interface ContainerParts {
  readonly component: string;
  readonly name?: string;
  readonly url?: string;
  readonly job?: string;
  /** The name of its stack's network. */
  readonly stack?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A container of a stack. */
export function container({ component, name = component, url, job, stack, attributes = {} }: ContainerParts): Resource {
  const labels = Object.entries({ component, url, job, stack }).flatMap(([label, value]) =>
    value === undefined ? [] : [{ label: `cdktf-monitoring.${label}`, value }],
  );
  return {
    address: `docker_container.${name}`,
    type: "docker_container",
    attributes: { name, id: `id-${name}`, image: `example/${name}:1.0`, labels, start: true, ...attributes },
    dependsOn: [],
  };
}

/** A container that carries files into a volume. */
export const carrier = (component: string, files: Readonly<Record<string, string>>): Resource =>
  container({
    component: `${component}-config`,
    attributes: {
      start: false,
      volumes: [{ volume_name: `${component}-config`, container_path: "/configuration" }],
      upload: Object.entries(files).map(([file, content]) => ({ file: `/configuration/${file}`, content })),
    },
  });

/** Any other resource. */
export const resource = (
  type: string,
  name: string,
  attributes: Readonly<Record<string, unknown>> = {},
  dependsOn: readonly string[] = [],
): Resource => ({ address: `${type}.${name}`, type, attributes, dependsOn });

/** A resource in the Grafana of that container. */
export const content = (
  type: string,
  name: string,
  attributes: Readonly<Record<string, unknown>> = {},
  grafana = "grafana",
): Resource => resource(type, name, attributes, [`docker_container.${grafana}`]);

/** The cdk.tf.json that declares the resources. */
export function stackJson(resources: readonly Resource[], rest: object = {}): object {
  const types = [...new Set(resources.map(({ type }) => type))];
  return {
    ...rest,
    resource: Object.fromEntries(
      types.map((type) => [
        type,
        Object.fromEntries(
          resources
            .filter((one) => one.type === type)
            .map(({ address, attributes, dependsOn }) => [
              address.slice(type.length + 1),
              { ...attributes, depends_on: dependsOn },
            ]),
        ),
      ]),
    ),
  };
}
