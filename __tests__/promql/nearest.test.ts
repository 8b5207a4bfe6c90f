import { didYouMean, editDistance, nearest } from "../../promql/private/nearest";

describe("the distance between two names counts slips", () => {
  it.each([
    ["rate", "rate", 0],
    ["raet", "rate", 1],
    ["summ", "sum", 1],
    ["sm", "sum", 1],
    ["mean", "moan", 1],
    ["", "abc", 3],
  ])("from %s to %s", (first, second, distance) => {
    expect(editDistance(first, second)).toBe(distance);
    expect(editDistance(second, first)).toBe(distance);
  });

  it("is not counted further than asked for", () => {
    expect(editDistance("abcdef", "uvwxyz", 3)).toBe(Infinity);
    expect(editDistance("abc", "abcdefg", 3)).toBe(Infinity);
    expect(editDistance("abcd", "bcde", 2)).toBe(2);
  });
});

describe("the nearest name", () => {
  it("is the one with the fewest slips", () => {
    expect(nearest("api_request_total", ["api_errors_total", "api_requests_total"])).toBe("api_requests_total");
  });

  it("is the one that only adds a word, however long the word is", () => {
    expect(nearest("http_latency_bucket", ["http_latency_seconds_bucket", "http_latencies"])).toBe(
      "http_latency_seconds_bucket",
    );
  });

  it("is the first in the alphabet of two that are equally near", () => {
    expect(nearest("cat", ["rat", "bat"])).toBe("bat");
  });

  it("is none when all are far", () => {
    expect(nearest("somethingelse", ["up", "api_requests_total"])).toBeUndefined();
  });

  it("is none for one letter, which is one slip from any other", () => {
    expect(nearest("x", ["y"])).toBeUndefined();
  });
});

describe("a suggestion", () => {
  it("asks for the nearest name", () => {
    expect(didYouMean("methd", ["method", "status"])).toBe('; did you mean "method"?');
  });

  it("gives way to what else can be said when none is near", () => {
    expect(didYouMean("path", ["method"], ": there are method")).toBe(": there are method");
    expect(didYouMean("path", ["method"])).toBe("");
  });
});
