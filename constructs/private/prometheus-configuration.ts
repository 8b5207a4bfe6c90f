import type { ScrapeAddress, ScrapeConfig, ScrapeLimits } from "../scrape-target";
import { terraformYaml } from "./terraform-yaml";

/** Where Prometheus finds what the configuration volume carries. */
export const CONFIGURATION_PATH = "/etc/prometheus";

/** What prometheus.yml is rendered from. */
export interface PrometheusConfiguration {
  readonly scrapeInterval: string;
  readonly scrapeTimeout: string;
  readonly evaluationInterval: string;
  readonly retentionTime: string;
  readonly retentionSize: string;
  readonly limits: Required<ScrapeLimits>;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly jobs: readonly ScrapeConfig[];
  /** By job the pattern of the names that are stored; of a job without one everything is. */
  readonly keptNames: ReadonlyMap<string, string>;
  /** File names below the configuration's folder; never a pattern, since the volume never forgets a file. */
  readonly ruleFiles: readonly string[];
  /** `host:port` of each Alertmanager. */
  readonly alertmanagers: readonly string[];
}

/** The file below the configuration's folder that holds a job's token or password. */
export const credentialsFile = (job: string): string => `credentials-${encodeURIComponent(job)}`;

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

const limitFields = (limits: ScrapeLimits) => ({
  sample_limit: limits.samples,
  label_limit: limits.labels,
  label_name_length_limit: limits.labelNameLength,
  label_value_length_limit: limits.labelValueLength,
  body_size_limit: limits.bodySize,
});

function credentialFields({ credentials, job }: ScrapeConfig) {
  if (credentials === undefined) return {};
  const file = `${CONFIGURATION_PATH}/${credentialsFile(job)}`;
  return "bearerToken" in credentials
    ? { authorization: { credentials_file: file } }
    : { basic_auth: { username: credentials.username, password_file: file } };
}

const staticConfig = ({ address, instance, host }: ScrapeAddress, labels: ScrapeConfig["labels"]) => ({
  targets: [address],
  labels: { ...labels, instance, host },
});

const keepFields = (regex: string | undefined) =>
  regex === undefined ? {} : { metric_relabel_configs: [{ source_labels: ["__name__"], regex, action: "keep" }] };

const scrapeConfig = (job: ScrapeConfig, keptNames: string | undefined) => ({
  job_name: job.job,
  metrics_path: job.path,
  scheme: job.scheme,
  scrape_interval: job.interval,
  scrape_timeout: job.timeout,
  ...limitFields(job.limits ?? {}),
  ...credentialFields(job),
  static_configs: job.addresses.map((address) => staticConfig(address, job.labels)),
  ...keepFields(keptNames),
});

/** prometheus.yml, ready for Terraform. */
export function renderPrometheusConfiguration(configuration: PrometheusConfiguration): string {
  const { externalLabels, ruleFiles, alertmanagers } = configuration;
  const document = {
    global: {
      scrape_interval: configuration.scrapeInterval,
      scrape_timeout: configuration.scrapeTimeout,
      evaluation_interval: configuration.evaluationInterval,
      ...(isEmpty(externalLabels) ? {} : { external_labels: externalLabels }),
      ...limitFields(configuration.limits),
    },
    storage: { tsdb: { retention: { time: configuration.retentionTime, size: configuration.retentionSize } } },
    ...(ruleFiles.length === 0 ? {} : { rule_files: ruleFiles.map((file) => `${CONFIGURATION_PATH}/${file}`) }),
    ...(alertmanagers.length === 0
      ? {}
      : { alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagers }] }] } }),
    scrape_configs: configuration.jobs.map((job) => scrapeConfig(job, configuration.keptNames.get(job.job))),
  };
  return terraformYaml(document);
}
