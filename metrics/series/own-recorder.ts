import { generateFunction } from "./generate-function";
import type { LabelInput } from "./label-rules";
import type { LabelResolver } from "./label-resolver";

/** Records a value in the series of some labels, with whatever else belongs to the event. */
export type RecordValue<Further> = (labels: LabelInput, value?: number, further?: Further) => void;

/** What one metric does with an event. */
export interface RecorderParts<Further> {
  readonly resolver: LabelResolver;
  /** Whether the value can be recorded as it is. */
  readonly accepts: (value: number) => boolean;
  /** Records a value that is accepted. */
  readonly record: (place: number, value: number) => void;
  /** What an event is worth that does not say so. */
  readonly byDefault?: number;
  /** Does all of it, for any other event. */
  readonly otherwise: RecordValue<Further>;
}

/**
 * The same as `otherwise`, as code of its own: a method that all metrics share would call what finds the series of one
 * metric or another, which the engine can neither foresee nor put in place of the call.
 */
export function ownRecorder<Further>({
  resolver,
  accepts,
  record,
  byDefault,
  otherwise,
}: RecorderParts<Further>): RecordValue<Further> {
  const value = byDefault === undefined ? "value" : "value = byDefault";
  const { resolve } = resolver;
  const recorder = generateFunction(
    `return (labels, ${value}, further) => {
      if (further === undefined && accepts(value)) record(resolve(labels), value);
      else otherwise(labels, value, further);
    };`,
    { resolve, accepts, record, byDefault, otherwise },
  );
  return (recorder as RecordValue<Further> | undefined) ?? otherwise;
}
