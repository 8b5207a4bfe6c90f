/** The labels that the series of an expression may carry. */
export interface LabelSet {
  readonly names: ReadonlySet<string>;
  /** Whether there may be others too. */
  readonly open: boolean;
}

/** The label in which a series keeps its metric's name. */
export const METRIC_NAME_LABEL = "__name__";

export const NO_LABELS: LabelSet = { names: new Set(), open: false };

export const ANY_LABELS: LabelSet = { names: new Set(), open: true };

export const labelSet = (names: Iterable<string>, open = false): LabelSet => ({ names: new Set(names), open });

/** Whether a label may be there. */
export const mayHave = ({ names, open }: LabelSet, label: string): boolean => open || names.has(label);

export const withLabels = ({ names, open }: LabelSet, more: Iterable<string>): LabelSet =>
  labelSet([...names, ...more], open);

export function withoutLabels({ names, open }: LabelSet, gone: Iterable<string>): LabelSet {
  const dropped = new Set(gone);
  return labelSet(
    [...names].filter((name) => !dropped.has(name)),
    open,
  );
}

export const withoutName = (labels: LabelSet): LabelSet => withoutLabels(labels, [METRIC_NAME_LABEL]);

/** What is in both, as far as it is known. */
export function intersection(first: LabelSet, second: LabelSet): LabelSet {
  if (first.open && !second.open) return second;
  if (second.open) return first;
  return labelSet([...first.names].filter((name) => second.names.has(name)));
}

/** The labels in reading order, the metric's name left out. */
export const listOf = ({ names }: LabelSet): string[] => [...names].filter((name) => name !== METRIC_NAME_LABEL);
