// One measurement in a process of its own: what a deployment pays, with nothing warmed up by an earlier one.
// Prints { loading, synthesis, checking } in milliseconds, the last of them for so many queries as `checked` says; it is a
// part of the synthesis. Plain JavaScript, so that no transpiler is part of the figure.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { performance } = require("node:perf_hooks");

const [dashboards = 0, alertRules = 0, targets = 0] = process.argv.slice(2).map(Number);

const started = performance.now();
const { App } = require("cdktf");
const { MetricsExposer, MonitoringStack } = require("cdktf-monitoring");
const { apiAlerts } = require("cdktf-monitoring/alerts");
const { apiMonitoring } = require("cdktf-monitoring/dashboards");
const { apiMetrics } = require("cdktf-monitoring/metrics");
const promql = dirname(require.resolve("cdktf-monitoring/promql"));
let checking = 0;
let checked = 0;
measureCalls(require(join(promql, "check.js")), "checkPromql");
measureCalls(require(join(promql, "variable-query.js")), "checkVariableQuery");
const loaded = performance.now();

const outdir = mkdtempSync(join(tmpdir(), "bench-synth-"));
process.chdir(outdir);
const app = new App({ outdir: join(outdir, "cdktf.out") });
const { monitoring } = new MonitoringStack(app, "monitoring", { importedDashboards: false });
for (let index = 0; index < dashboards; index++) {
  monitoring.addDashboard(apiMonitoring({ uid: `dashboard-${index}`, title: `Dashboard ${index}` }));
}
for (let index = 0; index < alertRules / 10; index++) {
  const [rule] = apiAlerts().alerts;
  const alerts = Array.from({ length: 10 }, (_, position) => ({ ...rule, name: `HighErrorRate${position}` }));
  monitoring.addAlerts({ name: `group-${index}`, interval: "30s", alerts });
}
for (let index = 0; index < targets; index++) {
  const { host } = monitoring;
  const target = `service-${index}.example.com:8000`;
  monitoring.addApplication(
    new MetricsExposer(app.node.children[0], `service-${index}`, { host, target, catalogue: apiMetrics }),
  );
}
app.synth();
const done = performance.now();
rmSync(outdir, { recursive: true });

process.stdout.write(JSON.stringify({ loading: loaded - started, synthesis: done - loaded, checking, checked }));

/** Adds up the time of a module's function, calls of it within itself counted once. */
function measureCalls(module, name) {
  const original = module[name];
  let depth = 0;
  module[name] = (...given) => {
    const began = performance.now();
    depth += 1;
    try {
      return original(...given);
    } finally {
      depth -= 1;
      if (depth === 0) {
        checking += performance.now() - began;
        checked += 1;
      }
    }
  };
}
