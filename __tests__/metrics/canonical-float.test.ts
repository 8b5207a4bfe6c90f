import { canonicalFloat } from "cdktf-monitoring-metrics/definitions";

// What a Prometheus 3.14 server stored for these bounds of a scraped histogram.
describe("a number in a label is written as Prometheus 3 stores it", () => {
  it.each([
    ["1", "1.0"],
    ["0", "0.0"],
    ["10", "10.0"],
    ["0.005", "0.005"],
    ["0.50", "0.5"],
    ["0.0001", "0.0001"],
    ["0.00005", "5e-05"],
    ["0.000001", "1e-06"],
    ["100000", "100000.0"],
    ["1000000", "1e+06"],
    ["1234567", "1.234567e+06"],
    ["1048576.5", "1.0485765e+06"],
    ["12345678901234567890", "1.2345678901234567e+19"],
    ["1e21", "1e+21"],
    ["1e22", "1e+22"],
    ["-2.5", "-2.5"],
    [".5", "0.5"],
    ["+Inf", "+Inf"],
    ["inf", "+Inf"],
    ["-Inf", "-Inf"],
    ["NaN", "NaN"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalFloat(text)).toBe(canonical);
  });

  it.each([[""], ["1s"], ["one"], ["1,5"], ["0x10"]])("'%s' is no number", (text) => {
    expect(canonicalFloat(text)).toBeUndefined();
  });
});
