import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * The releases of each provider that the bindings are valid for. cdktf would ask for the very one that they were made
 * from, which shuts out fixes: the docker bindings are for 3.6.2, and every attribute used here is the same in 4.x.
 */
const PROVIDER_VERSIONS = { docker: ">= 3.6.2, < 5.0.0", grafana: ">= 4.45.1, < 5.0.0" } as const;

/** Lets the scope's stack take any release of the provider that the bindings are valid for. */
export function acceptProviderVersions(scope: Construct, provider: keyof typeof PROVIDER_VERSIONS): void {
  TerraformStack.of(scope).addOverride(`terraform.required_providers.${provider}.version`, PROVIDER_VERSIONS[provider]);
}
