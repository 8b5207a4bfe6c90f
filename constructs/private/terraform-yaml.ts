import { Fn, Token } from "cdktf";
import { stringify } from "yaml";
import { escapeTemplate } from "./escape";

/**
 * A document as YAML, ready for Terraform. A text that is known to Terraform only is written by Terraform as JSON, which
 * is YAML that no quote, colon or `#` in it can break.
 */
export function terraformYaml(document: unknown): string {
  const quoted: unknown = JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === "string" && Token.isUnresolved(value) ? Token.asString(Fn.jsonencode(value)) : value,
  );
  return escapeTemplate(stringify(quoted, { lineWidth: 0, aliasDuplicateObjects: false }));
}
