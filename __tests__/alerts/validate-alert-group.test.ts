import { type AlertGroup, type AlertRule, validateAlertGroup, validateAlertGroups } from "../../alerts";

const RULE: AlertRule = {
  name: "QueueFull",
  expression: "queue_length > 100",
  for: "5m",
  severity: "warning",
  summary: "A queue is full",
  description: "{{ $labels.queue }} holds {{ $value | humanize }} messages.",
  runbookUrl: "https://runbooks.example.org/queue-full",
};

const group = (...rules: readonly Partial<AlertRule>[]): AlertGroup => ({
  name: "queues",
  interval: "1m",
  alerts: rules.map((rule) => ({ ...RULE, ...rule })),
});

const PLACE = 'alert group "queues": alert "QueueFull" (warning): ';

describe("a group of alerts", () => {
  it("that is well has no problem", () => {
    expect(validateAlertGroup(group({}))).toEqual([]);
  });

  it("may have two rules of one name that differ in severity", () => {
    expect(validateAlertGroup(group({}, { severity: "critical" }))).toEqual([]);
  });

  it("may have recordings alone", () => {
    const recordings = [{ record: "job:up:sum", expression: "sum by (job) (up)" }];
    expect(validateAlertGroup({ ...group(), recordings })).toEqual([]);
  });

  it("has a rule", () => {
    expect(validateAlertGroup(group())).toEqual([
      'alert group "queues": has neither alerts nor recordings: leave the group out',
    ]);
  });

  it.each(["", "a/b", "-queues", "queues\n"])("cannot be named %j", (name) => {
    expect(validateAlertGroup({ ...group({}), name })).toEqual([
      `alert group ${JSON.stringify(name)}: name must begin with a letter or digit, then letters, digits, spaces, _, . or -: rename the group`,
    ]);
  });

  it.each(["15s", "1m5s"])("cannot be evaluated every %s, which Grafana refuses", (interval) => {
    expect(validateAlertGroup({ ...group({ for: "0s" }), interval })).toEqual([
      `alert group "queues": interval must be a multiple of 10s, as Grafana demands: received "${interval}"`,
    ]);
  });
});

describe("an alert", () => {
  it.each(["", "queueFull", "Queue full", "9Queues"])("cannot be named %j", (name) => {
    expect(validateAlertGroup(group({ name }))).toEqual([
      `alert group "queues": alert ${JSON.stringify(name)} (warning): name must be one word in upper camel case, such as HighErrorRate: received ${JSON.stringify(name)}`,
    ]);
  });

  it("has an expression, a summary, a description and a runbook", () => {
    expect(validateAlertGroup(group({ expression: "\n", summary: "", description: " ", runbookUrl: "" }))).toEqual([
      `${PLACE}expression must not be empty`,
      `${PLACE}summary must not be empty`,
      `${PLACE}description must not be empty`,
      `${PLACE}runbookUrl must not be empty`,
    ]);
  });

  it("has a for that a whole number of evaluations fills", () => {
    expect(validateAlertGroup(group({ for: "90s" }))).toEqual([
      `${PLACE}for must be a multiple of the group's interval, "1m": received "90s"`,
    ]);
    expect(validateAlertGroup(group({ for: "5" }))).toEqual([
      `${PLACE}for must be a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "5"`,
    ]);
  });

  it("has a keepFiringFor that is a duration", () => {
    expect(validateAlertGroup(group({ keepFiringFor: "10m" }))).toEqual([]);
    expect(validateAlertGroup(group({ keepFiringFor: "ten minutes" }))).toEqual([
      `${PLACE}keepFiringFor must be a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "ten minutes"`,
    ]);
  });

  it("has durations that Prometheus can reckon with", () => {
    expect(validateAlertGroup(group({ for: "400y", keepFiringFor: "293y" }))).toEqual([
      `${PLACE}for must be shorter than 292 years, as far as Prometheus reckons: received "400y"`,
      `${PLACE}keepFiringFor must be shorter than 292 years, as far as Prometheus reckons: received "293y"`,
    ]);
  });

  it("has a name that Grafana can keep, and so has its group", () => {
    const [fits, long] = [`Q${"u".repeat(189)}`, `Q${"u".repeat(190)}`];
    const problem = "name must have 190 characters at most, as Grafana demands: received 191";
    expect(validateAlertGroup({ ...group({ name: fits }), name: fits })).toEqual([]);
    expect(validateAlertGroup({ ...group({ name: long }), name: long })).toEqual([
      `alert group "${long}": ${problem}`,
      `alert group "${long}": alert "${long}" (warning): ${problem}`,
    ]);
  });

  it("has states that Grafana knows, and a severity that exists", () => {
    const rule = { ...RULE, severity: "page", noDataState: "Ok", execErrState: "NoData" };
    expect(validateAlertGroup({ ...group(), alerts: [rule as AlertRule] })).toEqual([
      'alert group "queues": alert "QueueFull" (page): severity must be one of "critical", "warning", "info": received "page"',
      'alert group "queues": alert "QueueFull" (page): noDataState must be one of "OK", "NoData", "Alerting", "KeepLast": received "Ok"',
      'alert group "queues": alert "QueueFull" (page): execErrState must be one of "OK", "Error", "Alerting", "KeepLast": received "NoData"',
    ]);
  });

  it.each([
    ["severity", "set the rule's severity"],
    ["notify", "set the rule's notify"],
    ["alertname", "it is the rule's name"],
    ["grafana_folder", "it is the folder's title"],
  ])("cannot bring the label %s, which the renderings write", (label, instead) => {
    expect(validateAlertGroup(group({ labels: { [label]: "x" } }))).toEqual([
      `${PLACE}labels must not contain "${label}", which is written already: ${instead}`,
    ]);
  });

  it("cannot bring a label whose value is no text", () => {
    const labels: Record<string, unknown> = { team: 5 };
    expect(validateAlertGroup(group({ labels: labels as Record<string, string> }))).toEqual([
      `${PLACE}labels.team must be a text: received 5`,
    ]);
  });

  it("cannot bring a label whose name Prometheus refuses", () => {
    expect(validateAlertGroup(group({ labels: { "team-name": "core", __name__: "x" } }))).toEqual([
      `${PLACE}labels: names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "team-name"`,
      `${PLACE}labels: names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "__name__"`,
    ]);
  });
});

describe("a template", () => {
  it("may use the functions and the variables that Prometheus and Grafana share", () => {
    const description =
      '{{ if gt $value 0.5 }}{{ $labels.queue | toUpper }}: {{ $value | humanizePercentage }}, {{ printf "query %s" .Labels.job }}{{ end }}';
    expect(validateAlertGroup(group({ description }))).toEqual([]);
  });

  it.each([
    ["{{ $values.A }}", "reads $values, which Prometheus does not have: write $value"],
    ["{{ .Value }}", "reads .Value, which is a text in Grafana: write $value"],
    ["{{ $externalLabels.host }}", "reads $externalLabels, which Grafana does not have"],
    ["{{ $externalURL }}", "reads $externalURL, which Grafana does not have"],
    ['{{ query "up" | first | value }}', "calls query, which finds nothing in Grafana"],
  ])("cannot be %s", (template, problem) => {
    const received = `received ${JSON.stringify(template)}`;
    expect(validateAlertGroup(group({ summary: template, description: template, labels: { team: template } }))).toEqual(
      [
        `${PLACE}summary ${problem}: ${received}`,
        `${PLACE}description ${problem}: ${received}`,
        `${PLACE}labels.team ${problem}: ${received}`,
      ],
    );
  });

  it("is held against Go's syntax in each text, that of the runbook included", () => {
    const fault =
      "calls humanise, which is no function of Prometheus' and Grafana's templates: received \"{{ humanise 1 }}\"";
    const text = "{{ humanise 1 }}";
    expect(
      validateAlertGroup(group({ summary: text, description: text, runbookUrl: text, labels: { team: text } })),
    ).toEqual(["summary", "description", "runbookUrl", "labels.team"].map((option) => `${PLACE}${option} ${fault}`));
  });

  it("closes what it opens", () => {
    expect(validateAlertGroup(group({ summary: "{{ $value" }))).toEqual([
      `${PLACE}summary must close each {{ with }}: received "{{ $value"`,
    ]);
  });
});

describe("a recording", () => {
  it("has a name and labels that Prometheus takes, and an expression", () => {
    const recordings = [{ record: "job.up", expression: "", labels: { "a-b": "c" } }];
    expect(validateAlertGroup({ ...group(), recordings })).toEqual([
      'alert group "queues": recording "job.up": record must match [a-zA-Z_:][a-zA-Z0-9_:]*: received "job.up"',
      'alert group "queues": recording "job.up": expression must not be empty',
      'alert group "queues": recording "job.up": labels: names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "a-b"',
    ]);
  });
});

describe("groups of one stack", () => {
  it("may share the names of alerts, since each group has uids of its own", () => {
    expect(validateAlertGroups([group({}), { ...group({}), name: "mail" }])).toEqual([]);
  });

  it("cannot share a name", () => {
    expect(validateAlertGroups([group({}), group({})])).toEqual([
      'alert group "queues": is there more than once: give each group a name of its own',
    ]);
  });

  it("cannot have an alert twice", () => {
    expect(validateAlertGroup(group({}, { expression: "queue_length > 200" }))).toEqual([
      `${PLACE}is there more than once: change its name or its severity`,
    ]);
  });

  it("cannot have two alerts that come to one uid", () => {
    expect(validateAlertGroup(group({}, { name: "QueueFULL" }))).toEqual([
      `alert group "queues": alert "QueueFULL" (warning): has the uid of alert group "queues": alert "QueueFull" (warning), "queues-queuefull-warning": rename one of them`,
    ]);
  });

  it("cannot record one series twice, in whatever order its labels are", () => {
    const record = { record: "job:up:sum", expression: "sum by (job) (up)" };
    const first = { ...group(), name: "a", recordings: [{ ...record, labels: { x: "1", y: "2" } }] };
    const second = { ...group(), name: "b", recordings: [{ ...record, labels: { y: "2", x: "1" } }] };
    const third = { ...group(), name: "c", recordings: [{ ...record, labels: { x: "2", y: "2" } }] };
    expect(validateAlertGroups([first, second, third])).toEqual([
      'alert group "b": recording "job:up:sum": is recorded in the group "a" too, with the same labels: keep one of them',
    ]);
  });
});
