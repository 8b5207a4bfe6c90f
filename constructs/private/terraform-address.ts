import type { TerraformResource } from "cdktf";

/**
 * A resource's address as text, for where Terraform's JSON takes no interpolation, which is what cdktf makes of a
 * resource.
 */
export const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
  `${terraformResourceType}.${friendlyUniqueId}`;
