import { containerAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { running, SECOND_ID, TARGET_1, TARGET_2, WEB_2 } from "./container-series";
import type { FiringAlert, RuleCase } from "./promtool";

describe("ContainerRestarting", () => {
  const restarting = (name: string, times: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target, name },
    annotations: {
      summary: "A container starts again and again",
      description: `The container ${name} on ${target.host} was seen to restart ${times} times within the last 15m.`,
      runbook_url: "docs/runbooks/container-restarting.md",
    },
  });

  const holds = (testCase: Omit<RuleCase, "alert">) =>
    expectFiringOf(containerAlerts(), { alert: "ContainerRestarting", ...testCase });

  it("fires with the third restart that was seen within 15 minutes, and not with the second", () => {
    holds({
      series: {
        [running("shop")]: "1795426232x19 stale",
        [running("shop", { restarts: "1" })]: "_x20 1795426232x3 stale",
        [running("shop", { restarts: "2" })]: "_x26 1795426232x3 stale",
        [running("shop", { restarts: "3" })]: "_x32 1795426232x200",
      },
      firing: { "7m30s": [], "8m": [restarting("shop", "3")] },
    });
  });

  it("fires for a container that is seen now and then, of whose restarts only some are seen", () => {
    holds({
      series: {
        [running("shop", { restarts: "7", target: WEB_2 })]: "1795426232 stale",
        [running("shop", { restarts: "9", target: WEB_2 })]: "_x12 1795426232 stale",
        [running("shop", { restarts: "14", target: WEB_2 })]: "_x30 1795426232 stale",
        [running("shop", { restarts: "15", target: WEB_2 })]: "_x40 1795426232 stale",
        [running("shop")]: "1795426232x60",
      },
      firing: { "9m30s": [], "10m": [restarting("shop", "3", TARGET_2)] },
    });
  });

  it("goes on until fewer than three restarts are within the window", () => {
    holds({
      series: {
        [running("shop")]: "1795426232x19 stale",
        [running("shop", { restarts: "1" })]: "_x20 1795426232x3 stale",
        [running("shop", { restarts: "2" })]: "_x26 1795426232x3 stale",
        [running("shop", { restarts: "3" })]: "_x32 1795426232x200",
      },
      firing: { "19m30s": [restarting("shop", "3")], "20m": [], "25m": [] },
    });
  });

  it("stays silent on restarts that lie apart", () => {
    holds({
      series: {
        [running("shop")]: "1795426232x23 stale",
        [running("shop", { restarts: "1" })]: "_x24 1795426232x23 stale",
        [running("shop", { restarts: "2" })]: "_x48 1795426232x43 stale",
        [running("shop", { restarts: "3" })]: "_x92 1795426232x80",
      },
      firing: { "12m": [], "20m": [], "23m": [], "24m": [], "30m": [] },
    });
  });

  it("stays silent over containers that are made anew under one name, and over cAdvisor's own restart", () => {
    const made = ["5024d8dffcd4", "1be5d33a8b76", "557d2d4ab5d7", "a54344b723ef"].map((id) => `/docker/${id}`);
    holds({
      series: Object.fromEntries(
        made.flatMap((id, index) => [
          [running("shop", { id }), `_x${index * 10} 1795426232x4 stale`],
          [running("shop", { id, restarts: "1" }), `_x${index * 10 + 5} 1795426232x4 stale`],
        ]),
      ),
      firing: { "5m": [], "10m": [], "14m": [] },
    });
    holds({
      series: {
        [running("shop", { restarts: "1" })]: "1795426232x4 stale",
        [running("shop", { restarts: "2" })]: "_x5 1795426232x4 stale",
        [running("shop", { id: SECOND_ID })]: "_x10 1795426232x4 stale",
        [running("shop", { id: SECOND_ID, restarts: "3" })]: "_x15 1795426232x60",
      },
      firing: { "5m": [], "10m": [] },
    });
    holds({
      series: {
        [running("shop", { restarts: "5" })]: "1795426232x20 stale _x10 1795426232x10 stale _x8 1795426232x40",
      },
      firing: { "8m": [], "15m": [] },
    });
  });

  it("stays silent on groups of processes without a name", () => {
    const group = (restarts: string) => running("", { restarts });
    holds({
      series: {
        [group("1")]: "1795426232x4 stale",
        [group("2")]: "_x5 1795426232x4 stale",
        [group("3")]: "_x10 1795426232x4 stale",
        [group("4")]: "_x15 1795426232x60",
      },
      firing: { "5m": [], "10m": [] },
    });
  });

  it("counts each host's container of a name by itself", () => {
    holds({
      series: {
        [running("shop")]: "1795426232x19 stale",
        [running("shop", { restarts: "1" })]: "_x20 1795426232x60",
        [running("shop", { target: WEB_2 })]: "1795426232x9 stale",
        [running("shop", { target: WEB_2, restarts: "1" })]: "_x10 1795426232x9 stale",
        [running("shop", { target: WEB_2, restarts: "2" })]: "_x20 1795426232x60",
      },
      firing: { "10m": [], "14m": [] },
    });
  });
});
