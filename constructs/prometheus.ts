import type { Container } from "@cdktf/provider-docker/lib/container";
import { LABEL_NAME } from "cdktf-monitoring-metrics/definitions";
import { Annotations, Aspects } from "cdktf";
import { Construct } from "constructs";
import { prometheusRecordingFile, prometheusRuleFile, validateAlertGroups, type AlertGroup } from "../alerts";
import { exporterMetrics } from "../promql/known";
import { mergeMetrics, SCRAPE_METRICS, type KnownMetrics } from "../promql/known-metrics";
import type { HostedProps, PublishedContainerOptions } from "./container-options";
import type { IMetricSource } from "./metric-source";
import type { MonitoringHost } from "./monitoring-host";
import { ConfigurationVolume } from "./private/configuration-volume";
import { escapeTemplate } from "./private/escape";
import { refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { keptMetrics, type KeptMetrics } from "./private/kept-metrics";
import { durationProblems, sizeProblems, urlProblems } from "./private/problems";
import { CONFIGURATION_PATH, credentialsFile, renderPrometheusConfiguration } from "./private/prometheus-configuration";
import { localUrl, publishedPort } from "./private/published-port";
import { groupProblems, groupQueries, recordedMetrics } from "./private/rule-checks";
import {
  DEFAULT_LIMITS,
  defaultTimeout,
  limitProblems,
  mergeJobs,
  scrapeTargetProblems,
  timeoutProblems,
} from "./private/scrape-jobs";
import { isQuerySource, type AskedQuery, type IQuerySource } from "./query-source";
import type { IScrapeTarget, ScrapeConfig, ScrapeLimits } from "./scrape-target";

/** What {@link Prometheus} can be told, beside where it runs. */
export interface PrometheusOptions extends PublishedContainerOptions {
  /**
   * How often targets are scraped. Windows of the alerts and panels that `MonitoringStack` brings grow with it, so
   * that each holds four scrapes.
   *
   * @default "15s"
   */
  readonly scrapeInterval?: string;
  /**
   * How long a scrape may take; no longer than the interval.
   *
   * @default "10s", or the scrape interval where that is shorter
   */
  readonly scrapeTimeout?: string;
  /**
   * How often rules are evaluated, unless their group says otherwise.
   *
   * @default "15s"
   */
  readonly evaluationInterval?: string;
  /**
   * How long samples are kept.
   *
   * @default "15d"
   */
  readonly retentionTime?: string;
  /**
   * How much room samples may take before the oldest go: at most 80 to 85 % of the disk, as Prometheus' documentation
   * of its storage advises.
   *
   * @default "10GB"
   */
  readonly retentionSize?: string;
  /**
   * How much one scrape may bring, for targets that do not say so themselves.
   *
   * @default - 50,000 samples, 40 labels of 200 and 2,048 bytes, 32 MB
   */
  readonly scrapeLimits?: ScrapeLimits;
  /**
   * The address that users open, which links in notifications begin with. A proxy that serves it below a path takes the
   * path off: Prometheus itself answers at `/`.
   *
   * @default - `http://localhost:<port>/`
   */
  readonly externalUrl?: string;
  /**
   * Labels on whatever leaves this Prometheus: alerts and federated or forwarded samples.
   *
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Whether only those metrics are stored that dashboards, alerts and recording rules of the app query, by name. What a
   * query may need is kept: a job that a query without a metric's name can reach is stored whole, and synth warns of
   * it. Queries from outside of the app are given as `alsoQueried`, in PromQL.
   *
   * @default false
   */
  readonly keepOnlyQueriedMetrics?: boolean | { readonly alsoQueried: readonly string[] };
}

/** Props of {@link Prometheus}. */
export interface PrometheusProps extends PrometheusOptions, HostedProps {}

/** An Alertmanager that Prometheus sends its alerts to. */
export interface IAlertReceiver {
  /** `host:port` as Prometheus reaches it. */
  readonly alertmanagerAddress: string;
}

/**
 * Prometheus in a container, with its configuration in a volume that it reloads by itself: a changed target or rule
 * reaches it within seconds, without a restart. It scrapes itself from the start. Samples live in the volume
 * `prometheus-data`, which is no Terraform resource, so that no plan can delete it.
 */
export class Prometheus extends Construct implements IScrapeTarget, IMetricSource, IQuerySource {
  readonly host: MonitoringHost;
  readonly container: Container;
  /** How often targets are scraped. */
  readonly scrapeInterval: string;
  /** How long samples are kept. */
  readonly retentionTime: string;
  /** The address within the host's monitoring network. */
  readonly networkUrl = "http://prometheus:9090";

  private readonly keepOnlyQueriedMetrics: PrometheusOptions["keepOnlyQueriedMetrics"];
  private readonly configuration: ConfigurationVolume;
  private readonly targets: IScrapeTarget[] = [];
  private readonly alertGroups: AlertGroup[] = [];
  private readonly recordingGroups: AlertGroup[] = [];
  private readonly receivers: IAlertReceiver[] = [];
  /** Kept while nothing is added, since every query of the stack asks for it. */
  private known: KnownMetrics | undefined;

  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    const { host, scrapeInterval = "15s", retentionTime = "15d", retentionSize = "10GB" } = props;
    const { scrapeTimeout = defaultTimeout(scrapeInterval), evaluationInterval = "15s" } = props;
    const image = props.image ?? host.image("prom/prometheus:v3.14.0");
    const port = publishedPort(props, 9090);
    this.host = host;
    this.scrapeInterval = scrapeInterval;
    this.retentionTime = retentionTime;
    this.keepOnlyQueriedMetrics = props.keepOnlyQueriedMetrics ?? false;

    this.configuration = new ConfigurationVolume(this, "config", {
      host,
      component: "prometheus-config",
      name: "prometheus-config",
      image,
    });
    this.configuration.addFile("prometheus.yml", () =>
      renderPrometheusConfiguration({
        scrapeInterval,
        scrapeTimeout,
        evaluationInterval,
        retentionTime,
        retentionSize,
        limits: { ...DEFAULT_LIMITS, ...props.scrapeLimits },
        externalLabels: { ...props.externalLabels },
        jobs: mergeJobs(this.scrapeConfigs()),
        keptNames: this.keptMetrics().patterns,
        ruleFiles: [...this.alertGroups, ...this.recordingGroups].map(ruleFileName),
        alertmanagers: this.receivers.map(({ alertmanagerAddress }) => alertmanagerAddress),
      }),
    );
    this.container = hardenedContainer(this, "Default", {
      host,
      component: "prometheus",
      job: "prometheus",
      name: "prometheus",
      image,
      options: props,
      defaults: { memory: 1024, stopGraceSeconds: 60 },
      command: [
        `--config.file=${CONFIGURATION_PATH}/prometheus.yml`,
        "--storage.tsdb.path=/prometheus",
        "--config.auto-reload",
        "--config.auto-reload-interval=5s",
        `--web.external-url=${props.externalUrl ?? localUrl(port)}`,
        // Else it would serve below the address' path, where no healthcheck, scrape or datasource looks for it.
        "--web.route-prefix=/",
      ],
      // promtool is in every variant of the image, wget is not.
      healthcheck: ["CMD", "/bin/promtool", "check", "ready", "--url=http://127.0.0.1:9090"],
      volumes: [
        this.configuration.mountedAt(CONFIGURATION_PATH),
        { volumeName: host.qualified("prometheus-data"), containerPath: "/prometheus" },
      ],
      port,
      hostEntry: true,
      dependsOn: [this.configuration.carrier],
    });
    this.addScrapeTarget(this);
    // What is queried is known once everything is in its place.
    Aspects.of(this).add({
      visit: (construct) => {
        if (construct === this)
          for (const warning of this.keptMetrics().warnings) Annotations.of(this).addWarning(warning);
      },
    });

    refuseBadContainer(this, host, props, () => [
      ...durationProblems("scrapeInterval", scrapeInterval),
      ...durationProblems("scrapeTimeout", scrapeTimeout),
      ...durationProblems("evaluationInterval", evaluationInterval),
      ...durationProblems("retentionTime", retentionTime),
      ...sizeProblems("retentionSize", retentionSize),
      ...limitProblems("scrapeLimits", props.scrapeLimits),
      ...urlProblems("externalUrl", props.externalUrl),
      ...Object.keys(props.externalLabels ?? {})
        .filter((label) => !LABEL_NAME.test(label))
        .map(
          (label) =>
            `externalLabels must have names that match [a-zA-Z_][a-zA-Z0-9_]* and do not begin with "__": received "${label}"`,
        ),
      ...timeoutProblems("scrapeTimeout", scrapeTimeout, scrapeInterval),
      ...scrapeTargetProblems(this.targets, this),
      ...this.ruleProblems(),
    ]);
  }

  /** Has the target scraped; what it is known to expose may then be queried. */
  addScrapeTarget(target: IScrapeTarget): void {
    this.targets.push(target);
    this.known = undefined;
    const { job, credentials } = target.scrapeConfig();
    if (credentials !== undefined) {
      const secret = "bearerToken" in credentials ? credentials.bearerToken : credentials.password;
      this.configuration.addFile(credentialsFile(job), () => escapeTemplate(secret));
    }
  }

  /** Has the group's alerts and recordings evaluated here. */
  addRules(group: AlertGroup): void {
    this.alertGroups.push(group);
    this.known = undefined;
    this.configuration.addFile(ruleFileName(group), () => escapeTemplate(prometheusRuleFile([group])));
  }

  /** Has the group's recordings evaluated here, while its alerts are evaluated elsewhere. */
  addRecordings(group: AlertGroup): void {
    if ((group.recordings ?? []).length === 0) return;
    this.recordingGroups.push(group);
    this.known = undefined;
    this.configuration.addFile(ruleFileName(group), () => escapeTemplate(prometheusRecordingFile([group])));
  }

  /** Has alerts sent there. */
  addAlertReceiver(receiver: IAlertReceiver): void {
    this.receivers.push(receiver);
  }

  scrapeConfig(): ScrapeConfig {
    const { name } = this.host;
    return { job: "prometheus", addresses: [{ address: "localhost:9090", instance: `${name}:9090`, host: name }] };
  }

  /** What the targets expose, what Prometheus writes about them, and what the recording rules make of it. */
  knownMetrics(): KnownMetrics {
    this.known ??= this.collectKnownMetrics();
    return this.known;
  }

  /** What the rules ask that are evaluated here. */
  askedQueries(): readonly AskedQuery[] {
    return [...this.alertGroups, ...this.recordingGroups.map(withoutAlerts)].flatMap(groupQueries);
  }

  private keptMetrics(): KeptMetrics {
    const option = this.keepOnlyQueriedMetrics;
    if (option === undefined || option === false) return { patterns: new Map(), warnings: [] };
    const asked = this.node.root.node.findAll().filter(isQuerySource);
    const further = option === true ? [] : option.alsoQueried;
    const jobs = mergeJobs(this.scrapeConfigs()).map(({ job }) => ({
      job,
      isKnown: this.targets.every((target) => target.scrapeConfig().job !== job || this.metricsOf(target).size > 0),
    }));
    return keptMetrics(jobs, [
      ...asked.flatMap((source) => source.askedQueries()),
      ...further.map((expression) => ({ place: `alsoQueried "${expression}"`, expression, kind: "range" as const })),
    ]);
  }

  private metricsOf(target: IScrapeTarget): KnownMetrics {
    return target === this ? exporterMetrics.prometheus : (target.knownMetrics?.() ?? new Map());
  }

  private collectKnownMetrics(): KnownMetrics {
    const scraped = this.targets.map((target) => this.metricsOf(target));
    const metrics = mergeMetrics(SCRAPE_METRICS, ...scraped);
    return mergeMetrics(metrics, recordedMetrics([...this.alertGroups, ...this.recordingGroups], metrics));
  }

  private scrapeConfigs(): ScrapeConfig[] {
    return this.targets.map((target) => target.scrapeConfig());
  }

  private ruleProblems(): string[] {
    // Alerts that are evaluated elsewhere are checked there.
    const groups = [...this.alertGroups, ...this.recordingGroups.map(withoutAlerts)];
    return [...validateAlertGroups(groups), ...groups.flatMap((group) => groupProblems(group, this))];
  }
}

const withoutAlerts = (group: AlertGroup): AlertGroup => ({ ...group, alerts: [] });

/** A group's name is a safe file name as it is, or refused. */
const ruleFileName = ({ name }: AlertGroup) => `rules-${name}.yml`;
