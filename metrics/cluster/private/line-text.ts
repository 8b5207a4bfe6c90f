import type { LabelValue } from "../../handles";
import { escapedLabelValue } from "../../series/label-column";

/** The labels of a line. */
export type Labels = Readonly<Record<string, LabelValue | undefined>>;

/** One line as it is printed, up to its value. */
export function lineOf(name: string, labels: Labels, defaults: Labels): string {
  let text = "";
  for (const label in labels) text += `${text === "" ? "" : ","}${label}="${escapedLabelValue(String(labels[label]))}"`;
  for (const label in defaults) {
    if (!(label in labels)) text += `${text === "" ? "" : ","}${label}="${escapedLabelValue(String(defaults[label]))}"`;
  }
  return text === "" ? name : `${name}{${text}}`;
}
