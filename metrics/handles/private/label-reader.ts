import type { LabelDefinition, MetricDefinition } from "../../definitions";
import { MetricUsageError } from "../metric-usage-error";

/** Labels as a caller hands them over, before they are checked. */
export type LabelInput = Readonly<Record<string, unknown>>;

/** Label values as they are stored and printed. */
export type LabelTexts = Readonly<Record<string, string>>;

const isLabelValue = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";

const show = (value: unknown): string => (typeof value === "string" ? `"${value}"` : String(value));

/** Reads the labels that a caller hands over for one metric, and refuses all that are not exactly its own. */
export class LabelReader {
  private readonly names: readonly string[];

  constructor(private readonly definition: MetricDefinition) {
    this.names = definition.labelNames;
  }

  /**
   * One text for each set of label values. Lengths keep it injective: a separator could be part of a value.
   *
   * @throws {MetricUsageError} naming every label that is missing, unknown or no text or number
   */
  key(labels: LabelInput): string {
    if (Object.keys(labels).length !== this.names.length) throw this.refusal(labels);
    let key = "";
    for (const name of this.names) {
      const value = labels[name];
      if (!isLabelValue(value)) throw this.refusal(labels);
      const text = String(value);
      key += `${text.length}:${text}`;
    }
    return key;
  }

  /**
   * The label values as texts, in an object of their own.
   *
   * @throws {MetricUsageError} naming every label whose value is outside its closed list
   */
  texts(labels: LabelInput): LabelTexts {
    const texts: Record<string, string> = {};
    const problems: string[] = [];
    for (const name of this.names) {
      const text = String(labels[name]);
      const values = this.valuesOf(name);
      if (values !== undefined && !values.includes(text)) {
        problems.push(`label "${name}" must be one of ${values.map(show).join(", ")}: received "${text}"`);
      }
      texts[name] = text;
    }
    if (problems.length > 0) throw this.error(problems);
    return texts;
  }

  /** Every combination of label values, when all labels have a closed list; undefined otherwise. */
  combinations(): LabelTexts[] | undefined {
    let combinations: LabelTexts[] = [{}];
    for (const name of this.names) {
      const values = this.valuesOf(name);
      if (values === undefined) return undefined;
      combinations = combinations.flatMap((texts) => values.map((value) => ({ ...texts, [name]: value })));
    }
    return combinations;
  }

  private valuesOf(name: string): readonly string[] | undefined {
    const labels: Readonly<Record<string, LabelDefinition>> = this.definition.labels;
    return labels[name]?.values;
  }

  private refusal(labels: LabelInput): MetricUsageError {
    const missing = this.names.filter((name) => labels[name] === undefined);
    const unknown = Object.keys(labels).filter((name) => !this.names.includes(name));
    const unusable = this.names.filter((name) => labels[name] !== undefined && !isLabelValue(labels[name]));
    const known = this.names.length === 0 ? "it has none" : `its labels are ${this.names.join(", ")}`;
    return this.error([
      ...missing.map((name) => `label "${name}" is missing: ${known}`),
      ...unknown.map((name) => `label "${name}" is unknown: ${known}`),
      ...unusable.map((name) => `label "${name}" must be a text or a number: received ${show(labels[name])}`),
    ]);
  }

  private error(problems: readonly string[]): MetricUsageError {
    return new MetricUsageError(problems.map((problem) => `metric "${this.definition.name}": ${problem}`));
  }
}
