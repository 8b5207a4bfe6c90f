// One contender of the comparison of garbage collections, in a process of its own: its default metrics hear of each.
const collectors = {
  ours: () => require("../../metrics/dist").defaultMonitoring(),
  "prom-client": () => require("prom-client").collectDefaultMetrics(),
  "@platformatic/prom-client": () => require("@platformatic/prom-client").collectDefaultMetrics(),
  "@prometheus-io/client": () => require("@prometheus-io/client").collectDefaultMetrics(),
};

const [, , name] = process.argv;
collectors[name]();

const COLLECTIONS = 1_000;

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Microseconds of CPU for each collection, and for what is done once it is heard of. */
async function collect() {
  const before = process.cpuUsage();
  for (let done = 0; done < COLLECTIONS; done += 1) {
    gc({ type: "minor" });
    // Node tells of it in the next turn, and observers hear of it in the one after that.
    await turn();
    await turn();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / COLLECTIONS;
}

process.on("message", async () => process.send(await collect()));
process.on("disconnect", () => process.exit());
process.send("ready");
