import { shown } from "../../private/shown";

const isCount = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;

/** What is wrong with fields of a report, which no compiler may have checked; nothing when their numbers can be shown. */
export function reportProblems(report: unknown, fields: readonly string[]): string[] {
  const isReport = typeof report === "object" && report !== null;
  return fields.flatMap((field) => {
    const value: unknown = isReport ? Reflect.get(report, field) : undefined;
    return isCount(value)
      ? []
      : [`field "${field}" of the report must be a finite number of at least 0: received ${shown(value)}`];
  });
}

/** What is wrong with what a registration is given, whom no compiler checked; nothing when it can be registered. */
export const registrationProblems = (name: unknown, read: unknown): string[] => [
  ...(typeof name === "string" && name !== ""
    ? []
    : [`the name must be a text that is not empty: received ${shown(name)}`]),
  ...(typeof read === "function" ? [] : [`the report must be read by a function: received ${shown(read)}`]),
];
