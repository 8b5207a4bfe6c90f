/** A panel of a dashboard, as far as its queries go; rows hold panels of their own. */
export interface Panel {
  readonly title?: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly { readonly expr?: string }[];
}

/** A rule that Grafana evaluates. */
export interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state: string;
}

/** What a Grafana says over its API. */
export class GrafanaApi {
  constructor(
    readonly url: string,
    private readonly password = "admin",
  ) {}

  async get<Body>(path: string): Promise<Body> {
    const authorization = `Basic ${Buffer.from(`admin:${this.password}`).toString("base64")}`;
    const response = await fetch(`${this.url}${path}`, { headers: { authorization } });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  }

  /** The uids of all dashboards. */
  async dashboards(): Promise<string[]> {
    const found = await this.get<{ uid: string; type: string }[]>("/api/search");
    return found.filter(({ type }) => type === "dash-db").map(({ uid }) => uid);
  }

  /** The panels of a dashboard, those within rows included. */
  async panels(uid: string): Promise<Panel[]> {
    const { dashboard } = await this.get<{ dashboard: { panels: Panel[] } }>(`/api/dashboards/uid/${uid}`);
    return dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  }

  /** The series whose labels the variables of a dashboard offer. */
  async variableSeries(uid: string): Promise<string[]> {
    interface Answer {
      readonly dashboard: { readonly templating: { readonly list: readonly { readonly definition?: string }[] } };
    }
    const { dashboard } = await this.get<Answer>(`/api/dashboards/uid/${uid}`);
    return dashboard.templating.list.flatMap(
      ({ definition = "" }) => /^label_values\((.*), \w+\)$/.exec(definition)?.[1] ?? [],
    );
  }

  /** All rules that are evaluated. */
  async rules(): Promise<Rule[]> {
    interface Answer {
      readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
    }
    const { data } = await this.get<Answer>("/api/prometheus/grafana/api/v1/rules");
    return data.groups.flatMap(({ rules }) => rules);
  }
}
