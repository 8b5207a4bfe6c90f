import { shown } from "../private/shown";

const TYPES: ReadonlySet<unknown> = new Set(["counter", "gauge", "histogram", "summary"]);

const isDefinition = (value: unknown): value is { readonly name: string } =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  TYPES.has(value.type) &&
  "name" in value &&
  typeof value.name === "string";

/** What is wrong with something that is handed over as a catalogue; nothing when it holds definitions, and only these. */
export function catalogueProblems(catalogue: unknown): string[] {
  const meant = "a catalogue must be an object of definitions, such as { jobs: counter({ … }) }";
  if (isDefinition(catalogue)) return [`${meant}: received the definition of ${shown(catalogue.name)} itself`];
  if (typeof catalogue !== "object" || catalogue === null || Array.isArray(catalogue)) {
    return [`${meant}: received ${shown(catalogue)}`];
  }
  return Object.entries(catalogue)
    .filter(([, definition]) => !isDefinition(definition))
    .map(
      ([key, definition]) =>
        `key "${key}" of a catalogue must have a definition, as counter({ … }) makes one: received ${shown(definition)}`,
    );
}
