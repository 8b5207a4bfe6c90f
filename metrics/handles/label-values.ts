import type { LabelOf } from "../definitions";

/** A label's value; a number is the same value as its text: `200` and `"200"` are one series. */
export type LabelValue = string | number;

/** One value for each label of a metric: none missing, none besides. */
export type LabelValues<Label extends string> = Readonly<Record<Label, LabelValue>>;

/** A value of a closed list, and the number that it is the text of. */
type ListedValue<Value extends string> = Value extends `${infer Number extends number}`
  ? // A text such as "007" is that of no number.
    `${Number}` extends Value
    ? Value | Number
    : Value
  : Value;

/** What a label may be: one of its closed list, where the compiler knows one, and anything otherwise. */
type ValueOf<Definition> = Definition extends { readonly values: readonly (infer Value extends string)[] }
  ? string extends Value
    ? LabelValue
    : ListedValue<Value>
  : LabelValue;

/** One value for each label of a definition, out of the label's closed list where it has one. */
export type LabelValuesOf<Definition> = Definition extends { readonly labels: infer Labels }
  ? { readonly [Label in LabelOf<Definition>]: Label extends keyof Labels ? ValueOf<Labels[Label]> : LabelValue }
  : never;
