import { checkPromql } from "../../promql";
import { goodQueries } from "./good-queries";
import { stackMetrics } from "./known-stack";

describe.each(Object.entries(goodQueries))("what operators ask of %s works", (_, queries) => {
  it.each(queries.map((query) => [query]))("accepts %s", (query) => {
    expect(checkPromql(query, stackMetrics)).toEqual([]);
  });
});

it("there are 400 of them, and none is there twice", () => {
  const queries = Object.values(goodQueries).flat();
  expect(queries.length).toBeGreaterThanOrEqual(400);
  expect(new Set(queries).size).toBe(queries.length);
});
