import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { Construct } from "constructs";
import type { IGrafana } from "./grafana";
import { uidProblems } from "./grafana-folder";
import { escapeTemplate } from "./private/escape";
import { refuseBadContent } from "./private/grafana-content";
import { durationProblems, urlProblems } from "./private/problems";

/** Props of {@link GrafanaDatasource}. */
export interface GrafanaDatasourceProps {
  readonly grafana: IGrafana;
  /** The Prometheus that is queried: its address as Grafana reaches it, and how often it scrapes. */
  readonly prometheus: { readonly networkUrl: string; readonly scrapeInterval: string };
  /**
   * What dashboards and rules refer to.
   *
   * @default "prometheus"
   */
  readonly uid?: string;
  /**
   * What users see.
   *
   * @default "Prometheus"
   */
  readonly name?: string;
  /**
   * Whether new panels use it.
   *
   * @default true
   */
  readonly isDefault?: boolean;
}

/**
 * Prometheus as Grafana's datasource. Its time interval is the scrape interval, so that `$__rate_interval` is never
 * shorter than four scrapes.
 */
export class GrafanaDatasource extends Construct {
  readonly dataSource: DataSource;
  readonly uid: string;

  constructor(scope: Construct, id: string, props: GrafanaDatasourceProps) {
    super(scope, id);
    const { grafana, prometheus, uid = "prometheus", name = "Prometheus", isDefault = true } = props;
    this.uid = uid;
    this.dataSource = new DataSource(this, "Default", {
      provider: grafana.provider,
      dependsOn: [...grafana.dependencies],
      type: "prometheus",
      name: escapeTemplate(name),
      uid,
      url: escapeTemplate(prometheus.networkUrl),
      accessMode: "proxy",
      isDefault,
      jsonDataEncoded: JSON.stringify({ httpMethod: "POST", timeInterval: prometheus.scrapeInterval }),
    });
    refuseBadContent(this, grafana, `datasource uid "${uid}"`, () => [
      ...uidProblems("uid", uid),
      // A Prometheus of this package refuses it itself.
      ...(Construct.isConstruct(prometheus)
        ? []
        : [
            ...urlProblems("prometheus.networkUrl", prometheus.networkUrl),
            ...durationProblems("prometheus.scrapeInterval", prometheus.scrapeInterval),
          ]),
      ...(name.trim() === "" ? ["name must not be empty"] : []),
    ]);
  }
}
