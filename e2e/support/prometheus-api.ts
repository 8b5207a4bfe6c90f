/** One series of an instant query's answer. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Answer<Data> {
  readonly status: string;
  readonly error?: string;
  readonly data: Data;
}

interface QueryData {
  readonly resultType: "vector" | "scalar" | "matrix" | "string";
  readonly result: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[];
}

async function ask<Data>(url: string, body?: URLSearchParams): Promise<Data> {
  const response = await fetch(url, body === undefined ? {} : { method: "POST", body });
  const { status, error, data } = (await response.json()) as Answer<Data>;
  if (status !== "success") throw new Error(`${url}: ${error ?? status}`);
  return data;
}

/** What a Prometheus says over its API. */
export class PrometheusApi {
  constructor(readonly url: string) {}

  /** The series of an instant query, now or at a time in seconds since 1970. */
  async query(expression: string, time?: number): Promise<Sample[]> {
    const asked = { query: expression, ...(time === undefined ? {} : { time: String(time) }) };
    const data = await ask<QueryData>(`${this.url}/api/v1/query`, new URLSearchParams(asked));
    if (data.resultType !== "vector") return [];
    return data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  /** The value of a query with one series; undefined while there is none. */
  async value(expression: string): Promise<number | undefined> {
    const [sample] = await this.query(expression);
    return sample?.value;
  }

  /** All values of a label. */
  labelValues(label: string): Promise<string[]> {
    return ask<string[]>(`${this.url}/api/v1/label/${label}/values`);
  }

  /** The health of each target, by job. */
  async targetHealth(): Promise<Record<string, string>> {
    interface Targets {
      readonly activeTargets: readonly { readonly labels: { readonly job: string }; readonly health: string }[];
    }
    const { activeTargets } = await ask<Targets>(`${this.url}/api/v1/targets`);
    return Object.fromEntries(activeTargets.map(({ labels, health }) => [labels.job, health]));
  }

  /** The names of the alerts that are in the state now. */
  async alerts(state: "pending" | "firing"): Promise<string[]> {
    interface Alerts {
      readonly alerts: readonly { readonly labels: { readonly alertname: string }; readonly state: string }[];
    }
    const { alerts } = await ask<Alerts>(`${this.url}/api/v1/alerts`);
    return [...new Set(alerts.filter((alert) => alert.state === state).map(({ labels }) => labels.alertname))].sort();
  }
}
