import { HttpError } from "../http-error";

function field(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) throw new HttpError(400, "the body must be a JSON object");
  return Reflect.get(body, name);
}

/** @throws {HttpError} 400 unless the body has a text of this name */
export function textOf(body: unknown, name: string): string {
  const value = field(body, name);
  if (typeof value === "string" && value !== "") return value;
  throw new HttpError(400, `"${name}" must be a text, not empty: received ${JSON.stringify(value)}`);
}

/** @throws {HttpError} 400 unless the body has a whole number of this name within the bounds */
export function integerOf(
  body: unknown,
  name: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number {
  const value = field(body, name);
  if (typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new HttpError(
    400,
    `"${name}" must be a whole number from ${minimum} to ${maximum}: received ${JSON.stringify(value)}`,
  );
}
