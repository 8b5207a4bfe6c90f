import type { Random } from "./random";

const KEYWORDS = (
  "and or unless atan2 sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio " +
  "offset smoothed anchored by without on ignoring group_left group_right fill fill_left fill_right bool start end step " +
  "range max_of min_of inf nan"
).split(" ");

const METRICS = "up api_requests_total node_load1 job:errors:rate5m :odd _x a A9 http_2xx rate le".split(" ");

const LABELS = "job instance le quantile __name__ _ a A9 code_2xx host".split(" ");

const FOREIGN = ["http.requests", "größe", "名前", "a b", "x-y", "😀", "日本:x", "1st", "{", "#"];

const UNITS = ["y", "w", "d", "h", "m", "s", "ms"];

/** Now and then in another case. */
export function inSomeCase(random: Random, word: string): string {
  if (!random.chance(0.08)) return word;
  return random.chance(0.5) ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

export function metricName(random: Random): string {
  if (random.chance(0.12)) return inSomeCase(random, random.pick(KEYWORDS));
  return random.chance(0.005) ? random.pick(FOREIGN) : random.pick(METRICS);
}

export function labelName(random: Random): string {
  if (random.chance(0.12)) return inSomeCase(random, random.pick(KEYWORDS));
  return random.chance(0.005) ? random.pick(FOREIGN) : random.pick(LABELS);
}

/** A label in quotes, as names need it that are no plain words. */
export const quotedName = (random: Random): string =>
  quoted(random, random.chance(0.6) ? random.pick(FOREIGN) : labelName(random));

export function number(random: Random): string {
  const digits = (): string => random.list(1, 4, () => random.below(10)).join("");
  switch (random.below(22)) {
    case 0:
      return `0x${random.list(1, 5, () => random.pick(Array.from("0123456789abcdefABCDEF"))).join("")}`;
    case 1:
      return `0X${digits()}`;
    case 2:
      return `0${random.list(1, 4, () => random.below(9)).join("")}`;
    case 3:
      return `${digits()}_${digits()}`;
    case 4:
      return `${digits()}.${digits()}`;
    case 5:
      return `${digits()}.`;
    case 6:
      return `.${digits()}`;
    case 7:
      return `${digits()}${random.pick(["e", "E"])}${random.pick(["", "+", "-"])}${random.below(30)}`;
    case 8:
      return `${digits()}.${digits()}e${random.below(400)}`;
    case 9:
      return random.pick(["Inf", "inf", "INF", "NaN", "nan", "NAN"]);
    case 10:
    case 11:
    case 12:
      return duration(random);
    case 13:
      return random.pick([
        ...[
          "0x",
          "0x_1F",
          "0x1F_2",
          "1__0",
          "_1",
          "1_",
          "0b1",
          "0o7",
          "1e",
          "1e+",
          "0x1p3",
          "0x1.8",
          "1.5.2",
          "1e5e5",
          "0xe",
        ],
        ...[
          "9223372036854775808",
          "0x8000000000000000",
          "0x7fffffffffffffff",
          "1e309",
          "1e-400",
          "0x1e",
          "00",
          "0_7",
          "1i",
        ],
      ]);
    default:
      return digits();
  }
}

export function duration(random: Random): string {
  if (random.chance(0.05)) {
    return random.pick([
      "1.5h",
      "5x",
      "1m1h",
      "5m5m",
      "5mm",
      "300y",
      "1ys",
      "1e3s",
      "0x5m",
      "1_0m",
      "5m3",
      "5ms1s",
      "1h 30m",
      "5M",
    ]);
  }
  const from = random.below(UNITS.length);
  const units = UNITS.slice(from).filter((_, index) => index === 0 || random.chance(0.2));
  return units.map((unit) => `${unit === "y" ? random.below(200) : random.below(90)}${unit}`).join("");
}

const ESCAPES = ["\\n", "\\t", "\\\\", "\\a", "\\x41", "\\101", "\\u00e9", "\\U0001F600", "\\v"];
const BAD_ESCAPES = ["\\d", "\\8", "\\x4", "\\u12", "\\ud800", "\\U00110000", "\\'\\\"", "\\q", "\\400", "\\"];

/** A text as a literal, in any of the three quotes. */
export function quoted(random: Random, text: string): string {
  const quote = random.pick(['"', '"', '"', "'", "`"]);
  if (quote === "`") return `\`${text.replaceAll("`", "")}\``;
  return `${quote}${text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;
}

const TEXTS = [
  "",
  "api",
  "node_exporter:9100",
  "/api/v1/users",
  "5..",
  "a|b",
  "größe",
  "$1",
  "it's",
  'say "hi"',
  "# no comment",
];

export function string(random: Random): string {
  if (random.chance(0.12)) {
    const quote = random.pick(['"', "'"]);
    const pieces = random.list(1, 4, () =>
      random.pick(random.chance(0.25) ? BAD_ESCAPES : [...ESCAPES, "x", " ", "é"]),
    );
    return `${quote}${pieces.join("")}${quote}`;
  }
  if (random.chance(0.01))
    return random.pick([
      '"open',
      "'open",
      "`open",
      '"two\nlines"',
      "`two\nlines`",
      '"\ufffd"',
      '"\\xff"',
      '"\\xc3\\xa9"',
    ]);
  return quoted(random, random.pick(TEXTS));
}
