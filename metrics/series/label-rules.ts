import { LABEL_VALUE_LENGTH, type LabelDefinition, type MetricDefinition } from "../definitions";
import { MetricUsageError } from "../handles/metric-usage-error";
import { shownValue } from "./shown-value";

/** Labels as a caller hands them over, before they are checked. */
export type LabelInput = Readonly<Record<string, unknown>>;

const isLabelValue = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";

const show = (value: unknown): string => (typeof value === "string" ? `"${value}"` : shownValue(value));

/** Half of a character: every one is printed as the same bytes, so that two of them would be two lines alike. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/** A label value as it is kept: no longer than allowed, and never half of a character. */
function kept(given: string): string {
  // Whoever sends very long ones has no more of them read; one beyond the longest says whether a character ends there.
  const text = given.slice(0, LABEL_VALUE_LENGTH + 1).replace(HALF_CHARACTER, "\ufffd");
  if (text.length <= LABEL_VALUE_LENGTH) return text;
  const last = text.charCodeAt(LABEL_VALUE_LENGTH - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? LABEL_VALUE_LENGTH - 1 : LABEL_VALUE_LENGTH);
}

/** What one metric's labels may be. */
export class LabelRules {
  readonly names: readonly string[];

  constructor(private readonly definition: MetricDefinition) {
    this.names = definition.labelNames;
  }

  /** What is known of a label. */
  of(name: string): LabelDefinition {
    const labels: Readonly<Record<string, LabelDefinition>> = this.definition.labels;
    return labels[name] ?? {};
  }

  /**
   * The label values as texts, in the order of the label names.
   *
   * @throws {MetricUsageError} naming every label that is missing, unknown, no text or number, or outside its closed list
   */
  texts(given: LabelInput | null | undefined): string[] {
    // Whoever does not compile may hand over nothing at all.
    const labels = given ?? {};
    const problems = this.problems(labels);
    if (problems.length > 0) throw this.error(problems);
    return this.names.map((name) => {
      const text = String(labels[name]);
      return this.of(name).values === undefined ? kept(text) : text;
    });
  }

  /** Every combination of label values, when all labels have a closed list; none otherwise. */
  combinations(): string[][] {
    return this.names.reduce<string[][]>(
      (combinations, name) =>
        combinations.flatMap((texts) => (this.of(name).values ?? []).map((value) => [...texts, value])),
      [[]],
    );
  }

  private problems(labels: LabelInput): string[] {
    const names = this.names;
    const known = names.length === 0 ? "it has none" : `its labels are ${names.join(", ")}`;
    const given = Object.keys(labels);
    return [
      ...names.filter((name) => labels[name] === undefined).map((name) => `label "${name}" is missing: ${known}`),
      ...given.filter((name) => !names.includes(name)).map((name) => `label "${name}" is unknown: ${known}`),
      ...names
        .filter((name) => labels[name] !== undefined && !isLabelValue(labels[name]))
        .map((name) => `label "${name}" must be a text or a number: received ${show(labels[name])}`),
      ...names.flatMap((name) => this.listProblems(name, labels[name])),
    ];
  }

  private listProblems(name: string, value: unknown): string[] {
    const { values } = this.of(name);
    if (values === undefined || !isLabelValue(value) || values.includes(String(value))) return [];
    return [`label "${name}" must be one of ${values.map(show).join(", ")}: received "${value}"`];
  }

  private error(problems: readonly string[]): MetricUsageError {
    return new MetricUsageError(problems.map((problem) => `metric "${this.definition.name}": ${problem}`));
  }
}
