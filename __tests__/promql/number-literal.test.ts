import { literalValue, numberEnd } from "../../promql/private/number-literal";

describe("a number ends where Prometheus' lexer ends it", () => {
  it.each([
    ["5m]", 2],
    ["1h30m", 5],
    ["0.]", 2],
    [".5 + 1", 2],
    ["1.e3", 4],
    ["1e+3 ", 4],
    ["1-1", 1],
    ["0x1F+1", 4],
    ["1_000.5", 7],
    ["1h.5", 2],
    // Behind another digit, an e is an exponent even there.
    ["0x1e+3", 6],
    ["0x1e +3", 4],
  ])("%s after %d characters", (text, end) => {
    expect(numberEnd(text, 0)).toBe(end);
  });

  it.each([
    ["1__0"],
    ["1_"],
    ["1e"],
    ["0x1e"],
    ["0x1ee"],
    ["0x1.8"],
    ["1..5"],
    ["1e5e5"],
    ["5x"],
    ["1h30"],
    ["5m3"],
    ["0b1"],
  ])("and %s is none", (text) => {
    expect(numberEnd(text, 0)).toBeUndefined();
  });
});

describe("a number stands for what Prometheus reads", () => {
  it.each([
    ["017", 15],
    ["08", 8],
    ["0_7", 7],
    ["0x_1F", 31],
    ["0x7fffffffffffffff", 2 ** 63],
    ["9223372036854775808", 2 ** 63],
    ["1_0.5_0e1_0", 10.5e10],
    ["1e-400", 0],
    ["1h30m", 5400],
    ["INF", Infinity],
    ["nan", NaN],
  ])("%s for %d", (text, value) => {
    expect(literalValue(text)).toBe(value);
  });

  it.each([["0x"], ["0x8000000000000000"], ["1e309"], ["1e+"], ["1m1h"], ["1.5h"], ["1_0m"], ["_1"]])(
    "and %s is none",
    (text) => {
      expect(literalValue(text)).toBeUndefined();
    },
  );
});
