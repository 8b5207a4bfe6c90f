import type { Endpoint } from "./endpoint";
import { isObject, listOf, objectOf, textOf, textsOf, type JsonObject } from "./json";
import { resourcesOf, type Resource } from "./resource";

/** A file that is put into a container when it is made. */
export interface Upload {
  readonly file: string;
  readonly content: string;
}

/** What the commands need to know of a container of the stack. */
export interface StackContainer {
  /** Terraform's address. */
  readonly address: string;
  /** The name on the engine. */
  readonly name: string;
  readonly image: string;
  /** The name of its stack's network, as its label says; undefined when it has none. */
  readonly stack: string | undefined;
  /** What it is for, as its label says: `prometheus`, `grafana-config`, `application`, … */
  readonly component: string;
  /** Where the engine's host reaches it; undefined when it publishes no port. */
  readonly url: string | undefined;
  /** The scrape job that it is the target of; undefined when it is none. */
  readonly job: string | undefined;
  /** Whether it is meant to run; one that is not only carries configuration into a volume. */
  readonly runs: boolean;
  readonly command: readonly string[];
  readonly uploads: readonly Upload[];
  /** The names of the volumes that it mounts. */
  readonly volumes: readonly string[];
  /** The ports of the host that it takes. */
  readonly endpoints: readonly Endpoint[];
}

const LABEL = "cdktf-monitoring.";

/** The job under which a component is scraped when no label says so. */
const JOBS: Readonly<Record<string, string>> = {
  prometheus: "prometheus",
  grafana: "grafana",
  alertmanager: "alertmanager",
  "node-exporter": "node",
  cadvisor: "cadvisor",
};

function labelsOf(attributes: JsonObject): ReadonlyMap<string, string> {
  const labels = listOf(attributes.labels).filter(isObject);
  return new Map(labels.map((label) => [textOf(label.label) ?? "", textOf(label.value) ?? ""]));
}

function jobOf(component: string, name: string, label: string | undefined): string | undefined {
  if (label !== undefined) return label;
  return component === "application" || component === "exporter" ? name : JOBS[component];
}

/** The port of a url; undefined when it is no url. */
function endpointOf(url: string | undefined): Endpoint[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { hostname, port, protocol } = new URL(url);
  return [{ address: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) }];
}

function publishedOf(attributes: JsonObject): Endpoint[] {
  return listOf(attributes.ports).flatMap((item) => {
    const { external, ip, protocol } = objectOf(item);
    if (typeof external !== "number" || external === 0 || protocol === "udp") return [];
    return [{ address: textOf(ip) ?? "0.0.0.0", port: external }];
  });
}

function containerOf({ address, attributes }: Resource): StackContainer {
  const labels = labelsOf(attributes);
  const name = textOf(attributes.name) ?? address;
  const component = labels.get(`${LABEL}component`) ?? "container";
  const url = labels.get(`${LABEL}url`);
  return {
    address,
    name,
    image: textOf(attributes.image) ?? "",
    stack: labels.get(`${LABEL}stack`),
    component,
    url,
    job: jobOf(component, name, labels.get(`${LABEL}job`)),
    runs: attributes.start !== false,
    command: textsOf(attributes.command),
    uploads: listOf(attributes.upload).flatMap((item) => {
      const { file, content } = objectOf(item);
      return typeof file === "string" && typeof content === "string" ? [{ file, content }] : [];
    }),
    volumes: listOf(attributes.volumes).flatMap((item) => textOf(objectOf(item).volume_name) ?? []),
    // In the host's network nothing is published: the url alone says which port it takes.
    endpoints: attributes.network_mode === "host" ? endpointOf(url) : publishedOf(attributes),
  };
}

/** The containers among the resources, by name. */
export const containersOf = (resources: readonly Resource[]): StackContainer[] =>
  resourcesOf(resources, "docker_container")
    .map(containerOf)
    .sort((one, other) => one.name.localeCompare(other.name));

/** The container that carries the configuration of another one: they mount a volume in common. */
export function carrierOf(container: StackContainer, all: readonly StackContainer[]): StackContainer | undefined {
  return all.find(
    ({ component, volumes }) =>
      component === `${container.component}-config` && volumes.some((volume) => container.volumes.includes(volume)),
  );
}

/** The volumes with data: containers name them, and no resource of the stack owns them. */
export function dataVolumesOf(resources: readonly Resource[]): string[] {
  const owned = new Set(resourcesOf(resources, "docker_volume").map(({ attributes }) => attributes.name));
  const named = containersOf(resources).flatMap(({ volumes }) => volumes);
  return [...new Set(named)].filter((volume) => !owned.has(volume) && !volume.startsWith("${")).sort();
}
