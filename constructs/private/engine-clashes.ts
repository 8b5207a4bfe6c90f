import type { Container, ContainerPorts } from "@cdktf/provider-docker/lib/container";
import type { Network, NetworkIpamConfig } from "@cdktf/provider-docker/lib/network";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { TerraformResource, TerraformStack, Token, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { MonitoringHost } from "../monitoring-host";
import type { Problem } from "./problems";
import { doSubnetsOverlap } from "./subnet";

/** An address and a port of an engine's host that a container takes. */
export interface TakenPort {
  readonly address: string;
  readonly port: number;
}

/** What is known of a container of this package beside its resource. */
interface OwnContainer {
  readonly host: MonitoringHost;
  /** Ports that it takes without publishing them. */
  readonly listens: readonly TakenPort[];
}

/** The containers that this package made; those that an author made beside them are not here. */
const ownContainers = new WeakMap<IConstruct, OwnContainer>();

/** Notes whose container that is, so that {@link containerClashes} finds what two of them both take. */
export function noteContainer(container: Container, host: MonitoringHost, listens: readonly TakenPort[] = []): void {
  ownContainers.set(container, { host, listens });
}

/** The host whose network a container is in, where this package made the container. */
export const hostOfContainer = (container: IConstruct): MonitoringHost | undefined =>
  ownContainers.get(container)?.host;

/**
 * What a container and another one on the same engine both take: its name, or a port. The engine would refuse the
 * second of them in the middle of a deployment. Of two that this package made the later says so.
 */
export function containerClashes(container: Container): Problem[] {
  const own = ownContainers.get(container);
  const problems: Problem[] = [];
  let isLater = false;
  for (const other of resourcesOn<Container>(container, "docker_container")) {
    if (other === container) isLater = true;
    const others = ownContainers.get(other);
    // Whoever made both in one network's name is told to rename the network, and with it all that is in it.
    const isSaid =
      others !== undefined && others.host !== own?.host && others.host.networkName === own?.host.networkName;
    if (other === container || isSaid || (isLater && others !== undefined)) continue;
    const owner = `"${pathOf(other)}"`;
    const name = other.nameInput;
    if (name === container.nameInput && isLiteral(name)) {
      problems.push(`container name "${name}" is taken by ${owner} on the same engine: give one of them another`);
    }
    for (const { address, port } of takenPorts(container).filter((port) => takenPorts(other).some(meets(port)))) {
      problems.push(`port ${port} on ${address} is taken by ${owner} on the same engine: give one of them another`);
    }
  }
  return problems;
}

/** What a host's network and another one on the same engine both take: its name, or addresses. */
export function networkClashes(network: Network, subnet: string): Problem[] {
  const others = resourcesOn<Network>(network, "docker_network");
  return others.slice(0, others.indexOf(network)).flatMap((other) => {
    const owner = `"${pathOf(other)}"`;
    const isSameName = other.nameInput === network.nameInput && isLiteral(other.nameInput);
    const taken = subnetsOf(other).find((others) => doSubnetsOverlap(others, subnet));
    return [
      ...(isSameName
        ? [
            `network "${network.nameInput}" is that of ${owner} on the same engine too: ` +
              "give one of them a namePrefix, with a subnet and ports of its own",
          ]
        : []),
      ...(taken === undefined || isSameName
        ? []
        : [`subnet ${subnet} overlaps with ${taken} of ${owner} on the same engine: give one of them another`]),
    ];
  });
}

/** Every resource of the type in the app on the engine of that one, in the order in which they were made. */
function resourcesOn<Resource extends TerraformResource>(resource: Resource, type: string): Resource[] {
  const engine = engineOf(resource);
  const isOfType = (construct: IConstruct): construct is Resource =>
    TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === type;
  return resource.node.root.node
    .findAll()
    .filter(isOfType)
    .filter((other) => engineOf(other) === engine);
}

/**
 * What tells one engine from another. Where a provider names no engine, the environment does, which may be another one
 * for each stack: only resources of the same provider are then known to meet.
 */
function engineOf(resource: TerraformResource): string | undefined {
  const provider = resource.provider ?? defaultProvider(resource);
  if (provider === undefined) return undefined;
  const host = "hostInput" in provider && typeof provider.hostInput === "string" ? provider.hostInput : undefined;
  return host === undefined || Token.isUnresolved(host) ? `provider ${provider.node.path}` : host;
}

const defaultProvider = (resource: TerraformResource): TerraformProvider | undefined =>
  TerraformStack.of(resource)
    .allProviders()
    .find((provider) => provider.terraformResourceType === DockerProvider.tfResourceType && !provider.alias);

const pathOf = ({ node }: IConstruct): string => node.path.replace(/\/Default$/, "");

const isLiteral = (value: unknown): value is string | number => value !== undefined && !Token.isUnresolved(value);

function takenPorts(container: Container): TakenPort[] {
  const { portsInput } = container;
  const published: readonly ContainerPorts[] = Array.isArray(portsInput) ? portsInput : [];
  return [
    ...published
      .filter(({ protocol = "tcp" }) => protocol === "tcp")
      .flatMap(({ external, ip = "0.0.0.0" }) => (external === undefined ? [] : [{ address: ip, port: external }])),
    ...(ownContainers.get(container)?.listens ?? []),
  ].filter(({ address, port }) => isLiteral(address) && isLiteral(port));
}

const EVERYWHERE = "0.0.0.0";

const meets =
  (one: TakenPort) =>
  (other: TakenPort): boolean =>
    one.port === other.port &&
    (one.address === other.address || one.address === EVERYWHERE || other.address === EVERYWHERE);

function subnetsOf({ ipamConfigInput }: Network): string[] {
  const configs: readonly NetworkIpamConfig[] = Array.isArray(ipamConfigInput) ? ipamConfigInput : [];
  return configs.flatMap(({ subnet }) => (subnet === undefined ? [] : [subnet]));
}
