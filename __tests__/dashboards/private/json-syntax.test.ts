import { jsonSyntaxError } from "../../../dashboards/private/import/json-syntax";

const TEXT = '{ "a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": { "c": {} }, "d": [] }';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("jsonSyntaxError", () => {
  it("finds nothing wrong in JSON", () => {
    expect(jsonSyntaxError(TEXT)).toBeUndefined();
  });

  it("agrees with JSON.parse on every text that lacks, doubles or swaps one character", () => {
    const mutants = Array.from(TEXT, (character, index) => [
      TEXT.slice(0, index) + TEXT.slice(index + 1),
      TEXT.slice(0, index) + character + TEXT.slice(index),
      TEXT.slice(0, index),
      ...['"', "{", "}", "[", "]", ",", ":", "\\", "0", "x", "\n"].map(
        (other) => TEXT.slice(0, index) + other + TEXT.slice(index + 1),
      ),
    ]).flat();
    const disagreements = mutants.filter((mutant) => isJson(mutant) !== (jsonSyntaxError(mutant) === undefined));
    expect(disagreements).toEqual([]);
  });

  it("counts lines and columns from 1", () => {
    expect(jsonSyntaxError('{\n  "a": 1,\n  b: 2\n}')).toEqual({
      line: 3,
      column: 3,
      expected: "a name in quotes",
      found: '"b"',
    });
  });

  it.each([
    ["[1 2]", '"," or "]"', '"2"'],
    ['{"a" 1}', '":"', '"1"'],
    ["[1] 2", "the end", '"2"'],
    ["[,]", 'a value or "]"', '","'],
    ['["a]', 'a value or "]"', '"\\""'],
  ])("says what %s should have and has", (text, expected, found) => {
    expect(jsonSyntaxError(text)).toMatchObject({ expected, found });
  });
});
