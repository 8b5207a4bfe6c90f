import { MetricUsageError, type UserId } from "cdktf-monitoring-metrics";
import { monitored } from "./monitored";

describe("active_users", () => {
  it("counts each user once within each timeframe since the last sight", async () => {
    const { monitoring, pass, values } = monitored();
    monitoring.trackUser("alice");
    pass(30);
    monitoring.trackUser("bob");
    monitoring.trackUser("bob");
    expect(await values("active_users")).toEqual({ "1m": 2, "5m": 2, "15m": 2, "1h": 2, "1d": 2 });
    pass(30);
    expect(await values("active_users")).toEqual({ "1m": 1, "5m": 2, "15m": 2, "1h": 2, "1d": 2 });
    monitoring.trackUser("alice");
    expect(await values("active_users")).toMatchObject({ "1m": 2 });
    pass(5 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 2, "1h": 2, "1d": 2 });
    pass(10 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 2, "1d": 2 });
    pass(45 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 0, "1d": 2 });
    pass(23 * 3_600);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 0, "1d": 0 });
  });

  it("stays exact for each timeframe that has no more users than are remembered", async () => {
    const { monitoring, pass, values } = monitored({ exactUsers: 2 });
    for (const user of ["alice", "bob", "alice", "carol"]) {
      monitoring.trackUser(user);
      pass(40);
    }
    expect(await values("active_users")).toEqual({ "1m": 1, "5m": 3, "15m": 3, "1h": 3, "1d": 3 });
    monitoring.trackUser("alice");
    expect(await values("active_users")).toMatchObject({ "1m": 2, "1d": 3 });
    pass(3 * 60);
    expect(await values("active_users")).toMatchObject({ "1m": 0, "5m": 2, "1d": 3 });
  });

  it("estimates a million users within 3 %, which is more than three standard errors", async () => {
    const { monitoring, pass, values } = monitored();
    for (let user = 0; user < 1_000_000; user += 1) {
      if (user === 750_000) pass(30 * 60);
      monitoring.trackUser(`user-${user}`);
    }
    const { "1m": minute, "1d": day } = await values("active_users");
    expect(Math.abs((day ?? 0) / 1_000_000 - 1)).toBeLessThan(0.03);
    expect(Math.abs((minute ?? 0) / 250_000 - 1)).toBeLessThan(0.03);
  });

  it("forgets users of the day before, remembered or estimated", async () => {
    const { monitoring, pass, values } = monitored({ exactUsers: 10 });
    for (let user = 0; user < 100; user += 1) monitoring.trackUser(`user-${user}`);
    pass(24 * 3_600);
    expect(await values("active_users")).toMatchObject({ "1d": 0 });
  });

  it("tells long user ids apart, though it keeps a hash of them", async () => {
    const { monitoring, values } = monitored();
    const long = "x".repeat(10_000);
    for (const user of [long, `${long}1`, long]) monitoring.trackUser(user);
    expect(await values("active_users")).toMatchObject({ "1m": 2 });
  });

  it("tells users apart by numbers, which are the same as their texts", async () => {
    const { monitoring, values } = monitored();
    for (let user = 0; user < 1_000; user += 1) monitoring.trackUser(user);
    for (const user of [7n, "7", 12_345_678_901_234_567_890n]) monitoring.trackUser(user);
    expect(await values("active_users")).toMatchObject({ "1m": 1_001 });
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [NaN, "NaN"],
    [true, "true"],
    [{ id: 1 }, "an object"],
  ])("refuses %p as a user, who would be one for all", async (user, received) => {
    const { monitoring, values } = monitored();
    expect(() => monitoring.trackUser(user as UserId)).toThrow(
      new MetricUsageError([
        `trackUser: a user id must be a text, a finite number or a bigint: received ${received}; hand over what identifies the user, and nothing for a user who is not known`,
      ]),
    );
    expect(await values("active_users")).toMatchObject({ "1m": 0 });
  });

  it.each([0, 1.5, 1_000_001, NaN, Infinity])("refuses %d as the number of users to remember", (exactUsers) => {
    expect(() => monitored({ exactUsers })).toThrow(
      new MetricUsageError([
        `metrics: option "exactUsers" must be a whole number from 1 to 1000000: received ${exactUsers}`,
      ]),
    );
  });
});

describe("user_sessions", () => {
  it("counts the sessions that started and did not end, by the way of authentication", async () => {
    const { monitoring, lines } = monitored();
    monitoring.sessionStarted("password");
    monitoring.sessionStarted("password");
    monitoring.sessionStarted("sso");
    monitoring.sessionEnded("password");
    expect(await lines("user_sessions")).toEqual([
      'user_sessions{auth_method="password"} 1',
      'user_sessions{auth_method="sso"} 1',
    ]);
  });

  it("never falls below 0, when sessions end that started elsewhere", async () => {
    const { monitoring, lines } = monitored();
    monitoring.sessionEnded("sso");
    monitoring.sessionEnded("sso");
    monitoring.sessionStarted("sso");
    expect(await lines("user_sessions")).toEqual(['user_sessions{auth_method="sso"} 1']);
  });
});

describe("user_sessions of very many ways of authentication", () => {
  it("tells 100 of them apart, and counts all later ones together, from their start to their end", async () => {
    const { monitoring, lines } = monitored();
    for (let index = 0; index < 103; index += 1) monitoring.sessionStarted(`method ${index}`);
    monitoring.sessionEnded("method 99");
    monitoring.sessionEnded("method 100");
    monitoring.sessionEnded("method 103");
    const counted = await lines("user_sessions");
    expect(counted).toHaveLength(101);
    expect(counted.slice(98)).toEqual([
      'user_sessions{auth_method="method 98"} 1',
      'user_sessions{auth_method="method 99"} 0',
      'user_sessions{auth_method="overflow"} 1',
    ]);
  });
});

describe("a session whose way of authentication is no text", () => {
  it.each(["sessionStarted", "sessionEnded"] as const)("is refused by %s, and costs no scrape", async (method) => {
    const { monitoring, registry, lines } = monitored();
    expect(() => monitoring[method](undefined as never)).toThrow(
      new MetricUsageError([`${method}: the way of authentication must be a text: received undefined`]),
    );
    monitoring.sessionStarted("sso");
    await registry.metrics();
    expect(await lines("user_sessions")).toEqual(['user_sessions{auth_method="sso"} 1']);
  });
});
