import { patternProblem } from "../../promql/private/re2";

describe("RE2 takes", () => {
  it.each([
    [""],
    [".*"],
    ["5.."],
    ["a|b|"],
    ["(GET|POST)"],
    ["(?:a|b)+?"],
    ["(?i)prod"],
    ["(?i:prod)-x"],
    ["(?P<name>a)(?<other>b)"],
    ["a{2}b{2,}c{2,1000}"],
    ["a{x}{,5}"],
    ["[^a-z]"],
    ["[]a]"],
    ["[a\\]\\-b-]"],
    ["[[:alpha:]_]"],
    ["\\d\\D\\s\\S\\w\\W\\b\\B\\A\\z"],
    ["\\.\\/\\-\\_\\ "],
    ["\\pL\\p{Greek}\\P{^Lu}"],
    ["\\x41\\x{1F600}\\012\\0"],
    ["\\Qa(b\\E."],
    ["^/api/.+$"],
    ["^*"],
  ])("%s", (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });
});

describe("RE2 refuses", () => {
  it.each([
    ["a(?=b)", 1, 4, 'RE2 has no look-ahead "(?="'],
    ["a(?!b)", 1, 4, 'RE2 has no look-ahead "(?!"'],
    ["(?<=a)b", 0, 4, 'RE2 has no look-behind "(?<="'],
    ["(?<!a)b", 0, 4, 'RE2 has no look-behind "(?<!"'],
    ["(?>a)", 0, 3, 'RE2 has no atomic group "(?>"'],
    ["(?#note)", 0, 3, 'RE2 has no comment "(?#"'],
    ["(?(1)a|b)", 0, 3, 'RE2 has no condition "(?("'],
    ["(?|a)", 0, 3, 'RE2 has no group of this kind "(?|"'],
    ["(?x)a", 0, 3, 'RE2 has no group of this kind "(?x"'],
    ["(a)\\1", 3, 5, 'RE2 has no backreference "\\1"'],
    ["\\k<a>", 0, 2, 'RE2 has no backreference "\\k"'],
    ["\\Z", 0, 2, 'RE2 has no escape "\\Z"'],
    ["\\y", 0, 2, 'RE2 has no escape "\\y"'],
    ["a\\", 1, 2, '"\\" escapes nothing'],
    ["a++", 1, 3, 'RE2 has no possessive or doubled repetition "++"'],
    ["a**", 1, 3, 'RE2 has no possessive or doubled repetition "**"'],
    ["*a", 0, 1, '"*" repeats nothing'],
    ["(+a)", 1, 2, '"+" repeats nothing'],
    ["a|?b", 2, 3, '"?" repeats nothing'],
    ["a{3,2}", 1, 6, '"{3,2}" counts downwards'],
    ["a{1001}", 1, 7, 'RE2 repeats at most 1000 times, and "{1001}" is more'],
    ["(a", 0, 1, '"(" is not closed'],
    ["a)", 1, 2, '")" closes no group'],
    ["[a", 0, 1, '"[" is not closed'],
    ["[]", 0, 1, '"[" is not closed'],
    ["[z-a]", 1, 4, 'range "z-a" runs downwards'],
    ["[\\y]", 1, 3, 'RE2 has no escape "\\y"'],
  ])("%s", (pattern, from, to, message) => {
    expect(patternProblem(pattern)).toMatchObject({ from, to, message });
  });
});
