import { countDistinct, TIMEFRAMES, type SeenUsers } from "../../metrics/collectors/distinct-users";
import { DistinctSketch, estimate, mergeInto, REGISTERS } from "../../metrics/collectors/private/distinct-sketch";
import { hashUser } from "../../metrics/collectors/private/user-hash";

describe("the estimate of distinct users", () => {
  it("is 0 of nobody", () => {
    expect(estimate(new Uint8Array(REGISTERS))).toBe(0);
  });

  it("is within three standard errors, of few and of many", () => {
    for (const users of [1, 100, 10_000, 300_000]) {
      const sketch = new DistinctSketch(0);
      for (let user = 0; user < users; user += 1) sketch.add(hashUser(`user-${user}`), 0);
      expect(Math.abs(estimate(sketch.since(-1_000)) / users - 1)).toBeLessThan(0.025);
    }
  });

  it("grows with registers that are full, up to more than there can be", () => {
    const nearlyFull = new Uint8Array(REGISTERS).fill(31);
    const someFull = Uint8Array.from(nearlyFull, (rank, index) => (index % 4 === 0 ? 32 : rank));
    expect(estimate(someFull)).toBeGreaterThan(estimate(nearlyFull));
    expect(estimate(new Uint8Array(REGISTERS).fill(32))).toBe(Infinity);
  });
});

describe("a sketch of distinct users", () => {
  it("keeps when a user was seen last, in whichever order it is told", () => {
    const sketch = new DistinctSketch(0);
    const alice = hashUser("alice");
    sketch.add(alice, 5_000);
    sketch.add(alice, 1_000);
    expect(estimate(sketch.since(4_000))).toBe(1);
    expect(estimate(sketch.since(6_000))).toBe(0);
  });

  it("is that of both when two are put together", () => {
    const [one, other] = [new DistinctSketch(0), new DistinctSketch(0)];
    for (let user = 0; user < 1_000; user += 1) {
      one.add(hashUser(`user-${user}`), 0);
      other.add(hashUser(`user-${user + 500}`), 0);
    }
    const registers = one.since(-1_000);
    mergeInto(registers, other.since(-1_000));
    expect(Math.abs(estimate(registers) / 1_500 - 1)).toBeLessThan(0.025);
  });
});

describe("distinct users of several processes", () => {
  const none = new Uint8Array(0);
  const seen = (
    ages: Readonly<Record<string, number>>,
    others: readonly Uint8Array[] = [none, none, none, none, none],
  ): SeenUsers => ({
    recent: Float64Array.from(Object.entries(ages).flatMap(([user, age]) => [hashUser(user), age])),
    others,
  });

  it("are none of no process", () => {
    expect([...countDistinct([]).values()]).toEqual([0, 0, 0, 0, 0]);
  });

  it("are counted once in each timeframe, as of when any of the processes saw them last", () => {
    const one = seen({ alice: TIMEFRAMES["5m"], bob: 0 });
    const other = seen({ alice: TIMEFRAMES["1m"], bob: TIMEFRAMES["1h"], carol: TIMEFRAMES["15m"] });
    for (const processes of [
      [one, other],
      [other, one],
    ]) {
      expect(Object.fromEntries(countDistinct(processes))).toEqual({ "1m": 1, "5m": 2, "15m": 2, "1h": 3, "1d": 3 });
    }
  });

  it("are estimated from all in the timeframes in which some are not remembered, and exact in the others", () => {
    const sketch = new DistinctSketch(0);
    for (let user = 0; user < 1_000; user += 1) sketch.add(hashUser(`user-${user}`), 0);
    const registers = () => sketch.since(-1_000);
    const ages = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [`user-${index + 500}`, index < 100 ? 0 : TIMEFRAMES["15m"]]),
    );
    const counted = countDistinct([seen(ages), seen({}, [none, none, none, registers(), registers()])]);
    expect([counted.get("1m"), counted.get("15m")]).toEqual([100, 100]);
    for (const timeframe of ["1h", "1d"] as const) {
      expect(Math.abs((counted.get(timeframe) ?? 0) / 2_000 - 1)).toBeLessThan(0.025);
    }
  });
});
