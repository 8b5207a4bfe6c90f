/**
 * Text as Terraform has to read it, so that it arrives unchanged: `${` and `%{` would otherwise begin a template.
 * What cdktf put in place of a value that is not known yet stays what it is.
 */
export const escapeTemplate = (text: string): string =>
  text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
