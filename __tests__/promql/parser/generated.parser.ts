import { compareGenerated } from "../../../bench/promql/compare";

const COUNT = 10_000;

/** No more may be said otherwise, for whatever reason. */
const MOST_DISAGREEMENTS = 20;

describe.each([1, 20_261])("of the expressions that are generated from seed %d", (seed) => {
  const { accepted, disagreements } = compareGenerated(COUNT, seed);

  it("a good part is right, and a good part is wrong", () => {
    expect(accepted).toBeGreaterThan(COUNT / 4);
    expect(accepted).toBeLessThan((COUNT * 3) / 4);
  });

  it("the check takes none that the real parser refuses", () => {
    expect(disagreements.filter(({ real }) => real !== undefined)).toEqual([]);
  });

  it("the check refuses none that the real parser takes, but for reasons on record", () => {
    expect(disagreements.filter(({ known }) => known === undefined)).toEqual([]);
    expect(disagreements.length).toBeLessThanOrEqual(MOST_DISAGREEMENTS);
  });
});
