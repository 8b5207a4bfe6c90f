import { decodeString } from "../../promql/private/string-literal";

describe("a string literal stands for what Prometheus reads", () => {
  it.each([
    ['"plain"', "plain"],
    ["'plain'", "plain"],
    ["`raw \\d+`", "raw \\d+"],
    ['"\\\\d+"', "\\d+"],
    ['"a\\"b"', 'a"b'],
    ["'a\\'b'", "a'b"],
    ['"\\a\\b\\f\\n\\r\\t\\v"', "\u0007\b\f\n\r\t\v"],
    ['"\\x41\\101\\u00e9\\U0001F600"', "AAé😀"],
    ['""', ""],
  ])("%s", (literal, value) => {
    expect(decodeString(literal)).toEqual({ value });
  });
});

describe("a string literal that Prometheus refuses says where", () => {
  it.each([
    ['"\\d"', 1, 3, "a string has no escape \\d: write \\\\d, or put the string between backquotes"],
    ['"a\\\'b"', 2, 4, "a string has no escape \\': write \\\\', or put the string between backquotes"],
    ['"\\xZZ"', 1, 3, "a string has no escape \\x: write \\\\x, or put the string between backquotes"],
    ['"\\777"', 1, 3, "a string has no escape \\7: write \\\\7, or put the string between backquotes"],
    ['"open', 0, 5, 'string is not closed: add " where it ends'],
    ['"', 0, 1, 'string is not closed: add " where it ends'],
    ['"a\\"', 0, 4, 'string is not closed, since " after \\ is part of it: add " where it ends'],
  ])("%s", (literal, from, to, message) => {
    expect(decodeString(literal).problem).toEqual({ from, to, message });
  });

  it("keeps the first problem of several", () => {
    expect(decodeString('"\\d\\w"').problem).toMatchObject({ from: 1 });
  });
});
