import { LABEL_NAME } from "../definitions/metric-problems";
import type { LabelInput } from "./label-rules";
import type { SeriesTable } from "./series-table";

/** Finds the place of the series that a caller's labels name. */
export type ResolveLabels = (labels: LabelInput) => number;

/**
 * What finds series by labels: fast where every value is known, by way of `slowly` where anything is new, missing, unknown
 * or wrong.
 */
export function labelResolver(table: SeriesTable, slowly: ResolveLabels): ResolveLabels {
  return generated(table, slowly) ?? generic(table, slowly);
}

/** The resolver for processes that forbid code to be generated (`--disallow-code-generation-from-strings`). */
function generic(table: SeriesTable, slowly: ResolveLabels): ResolveLabels {
  const names = table.columns.map(({ name }) => name);
  const known = table.columns.map((column) => column.known);
  const width = names.length;
  const ids = new Int32Array(width);
  return (labels) => {
    let given = 0;
    for (const _ in labels) given += 1;
    if (given !== width) return slowly(labels);
    for (let index = 0; index < width; index += 1) {
      // Whatever the value is, only texts and numbers are in the map.
      const id = known[index]?.get(labels[names[index] ?? ""] as string);
      if (id === undefined) return slowly(labels);
      ids[index] = id;
    }
    const place = table.find(ids);
    return place === -1 ? slowly(labels) : place;
  };
}

/**
 * The same as code of its own, with the label names as property names: the engine then knows where in the labels each one
 * lies. Undefined where that is forbidden, or a name is not a plain one.
 */
function generated(table: SeriesTable, slowly: ResolveLabels): ResolveLabels | undefined {
  const names = table.columns.map(({ name }) => name);
  if (names.length === 0 || !names.every((name) => LABEL_NAME.test(name))) return undefined;
  const width = names.length;
  const each = (line: (name: string, index: number) => string) => names.map(line).join("\n    ");
  const source = `"use strict";
  ${each((_, index) => `const known${index} = table.columns[${index}].known;`)}
  return (labels) => {
    let given = 0;
    for (const _ in labels) given += 1;
    if (given !== ${width}) return slowly(labels);
    ${each((name, index) => `const id${index} = known${index}.get(labels.${name});`)}
    if (${names.map((_, index) => `id${index} === undefined`).join(" || ")}) return slowly(labels);
    let hash = 0;
    ${each((_, index) => `hash = Math.imul(hash ^ id${index}, 0x9e3779b1); hash ^= hash >>> 15;`)}
    const slots = table.slots;
    const ids = table.ids;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot];
      if (place === -1) return slowly(labels);
      if (place >= 0) {
        const at = place * ${width};
        if (${names.map((_, index) => `ids[at + ${index}] === id${index}`).join(" && ")}) return place;
      }
    }
  };`;
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- nothing but checked label names is put into the code
    const create = new Function("table", "slowly", source) as (
      table: SeriesTable,
      slowly: ResolveLabels,
    ) => ResolveLabels;
    return create(table, slowly);
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
