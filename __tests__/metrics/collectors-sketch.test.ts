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
