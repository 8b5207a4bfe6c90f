import {
  HttpBackend,
  LocalBackend,
  S3Backend,
  type HttpBackendConfig,
  type LocalBackendConfig,
  type S3BackendConfig,
} from "cdktf";
import type { Construct } from "constructs";

/** Where Terraform keeps the stack's state, which holds secrets: a local file, an S3 bucket or a web address. */
export type BackendSettings =
  | ({ readonly type: "local" } & LocalBackendConfig)
  | ({ readonly type: "s3" } & S3BackendConfig)
  | ({ readonly type: "http" } & HttpBackendConfig);

/** Keeps the state of the scope's stack where the settings say. */
export function addBackend(scope: Construct, settings: BackendSettings): void {
  switch (settings.type) {
    case "local": {
      const { type: _, ...config } = settings;
      new LocalBackend(scope, config);
      break;
    }
    case "s3": {
      const { type: _, ...config } = settings;
      new S3Backend(scope, config);
      break;
    }
    case "http": {
      const { type: _, ...config } = settings;
      new HttpBackend(scope, config);
      break;
    }
  }
}
