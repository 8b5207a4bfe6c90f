import { HttpApiError, type HttpApi } from "./http-api";
import { isObject, listOf, objectOf, textOf } from "./json";
import { readRules, type EvaluatedGroup } from "./prometheus-client";

/** A group of Grafana's rules, in its folder. */
export interface GrafanaRuleGroup extends EvaluatedGroup {
  readonly folderUid: string;
}

/** The API of a Grafana. */
export class GrafanaClient {
  constructor(private readonly api: HttpApi) {}

  /** Asks for something that only somebody with a login sees. */
  async logIn(): Promise<void> {
    await this.api.json("/api/org");
  }

  /** What is wrong with a datasource; undefined when it answers. */
  async datasourceProblem(uid: string): Promise<string | undefined> {
    try {
      const answer = objectOf(await this.api.json(`/api/datasources/uid/${encodeURIComponent(uid)}/health`));
      return answer.status === "OK" ? undefined : (textOf(answer.message) ?? String(answer.status));
    } catch (error) {
      // A datasource that fails its check answers with a status that is no success, and says why.
      if (error instanceof HttpApiError && error.status !== undefined) return error.message;
      throw error;
    }
  }

  /** Whether there is a dashboard of that uid. */
  async hasDashboard(uid: string): Promise<boolean> {
    try {
      await this.api.json(`/api/dashboards/uid/${encodeURIComponent(uid)}`);
      return true;
    } catch (error) {
      if (error instanceof HttpApiError && error.status === 404) return false;
      throw error;
    }
  }

  /** The dashboards and the folders that lie in a folder. */
  async contentOf(folderUid: string): Promise<{ readonly uid: string; readonly title: string }[]> {
    return listOf(await this.api.json(`/api/search?folderUIDs=${encodeURIComponent(folderUid)}`))
      .filter(isObject)
      .filter((item) => item.folderUid === folderUid)
      .map((item) => ({ uid: textOf(item.uid) ?? "", title: textOf(item.title) ?? "" }));
  }

  /** The rules that it evaluates. */
  async ruleGroups(): Promise<GrafanaRuleGroup[]> {
    const answer = objectOf(await this.api.json("/api/prometheus/grafana/api/v1/rules"));
    return listOf(objectOf(answer.data).groups)
      .filter(isObject)
      .map((group) => ({
        name: textOf(group.name) ?? "",
        folderUid: textOf(group.folderUid) ?? "",
        rules: readRules(group.rules, "error"),
      }));
  }
}
