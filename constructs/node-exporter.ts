import type { Container } from "@cdktf/provider-docker/lib/container";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { exporterMetrics } from "../promql/known";
import type { KnownMetrics } from "../promql/known-metrics";
import type { HostedProps, PublishedContainerOptions } from "./container-options";
import { ConfigurationVolume } from "./private/configuration-volume";
import { refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import type { MonitoringHost } from "./monitoring-host";
import { escapeTemplate } from "./private/escape";
import type { Problem } from "./private/problems";
import type { IScrapeTarget, ScrapeConfig } from "./scrape-target";

/** Basic authentication of Node Exporter's own web server. */
export interface NodeExporterWebConfig {
  readonly username: string;
  /** The bcrypt hash that Node Exporter compares with, as `htpasswd -nBC 10` prints it behind the colon. */
  readonly passwordHash: string;
  /** The password that Prometheus sends; a sensitive value. */
  readonly password: string;
}

/** What {@link NodeExporter} can be told, beside where it runs. */
export interface NodeExporterOptions extends Omit<PublishedContainerOptions, "listenAddress" | "port"> {
  /**
   * The port on the host.
   *
   * @default 9100
   */
  readonly port?: number;
  /**
   * Authentication of the exporter's own web server.
   *
   * @default - none: what the exporter shows can be read on loopback and from containers on the host
   */
  readonly webConfig?: NodeExporterWebConfig;
  /**
   * How mounts that the host makes later reach the exporter. `rslave` shows them, and needs `/` to be a shared mount, as
   * it is where systemd runs.
   *
   * @default - later mounts are not seen
   */
  readonly mountPropagation?: "rslave";
}

/** Props of {@link NodeExporter}. */
export interface NodeExporterProps extends NodeExporterOptions, HostedProps {}

const WEB_CONFIG_PATH = "/etc/node-exporter";

/**
 * Node Exporter in the host's own network, so that it reports the host's interfaces, disks and mounts rather than a
 * container's. It listens on loopback and on the gateway of the monitoring network, where Prometheus finds it.
 */
export class NodeExporter extends Construct implements IScrapeTarget {
  readonly container: Container;

  private readonly host: MonitoringHost;
  private readonly port: number;
  private readonly webConfig: NodeExporterWebConfig | undefined;

  constructor(scope: Construct, id: string, props: NodeExporterProps) {
    super(scope, id);
    const { host, port = 9100, webConfig, mountPropagation } = props;
    const image = props.image ?? host.image("prom/node-exporter:v1.12.1");
    this.host = host;
    this.port = port;
    this.webConfig = webConfig;

    const configuration = webConfig === undefined ? undefined : this.webConfiguration(image, webConfig);
    this.container = hardenedContainer(this, "Default", {
      host,
      component: "node-exporter",
      job: "node",
      name: "node-exporter",
      image,
      options: props,
      defaults: { memory: 128 },
      command: [
        "--path.procfs=/host/proc",
        "--path.sysfs=/host/sys",
        "--path.rootfs=/host",
        "--path.udev.data=/host/run/udev/data",
        `--web.listen-address=127.0.0.1:${port}`,
        `--web.listen-address=${host.gateway}:${port}`,
        ...(configuration === undefined ? [] : [`--web.config.file=${WEB_CONFIG_PATH}/web.yml`]),
      ],
      healthcheck: [
        "CMD-SHELL",
        // An exporter that asks for a password works too.
        `wget -q -O /dev/null http://127.0.0.1:${port}/ 2>&1 || wget -O /dev/null http://127.0.0.1:${port}/ 2>&1 | grep -q 401`,
      ],
      volumes: [
        ...(mountPropagation === undefined ? [{ hostPath: "/", containerPath: "/host", readOnly: true }] : []),
        ...(configuration === undefined ? [] : [configuration.mountedAt(WEB_CONFIG_PATH)]),
      ],
      mounts:
        mountPropagation === undefined
          ? undefined
          : [
              {
                type: "bind",
                source: "/",
                target: "/host",
                readOnly: true,
                bindOptions: { propagation: mountPropagation },
              },
            ],
      hostNetwork: true,
      listens: [
        { address: "127.0.0.1", port },
        { address: host.gateway, port },
      ],
      url: `http://127.0.0.1:${port}`,
      // The gateway's address exists once the network does.
      dependsOn: [host.network, ...(configuration === undefined ? [] : [configuration.carrier])],
    });
    refuseBadContainer(this, host, props, () => webConfigProblems(webConfig));
  }

  scrapeConfig(): ScrapeConfig {
    const { name, gateway } = this.host;
    const { port, webConfig } = this;
    return {
      job: "node",
      addresses: [{ address: `${gateway}:${port}`, instance: `${name}:${port}`, host: name }],
      ...(webConfig === undefined
        ? {}
        : { credentials: { username: webConfig.username, password: webConfig.password } }),
    };
  }

  knownMetrics(): KnownMetrics {
    return exporterMetrics.nodeExporter;
  }

  private webConfiguration(image: string, { username, passwordHash }: NodeExporterWebConfig): ConfigurationVolume {
    const configuration = new ConfigurationVolume(this, "config", {
      host: this.host,
      component: "node-exporter-config",
      name: "node-exporter-config",
      image,
    });
    // JSON is YAML, and quotes whatever the name and the hash contain.
    const web = JSON.stringify({ basic_auth_users: { [username]: passwordHash } });
    configuration.addFile("web.yml", () => escapeTemplate(web));
    return configuration;
  }
}

const BCRYPT_HASH = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;

/** What is wrong with the authentication; values are not repeated, since a password may be among them. */
function webConfigProblems(webConfig: NodeExporterWebConfig | undefined): Problem[] {
  if (webConfig === undefined) return [];
  const { username, passwordHash, password } = webConfig;
  return [
    ...Object.entries({ username, password })
      .filter(([, value]) => value === "")
      .map(([name]) => `webConfig.${name} must not be empty: leave webConfig out where no password is asked for`),
    ...(Token.isUnresolved(passwordHash) || BCRYPT_HASH.test(passwordHash)
      ? []
      : ["webConfig.passwordHash must be a bcrypt hash, as htpasswd -nBC 10 prints it: received something else"]),
  ];
}
