import {
  Container,
  type ContainerConfig,
  type ContainerLabels,
  type ContainerVolumes,
} from "@cdktf/provider-docker/lib/container";
import { Image } from "@cdktf/provider-docker/lib/image";
import { TerraformStack, type ITerraformDependable, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { formatGoDuration } from "../../promql/duration";
import type { ContainerOptions, ProgramOptions } from "../container-options";
import type { MonitoringHost } from "../monitoring-host";
import { containerClashes, noteContainer, type TakenPort } from "./engine-clashes";
import { escapeTemplate } from "./escape";
import { refuseWhile } from "./problems";
import { reachableUrl, type PublishedPort } from "./published-port";
import { addressOf } from "./terraform-address";

/** The part that a container plays, as its label `cdktf-monitoring.component` says. */
export type Component =
  | "prometheus"
  | "prometheus-config"
  | "grafana"
  | "node-exporter"
  | "node-exporter-config"
  | "cadvisor"
  | "alertmanager"
  | "alertmanager-config"
  | "application"
  | "exporter";

/** What sets one container apart from the others. */
export interface HardenedContainerProps {
  readonly host: MonitoringHost;
  readonly component: Component;
  /** The name without the host's prefix, by which the other containers reach it. */
  readonly name: string;
  readonly image: string;
  readonly options: ContainerOptions;
  readonly defaults: { readonly memory: number; readonly stopGraceSeconds?: number };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How a program that is not ours runs. */
  readonly program?: ProgramOptions;
  /** Capabilities that are given back after all were dropped. */
  readonly capabilities?: readonly string[];
  readonly devices?: ContainerConfig["devices"];
  /** The command that tells whether the program works; without one nobody waits for it. */
  readonly healthcheck?: readonly string[];
  readonly volumes?: readonly ContainerVolumes[];
  readonly mounts?: ContainerConfig["mounts"];
  readonly port?: PublishedPort;
  /** The job under which Prometheus scrapes it. */
  readonly job?: string;
  /** The address that the label names where no port is published. */
  readonly url?: string;
  readonly hostNetwork?: boolean;
  /** Ports that it takes in the host's own network. */
  readonly listens?: readonly TakenPort[];
  /** Adds the name `host.docker.internal` for the host. */
  readonly hostEntry?: boolean;
  readonly dependsOn?: readonly ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** How often a container's health is looked at; the engine looks for the first time after one interval. */
const HEALTH_INTERVAL = formatGoDuration(5_000);
const HEALTH_TIMEOUT = formatGoDuration(5_000);

/** How a folder in memory is mounted. */
const TEMPORARY = "rw,noexec,nosuid,size=64m";

/** What each container of the stack carries, so that `docker ps` and the commands around a deployment can tell them. */
export function containerLabels(
  host: MonitoringHost,
  component: Component,
  { job, url }: { readonly job?: string; readonly url?: string } = {},
): ContainerLabels[] {
  const labels = { component, stack: host.networkName, job, url };
  return Object.entries(labels).flatMap(([label, value]) =>
    value === undefined ? [] : [{ label: `cdktf-monitoring.${label}`, value }],
  );
}

/** An image that stays on the engine when the stack goes. */
export function keptImage(scope: Construct, host: MonitoringHost, name: string): Image {
  return new Image(scope, "image", { provider: host.provider, name, keepLocally: true });
}

/**
 * A container that may do nothing but its work: no capabilities, no new privileges, a read-only root, bounded memory
 * and logs. Attributes that the engine fills in by itself are all set, so that a second plan is empty.
 */
export function hardenedContainer(scope: Construct, id: string, props: HardenedContainerProps): Container {
  const { host, options, port, program = {} } = props;
  const { command, capabilities, env = program.environment } = { ...program, ...props };
  const memory = options.memory ?? props.defaults.memory;
  const image = keptImage(scope, host, props.image);
  const url = props.url ?? (port === undefined ? undefined : reachableUrl(port));
  const container = new Container(scope, id, {
    provider: host.provider,
    name: host.qualified(props.name),
    image: image.name,
    ...(command === undefined ? {} : { command: command.map(escapeTemplate) }),
    ...(props.entrypoint === undefined ? {} : { entrypoint: [...props.entrypoint] }),
    env: Object.entries(env ?? {}).map(([name, value]) => `${name}=${escapeTemplate(value)}`),
    user: program.user,
    restart: options.restart ?? "unless-stopped",
    mustRun: true,
    readOnly: true,
    tmpfs: Object.fromEntries(["/tmp", ...(program.writableFolders ?? [])].map((folder) => [folder, TEMPORARY])),
    capabilities: { drop: ["ALL"], ...(capabilities === undefined ? {} : { add: [...capabilities] }) },
    securityOpts: ["no-new-privileges:true"],
    devices: props.devices,
    memory,
    memorySwap: memory,
    logDriver: "json-file",
    logOpts: { "max-size": options.logMaxSize ?? "10m", "max-file": String(options.logMaxFiles ?? 3) },
    ...grace(options.stopGraceSeconds ?? props.defaults.stopGraceSeconds ?? 30),
    ...networking(props),
    ...(port === undefined ? {} : { ports: [{ internal: port.internal, external: port.external, ip: port.address }] }),
    ...(props.healthcheck === undefined ? {} : waitFor(props.healthcheck)),
    volumes: [...(props.volumes ?? [])],
    mounts: props.mounts,
    labels: containerLabels(host, props.component, { job: props.job, url }),
    dependsOn: [...(props.dependsOn ?? [])],
    lifecycle: lifecycleOf(scope, props),
  });
  noteContainer(container, host, props.listens);
  refuseWhile(scope, () => containerClashes(container));
  return container;
}

const grace = (seconds: number) => ({ destroyGraceSeconds: seconds, stopTimeout: seconds });

const waitFor = (test: readonly string[]) => ({
  healthcheck: {
    test: [...test],
    interval: HEALTH_INTERVAL,
    timeout: HEALTH_TIMEOUT,
    startPeriod: HEALTH_INTERVAL,
    retries: 3,
  },
  wait: true,
  waitTimeout: 120,
});

function networking({ host, name, hostNetwork = false, hostEntry = false }: HardenedContainerProps) {
  if (hostNetwork) return { networkMode: "host" };
  return {
    networkMode: "bridge",
    networksAdvanced: [{ name: host.network.name, aliases: [name] }],
    ...(hostEntry ? { host: [{ host: "host.docker.internal", ip: "host-gateway" }] } : {}),
  };
}

/**
 * A container leaves its network only when it is replaced, and the network keeps its name when its subnet changes. The
 * id changes with nothing but another network; Terraform follows it within one stack.
 */
function lifecycleOf(scope: Construct, { host, hostNetwork = false, lifecycle }: HardenedContainerProps) {
  if (hostNetwork || TerraformStack.of(scope) !== TerraformStack.of(host)) return lifecycle;
  const network = `${addressOf(host.network)}.id`;
  return { ...lifecycle, replaceTriggeredBy: [...(lifecycle?.replaceTriggeredBy ?? []), network] };
}
