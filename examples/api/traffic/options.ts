import { parseArgs } from "node:util";

/** Thrown when the command line cannot be used; it names every reason at once. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** What the command line asks for. */
export interface TrafficOptions {
  readonly url: string;
  readonly seconds: number;
  readonly rate: number;
  readonly seed: number;
  readonly users: number;
  readonly errors: number;
  readonly slow: number;
  readonly json: boolean;
  readonly help: boolean;
}

/** Shares of errors and of slow requests, each 0 to 1. */
const PROFILES: Readonly<Record<string, { readonly errors: number; readonly slow: number }>> = {
  mixed: { errors: 0.1, slow: 0.05 },
  steady: { errors: 0, slow: 0 },
  errors: { errors: 0.3, slow: 0 },
  latency: { errors: 0, slow: 0.2 },
};

/** More at a time only shows how busy the generator itself is. */
const MOST_ACTIONS = 1_000_000;

export const USAGE = `Usage: npx tsx generate-traffic.ts [options]

  --url <address>    the service (default: http://127.0.0.1:8000)
  --seconds <n>      how long (default: 60)
  --rate <n>         actions a second (default: 50)
  --users <n>        distinct users (default: 10)
  --seed <n>         the same options with the same seed do the same (default: 1)
  --profile <name>   ${Object.keys(PROFILES).join(", ")} (default: mixed)
  --errors <share>   share of server errors, 0 to 1 (default: the profile's)
  --slow <share>     share of requests of 1.2 s to 1.5 s, 0 to 1 (default: the profile's)
  --json             print the report as JSON
  --help             print this text
`;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        url: { type: "string", default: "http://127.0.0.1:8000" },
        seconds: { type: "string", default: "60" },
        rate: { type: "string", default: "50" },
        users: { type: "string", default: "10" },
        seed: { type: "string", default: "1" },
        profile: { type: "string", default: "mixed" },
        errors: { type: "string" },
        slow: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    // Node's own words for an option that does not exist, or that lacks its value.
    throw new UsageError([
      typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error),
    ]);
  }
}

interface NumberRule {
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
}

const SHARE: NumberRule = { minimum: 0, maximum: 1, whole: false };

/**
 * Reads a command line.
 *
 * @throws {UsageError} naming every option that cannot be used
 */
export function parseOptions(argv: readonly string[]): TrafficOptions {
  const values = parse(argv);
  const problems: string[] = [];

  const numberOf = (option: string, text: string, { minimum, maximum, whole }: NumberRule): number => {
    const value = Number(text);
    const fine = text.trim() !== "" && value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
    const kind = whole ? "a whole number" : "a number";
    if (!fine) problems.push(`--${option} must be ${kind} from ${minimum} to ${maximum}: received "${text}"`);
    return value;
  };

  const profile = PROFILES[values.profile];
  if (profile === undefined) {
    problems.push(`--profile must be one of ${Object.keys(PROFILES).join(", ")}: received "${values.profile}"`);
  }
  if (!URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol)) {
    problems.push(`--url must be an address such as http://127.0.0.1:8000: received "${values.url}"`);
  }
  const shares = { errors: 0, slow: 0, ...profile };
  const options: TrafficOptions = {
    url: values.url,
    seconds: numberOf("seconds", values.seconds, { minimum: 1, maximum: 86_400, whole: false }),
    rate: numberOf("rate", values.rate, { minimum: 0.1, maximum: 500, whole: false }),
    users: numberOf("users", values.users, { minimum: 1, maximum: 1_000, whole: true }),
    seed: numberOf("seed", values.seed, { minimum: 0, maximum: 2 ** 32 - 1, whole: true }),
    errors: values.errors === undefined ? shares.errors : numberOf("errors", values.errors, SHARE),
    slow: values.slow === undefined ? shares.slow : numberOf("slow", values.slow, SHARE),
    json: values.json,
    help: values.help,
  };
  if (Math.max(options.errors, options.slow) <= 1 && options.errors + options.slow > 1) {
    problems.push(`--errors and --slow must be 1 or less together: received ${options.errors} and ${options.slow}`);
  }
  if (options.seconds * options.rate > MOST_ACTIONS) {
    problems.push(
      `--seconds times --rate must be ${MOST_ACTIONS} or less: received ${options.seconds} and ${options.rate}`,
    );
  }
  if (problems.length > 0) throw new UsageError(problems);
  return options;
}
