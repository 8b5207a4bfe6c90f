import { Gauge, Registry } from "prom-client";
import { createMonitoring } from "cdktf-monitoring-metrics";
import { whole } from "./memory-peers";

const help = "What it is.";

describe("the sessions of several processes", () => {
  const sessions = (values: readonly string[]) => values.filter((line) => line.startsWith("user_sessions"));

  function joined(...names: readonly string[]) {
    const { peers, scrape } = whole();
    const processes = names.map((name) => {
      const registry = new Registry();
      const monitoring = createMonitoring({ registry, defaultMetrics: false });
      peers.join(name, registry);
      const times = (count: number, record: () => void) => {
        for (let done = 0; done < count; done += 1) record();
      };
      return {
        monitoring,
        start: (count: number) => times(count, () => monitoring.sessionStarted("sso")),
        end: (count: number) => times(count, () => monitoring.sessionEnded("sso")),
      };
    });
    return { peers, processes, active: async () => sessions((await scrape()).values) };
  }

  it("are none when each started in one process and ended in another", async () => {
    const { processes, active } = joined("one", "two");
    processes[0]?.start(10);
    processes[1]?.end(10);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 0']);
    processes[1]?.start(3);
    processes[0]?.end(1);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 2']);
  });

  it("stay counted when the process is gone in which they started, and may end in another", async () => {
    const { peers, processes, active } = joined("one", "two");
    processes[0]?.start(10);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 10']);
    peers.leave("one");
    processes[1]?.end(4);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 6']);
  });

  it("are never fewer than none, and those that started before all processes did hide none that start later", async () => {
    const { processes, active } = joined("one", "two");
    processes[0]?.end(3);
    processes[1]?.end(2);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 0']);
    processes[0]?.start(4);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 4']);
  });

  it("hide none that start later even when the page begins anew in between", async () => {
    const { peers, processes, active } = joined("one", "two");
    processes[0]?.end(3);
    const registry = new Registry();
    const depth = new Gauge({ name: "depth", help, labelNames: ["queue"], registers: [registry] });
    for (let queue = 0; queue < 200; queue += 1) depth.set({ queue }, 1);
    peers.join("three", registry);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 0']);
    depth.reset();
    await active();
    processes[0]?.start(4);
    expect(await active()).toEqual(['user_sessions{auth_method="sso"} 4']);
  });

  it("have what an application sets by hand beside what is counted", async () => {
    const { processes, active } = joined("one");
    processes[0]?.start(1);
    processes[0]?.monitoring.metrics.userSessions.set({ auth_method: "key" }, 7);
    expect((await active()).sort()).toEqual([
      'user_sessions{auth_method="key"} 7',
      'user_sessions{auth_method="sso"} 1',
    ]);
  });
});
