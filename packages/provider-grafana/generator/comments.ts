const documentationLine = /^ *\* Docs at Terraform Registry: .*\n/gm;
const link = /\{@link https?:\S+ ([^}]+)\}/g;
const addressLine = /^\/\/ https?:\S+\n/gm;
const leadingBlankLine = /(\/\*\*\n)(?: *\*\n)+/g;
const emptyComment = /^ *\/\*\*\n *\*\/\n/gm;

/**
 * Takes the addresses of the provider's documentation out of the comments of a generated source, and with them the
 * comments that held nothing else: one stands above every property, and all lead to one page.
 */
export function withoutDocumentationAddresses(source: string): string {
  return source
    .replace(documentationLine, "")
    .replace(link, "$1")
    .replace(addressLine, "")
    .replace(leadingBlankLine, "$1")
    .replace(emptyComment, "");
}
