import { checkPromql } from "../../promql";
import { goodQueries } from "./good-queries";
import { stackMetrics } from "./known-stack";

describe.each(Object.entries(goodQueries))("what operators ask of %s works", (_, queries) => {
  it.each(queries.map((query) => [query]))("accepts %s", (query) => {
    expect(checkPromql(query, stackMetrics)).toEqual([]);
  });
});
