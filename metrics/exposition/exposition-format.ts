import { formatFloat } from "../definitions";

/** A text format that Prometheus reads. */
export type ExpositionFormat = "text" | "openmetrics";

/** The content type of each format. */
export const CONTENT_TYPES: Readonly<Record<ExpositionFormat, string>> = {
  text: "text/plain; version=0.0.4; charset=utf-8",
  openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
};

/** A bound or quantile: OpenMetrics asks for the canonical float, `1.0`, which is what Prometheus 3 stores. */
export const boundText = (bound: number, format: ExpositionFormat): string =>
  format === "openmetrics" ? formatFloat(bound) : String(bound);

/** The name of a counter without what its samples have at the end in OpenMetrics. */
export const familyName = (name: string): string => name.replace(/_total$/, "");

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
}

/** The lines above the samples of a metric. */
export function familyHeader({ name, help, type }: Family, format: ExpositionFormat): string {
  const escaped = help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
  if (format === "text") return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n`;
  const family = type === "counter" ? familyName(name) : name;
  return `# HELP ${family} ${escaped.replace(/"/g, '\\"')}\n# TYPE ${family} ${type}\n`;
}

/** The name of a metric's own samples. */
export const sampleName = ({ name, type }: Omit<Family, "help">, format: ExpositionFormat): string =>
  format === "openmetrics" && type === "counter" ? `${familyName(name)}_total` : name;
