/** What kind of object something is, by its class where it is not a plain one. */
function kindOf(value: object): string {
  const constructor: unknown = Reflect.get(value, "constructor");
  const isPlain = typeof constructor !== "function" || constructor === Object || constructor.name === "";
  return isPlain ? "an object" : `an object of the class ${constructor.name}`;
}

/** A value as a message shows it: a text in quotes, so that `"1"` and `1` are told apart. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  return typeof value === "object" && value !== null ? kindOf(value) : String(value);
}
