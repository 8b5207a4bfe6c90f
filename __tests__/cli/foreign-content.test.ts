import { folderObstacles } from "../../cli/private/foreign-content";
import { readStack } from "../../cli/private/stack";
import { fakeContext } from "./support/fake-context";
import { fakeServer, silentUrl, type FakeRoutes } from "./support/fake-server";
import { container, content, stackJson } from "./support/resources";

const state = [
  container({ component: "grafana" }),
  content("grafana_folder", "monitoring", { uid: "monitoring", title: "Monitoring" }),
  content("grafana_dashboard", "hosts", { uid: "host-monitoring" }),
  content("grafana_rule_group", "host", { name: "host", folder_uid: "monitoring" }),
];

const hosts = { uid: "host-monitoring", title: "Hosts", folderUid: "monitoring" };

async function obstaclesAt(url: string) {
  const context = fakeContext({ directory: "/project", programs: [] });
  const json = stackJson(state, { provider: { grafana: [{ url, auth: "admin:admin" }] } });
  const stack = readStack({ name: "monitoring", directory: "/project", json, env: {} });
  return folderObstacles(context, stack, state);
}

async function obstaclesWith(found: readonly object[], groups: readonly object[] = []) {
  const routes: FakeRoutes = {
    "/api/search": { body: found },
    "/api/prometheus/grafana/api/v1/rules": { body: { data: { groups } } },
  };
  await using server = await fakeServer(routes);
  return (await obstaclesAt(server.url)).map(({ what, fix }) => ({ what, fix: fix.replace(server.url, "URL") }));
}

describe("what lies in a folder that is to be destroyed", () => {
  it("is no matter where the stack put it there", async () => {
    expect(await obstaclesWith([hosts], [{ name: "host", folderUid: "monitoring" }])).toEqual([]);
  });

  it("is named where somebody else did, be it a dashboard, a folder or a rule, since it would be deleted with it", async () => {
    const mine = { uid: "abc", title: "My notes", folderUid: "monitoring", type: "dash-db" };
    const folder = { uid: "def", title: "Team", folderUid: "monitoring", type: "dash-folder" };
    expect(await obstaclesWith([hosts, mine, folder], [{ name: "own rules", folderUid: "monitoring" }])).toEqual([
      {
        what: "Grafana's folder Monitoring has what the stack did not put there, and would take it along: My notes, Team, alert rules own rules",
        fix: "move it to another folder, or delete it: URL/dashboards/f/monitoring",
      },
    ]);
  });

  it("is not what lies in other folders, or in none", async () => {
    const elsewhere = [
      { uid: "abc", title: "A", folderUid: "team" },
      { uid: "def", title: "B" },
    ];
    expect(await obstaclesWith(elsewhere, [{ name: "x", folderUid: "team" }])).toEqual([]);
  });

  it("is not known where Grafana does not answer, and keeps nothing from going then", async () => {
    expect(await obstaclesAt(await silentUrl())).toEqual([]);
    expect(await obstaclesAt("${var.url}")).toEqual([]);
  });
});
