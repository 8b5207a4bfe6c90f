import { isObject, type JsonObject } from "./json";

/** What an interpolation such as `var.user` or `docker_image.grafana.name` stands for; undefined when it is not known. */
export type Lookup = (expression: string) => string | undefined;

const PARTS = /\$\$\{|%%\{|\$\{([^{}]*)\}|%\{/g;

/**
 * The text that Terraform makes of a template: interpolations looked up, escapes undone. Undefined when it holds
 * something that only Terraform can know.
 */
export function renderTemplate(template: string, lookup: Lookup): string | undefined {
  const unknown: string[] = [];
  const text = template.replace(PARTS, (part, expression: string | undefined) => {
    if (part === "$${" || part === "%%{") return part.slice(1);
    const value = expression === undefined ? undefined : lookup(expression.trim());
    if (value === undefined) unknown.push(part);
    return value ?? part;
  });
  return unknown.length === 0 ? text : undefined;
}

/** The same JSON with every template rendered, and left as it is where that cannot be done. */
export function renderTemplates(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return renderTemplate(value, lookup) ?? value;
  if (Array.isArray(value)) return value.map((item) => renderTemplates(item, lookup));
  return isObject(value) ? renderObject(value, lookup) : value;
}

/** The same object with every template in it rendered, and left as it is where that cannot be done. */
export const renderObject = (object: JsonObject, lookup: Lookup): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, renderTemplates(value, lookup)]));
