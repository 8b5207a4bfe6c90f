import type { Container } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import { exporterMetrics } from "../promql/known";
import type { KnownMetrics } from "../promql/known-metrics";
import type { HostedProps, PublishedContainerOptions } from "./container-options";
import type { MonitoringHost } from "./monitoring-host";
import type { NotificationReceiver } from "./notification-receiver";
import {
  ALERTMANAGER_CONFIGURATION_PATH,
  receiverSecrets,
  renderAlertmanagerConfiguration,
} from "./private/alertmanager-configuration";
import { ConfigurationVolume } from "./private/configuration-volume";
import { escapeTemplate } from "./private/escape";
import { refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { durationProblems, urlProblems } from "./private/problems";
import { localUrl, publishedPort } from "./private/published-port";
import { receiverProblems } from "./private/receiver-problems";
import { addressOf } from "./private/terraform-address";
import type { IAlertReceiver } from "./prometheus";
import type { IScrapeTarget, ScrapeConfig } from "./scrape-target";

/** What {@link Alertmanager} can be told, beside where it runs. */
export interface AlertmanagerOptions extends PublishedContainerOptions {
  /**
   * Who is notified of alerts that are not only shown.
   *
   * @default - nobody
   */
  readonly receiver?: NotificationReceiver;
  /**
   * The address that users open, which links in notifications begin with. A proxy that serves it below a path takes the
   * path off: Alertmanager itself answers at `/`.
   *
   * @default - `http://localhost:<port>/`
   */
  readonly externalUrl?: string;
  /**
   * How long the first message of a group waits for more alerts of the group.
   *
   * @default "30s"
   */
  readonly groupWait?: string;
  /**
   * How long a group waits before it tells of alerts that came or went since its last message.
   *
   * @default "5m"
   */
  readonly groupInterval?: string;
  /**
   * How long until an alert that goes on firing is told of again.
   *
   * @default "4h"
   */
  readonly repeatInterval?: string;
}

/** Props of {@link Alertmanager}. */
export interface AlertmanagerProps extends AlertmanagerOptions, HostedProps {}

/**
 * Alertmanager, which takes Prometheus' alerts, groups them and notifies the receiver. It keeps silences and what it
 * sent in the volume `alertmanager-data`, which is no Terraform resource; a changed configuration replaces its
 * container, since it does not reload by itself.
 */
export class Alertmanager extends Construct implements IAlertReceiver, IScrapeTarget {
  readonly container: Container;
  readonly alertmanagerAddress = "alertmanager:9093";

  private readonly host: MonitoringHost;

  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id);
    const { host, receiver, groupWait = "30s", groupInterval = "5m", repeatInterval = "4h" } = props;
    const image = props.image ?? host.image("prom/alertmanager:v0.34.0");
    const port = publishedPort(props, 9093);
    this.host = host;

    const configuration = new ConfigurationVolume(this, "config", {
      host,
      component: "alertmanager-config",
      name: "alertmanager-config",
      image,
    });
    configuration.addFile("alertmanager.yml", () =>
      renderAlertmanagerConfiguration({ receiver, groupWait, groupInterval, repeatInterval }),
    );
    for (const [file, secret] of receiverSecrets(receiver)) configuration.addFile(file, () => escapeTemplate(secret));

    this.container = hardenedContainer(this, "Default", {
      host,
      component: "alertmanager",
      job: "alertmanager",
      name: "alertmanager",
      image,
      options: props,
      defaults: { memory: 128 },
      command: [
        `--config.file=${ALERTMANAGER_CONFIGURATION_PATH}/alertmanager.yml`,
        "--storage.path=/alertmanager",
        // Alone it has no peers to look for.
        "--cluster.listen-address=",
        `--web.external-url=${props.externalUrl ?? localUrl(port)}`,
        // Else it would serve below the address' path, where no healthcheck and no Prometheus looks for it.
        "--web.route-prefix=/",
      ],
      healthcheck: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:9093/-/ready || exit 1"],
      volumes: [
        configuration.mountedAt(ALERTMANAGER_CONFIGURATION_PATH),
        { volumeName: host.qualified("alertmanager-data"), containerPath: "/alertmanager" },
      ],
      port,
      hostEntry: true,
      dependsOn: [configuration.carrier],
      lifecycle: { replaceTriggeredBy: [addressOf(configuration.carrier)] },
    });
    refuseBadContainer(this, host, props, () => [
      ...receiverProblems("receiver", receiver),
      ...urlProblems("externalUrl", props.externalUrl),
      ...durationProblems("groupWait", groupWait),
      ...durationProblems("groupInterval", groupInterval),
      ...durationProblems("repeatInterval", repeatInterval),
    ]);
  }

  scrapeConfig(): ScrapeConfig {
    const { name } = this.host;
    const { alertmanagerAddress: address } = this;
    return { job: "alertmanager", addresses: [{ address, instance: `${name}:9093`, host: name }] };
  }

  knownMetrics(): KnownMetrics {
    return exporterMetrics.alertmanager;
  }
}
