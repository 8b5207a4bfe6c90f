import { Network } from "@cdktf/provider-docker/lib/network";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { TerraformStack, Token, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { networkClashes } from "./private/engine-clashes";
import { literalProblems, refuseWhile, registryProblems, type Problem } from "./private/problems";
import { acceptProviderVersions } from "./private/provider-versions";
import { parseSubnet, subnetProblems } from "./private/subnet";

/** Props of {@link MonitoringHost}. */
export interface MonitoringHostProps {
  /**
   * The host's name, which every target carries as its label `host` and at the head of its `instance`. It is not read
   * from the machine, since a plan may be made on another one than the engine's.
   *
   * @default "docker-host"
   */
  readonly name?: string;
  /**
   * The docker provider that leads to the host's engine.
   *
   * @default - the stack's docker provider; where it has none, one for the engine that the environment names
   */
  readonly provider?: DockerProvider;
  /**
   * The IPv4 network that the containers share. Its first address is the gateway, on which the host's own exporters
   * listen, so it is fixed; the default lies outside of what Docker hands out by itself.
   *
   * @default "172.16.90.0/24"
   */
  readonly subnet?: string;
  /**
   * What the names of containers, volumes and the network begin with, so that a second stack can live on the same
   * engine. The second stack needs a subnet and ports of its own too.
   *
   * @default - no prefix
   */
  readonly namePrefix?: string;
  /**
   * The registry that default images are pulled from in place of their own, as `host`, `host:port` or either with a path,
   * such as `mirror.example.com:5000`. An image that is given by its full name is taken as it is.
   *
   * @default - each image's own registry
   */
  readonly registry?: string;
}

/** One Docker host: its engine, its name, and the network that the stack's containers on it share. */
export class MonitoringHost extends Construct {
  /** The value of the label `host`. */
  readonly name: string;
  /** The provider that leads to the engine. */
  readonly provider: TerraformProvider;
  /** The network that the containers share. */
  readonly network: Network;
  /** The name of that network, which also names the stack on its engine. */
  readonly networkName: string;
  /** The host's own address within that network. */
  readonly gateway: string;
  /** What the names of containers and volumes begin with; empty without a prefix. */
  readonly namePrefix: string;

  private readonly registry: string | undefined;

  constructor(scope: Construct, id: string, props: MonitoringHostProps = {}) {
    super(scope, id);
    const { name = "docker-host", subnet = "172.16.90.0/24", namePrefix = "" } = props;
    this.name = name;
    this.namePrefix = namePrefix;
    this.networkName = this.qualified("monitoring");
    this.registry = props.registry;
    this.provider = props.provider ?? this.providerOfStack();
    acceptProviderVersions(this, "docker");
    // Of what is no subnet, and refused as such, whatever looks like an address, so that nothing else refuses it again.
    this.gateway = parseSubnet(subnet)?.gateway ?? subnet.replace(/\/.*/s, "");
    this.network = new Network(this, "Default", {
      provider: this.provider,
      name: this.networkName,
      driver: "bridge",
      ipamConfig: [{ subnet, gateway: this.gateway }],
    });
    refuseWhile(this, () => [...hostProblems(name, subnet, props), ...networkClashes(this.network, subnet)]);
  }

  /** The name of a container or volume on the engine. */
  qualified(name: string): string {
    return `${this.namePrefix}${name}`;
  }

  /** The full name of a default image, from the registry that this host pulls from. */
  image(name: string): string {
    if (this.registry === undefined) return name;
    const [first = "", ...rest] = name.split("/");
    const hasRegistry = rest.length > 0 && /[.:]/.test(first);
    return `${this.registry}/${hasRegistry ? rest.join("/") : name}`;
  }

  private providerOfStack(): DockerProvider {
    const stack = TerraformStack.of(this);
    const isDefault = (provider: TerraformProvider): provider is DockerProvider =>
      provider.terraformResourceType === DockerProvider.tfResourceType && provider.alias === undefined;
    return stack.allProviders().find(isDefault) ?? new DockerProvider(stack, "docker");
  }
}

function hostProblems(
  name: string,
  subnet: string,
  { namePrefix, registry, subnet: given }: MonitoringHostProps,
): Problem[] {
  const problems = Object.entries({ name, subnet, namePrefix }).flatMap(([option, value]) =>
    literalProblems(option, value),
  );
  if (!Token.isUnresolved(name) && !/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/.test(name)) {
    problems.push(`name must be a host name of letters, digits, "." and "-": received "${name}"`);
  }
  if (!Token.isUnresolved(subnet)) problems.push(...subnetProblems("subnet", subnet));
  if (namePrefix !== undefined && !Token.isUnresolved(namePrefix) && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(namePrefix)) {
    problems.push(
      `namePrefix must begin with a letter or digit, then letters, digits, "_", "." and "-": received "${namePrefix}"`,
    );
  }
  if (namePrefix !== undefined && given === undefined) {
    problems.push(
      `subnet must be given with namePrefix "${namePrefix}": two stacks on one engine cannot share ${subnet}`,
    );
  }
  problems.push(...registryProblems("registry", registry));
  return problems;
}
