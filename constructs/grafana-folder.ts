import { Folder } from "@cdktf/provider-grafana/lib/folder";
import { Construct } from "constructs";
import { grafanaUid, isGrafanaUid } from "../promql/grafana-uid";
import type { IGrafana } from "./grafana";
import { escapeTemplate } from "./private/escape";
import { refuseBadContent } from "./private/grafana-content";

/** Props of {@link GrafanaFolder}. */
export interface GrafanaFolderProps {
  readonly grafana: IGrafana;
  /** What the folder is called in Grafana. */
  readonly title: string;
  /**
   * At most 40 letters, digits, `-` and `_`, and not all digits.
   *
   * @default - made from the title
   */
  readonly uid?: string;
}

/** A folder for dashboards and alert rules. */
export class GrafanaFolder extends Construct {
  readonly folder: Folder;
  readonly uid: string;
  readonly title: string;

  constructor(scope: Construct, id: string, { grafana, title, uid = grafanaUid(title) }: GrafanaFolderProps) {
    super(scope, id);
    this.uid = uid;
    this.title = title;
    this.folder = new Folder(this, "Default", {
      provider: grafana.provider,
      dependsOn: [...grafana.dependencies],
      title: escapeTemplate(title),
      uid,
    });
    refuseBadContent(this, grafana, `folder uid "${uid}"`, () => [
      ...uidProblems("uid", uid),
      ...(title.trim() === "" ? ["title must not be empty"] : []),
    ]);
  }
}

/** A uid is one that Grafana keeps. */
export const uidProblems = (option: string, uid: string): string[] =>
  isGrafanaUid(uid)
    ? []
    : [`${option} must be at most 40 letters, digits, "-" and "_", and not all digits: received "${uid}"`];
