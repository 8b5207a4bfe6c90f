import { Token } from "cdktf";
import { Construct } from "constructs";
import { durationMilliseconds, LONGEST_DURATION } from "../../promql/duration";

/** A rule that an option breaks, as one sentence: the option, the value received, what is allowed and the fix. */
export type Problem = string;

/**
 * Has a construct refuse to synthesize while there are problems. They are asked for at synth, so that whatever is wrong
 * anywhere in the stack is reported at once, each with its construct's path.
 */
export function refuseWhile(scope: Construct, problems: () => readonly Problem[]): void {
  scope.node.addValidation({ validate: () => [...problems()] });
}

/** Whether something is a construct that says itself what is wrong with it, so that nobody else has to. */
export const isRefused = (part: unknown): boolean => Construct.isConstruct(part) && part.node.validate().length > 0;

const isKnown = (value: unknown): boolean => value !== undefined && !Token.isUnresolved(value);

/** A value that names, rules or dashboards are made from at synth, where a value of Terraform's is not known yet. */
export const literalProblems = (option: string, value: unknown): Problem[] =>
  isKnown(value) || value === undefined
    ? []
    : [`${option} must be a literal, since synth reads it: received a value that only Terraform knows`];

/** Settings are refused that a part would read which was switched off: they would be lost without a word. */
export const unusedSettings = (option: string, settings: unknown, switchedOff: string, part: unknown): Problem[] =>
  settings === undefined || settings === false || part !== undefined
    ? []
    : [`${option} is set while ${switchedOff} is false, so nothing reads it: leave one of them out`];

/** A port is a whole number from 1 to 65535. */
export function portProblems(option: string, port: number | undefined): Problem[] {
  if (port === undefined || !isKnown(port) || (Number.isInteger(port) && port >= 1 && port <= 65_535)) return [];
  return [`${option} must be a whole number from 1 to 65535: received ${port}`];
}

/** A duration is written as Prometheus writes it, and lasts longer than nothing. */
export function durationProblems(option: string, duration: string | undefined): Problem[] {
  if (duration === undefined || !isKnown(duration)) return [];
  const milliseconds = durationMilliseconds(duration);
  if (milliseconds === 0)
    return [`${option} must last longer than zero, such as 30s, 5m or 15d: received "${duration}"`];
  if (milliseconds !== undefined && milliseconds < LONGEST_DURATION) return [];
  if (milliseconds !== undefined)
    return [`${option} must be shorter than 292 years, as far as Prometheus reckons: received "${duration}"`];
  return [`${option} must be a duration such as 30s, 5m or 15d, units descending: received "${duration}"`];
}

const SIZE_UNITS = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

/** A size is a whole number with one of Prometheus' units, which are powers of 1024, of fewer than 2 ** 63 bytes. */
export function sizeProblems(option: string, size: string | undefined): Problem[] {
  if (size === undefined || !isKnown(size)) return [];
  const [, count, unit = ""] = /^([1-9]\d*)([KMGTPE]?B)$/.exec(size) ?? [];
  if (count === undefined) {
    return [`${option} must be a whole number and one of ${SIZE_UNITS.join(", ")}, such as 10GB: received "${size}"`];
  }
  return Number(count) * 1024 ** SIZE_UNITS.indexOf(unit) < 2 ** 63
    ? []
    : [`${option} must be less than 8EB, as far as Prometheus reckons: received "${size}"`];
}

/** An image names its exact version, by tag or digest. */
export function imageProblems(option: string, image: string | undefined): Problem[] {
  if (image === undefined || !isKnown(image)) return [];
  const named = /^[a-z0-9][a-zA-Z0-9._/:-]*?(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/.exec(image);
  if (named !== null && (named[1] ?? named[2]) !== undefined) return [];
  return [`${option} must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "${image}"`];
}

/** A memory limit is a whole number of MiB; the engine refuses less than 6. */
export function memoryProblems(option: string, memory: number | undefined): Problem[] {
  if (memory === undefined || !isKnown(memory) || (Number.isInteger(memory) && memory >= 6)) return [];
  return [`${option} must be a whole number of MiB, 6 or more: received ${memory}`];
}

/** A count is a whole number, and not below the least one. */
export function wholeNumberProblems(option: string, value: number | undefined, least: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return [];
  if (!isKnown(value)) return literalProblems(option, value);
  return [`${option} must be a whole number, ${least} or more: received ${value}`];
}

/** An address to listen on is an IPv4 address: published ports take no names. */
export function addressProblems(option: string, address: string | undefined): Problem[] {
  if (address === undefined || !isKnown(address)) return [];
  const octets = address.split(".");
  if (octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)) return [];
  return [`${option} must be an IPv4 address such as 127.0.0.1: received "${address}"`];
}

/** A web address has a scheme, a host and no blanks; what follows is for whoever serves it to know. */
export function urlProblems(option: string, url: string | undefined): Problem[] {
  if (url === undefined || !isKnown(url) || (/^https?:\/\/[^\s/?#]\S*$/.test(url) && URL.canParse(url))) return [];
  const allowed = "an address of http:// or https://, a host and no blanks, such as https://ops.example.com/";
  return [`${option} must be ${allowed}: received "${url}"`];
}

/** A registry is what stands before an image's name, up to the slash between them. */
export function registryProblems(option: string, registry: string | undefined): Problem[] {
  if (registry === undefined || !isKnown(registry)) return [];
  if (/^[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d{1,5})?(\/[a-z0-9][a-z0-9._-]*)*$/.test(registry)) return [];
  const allowed = "a host, its port and a path where it has them, without a scheme and without a slash at the end";
  return [`${option} must be ${allowed}, such as mirror.example.com:5000: received "${registry}"`];
}

/** Whether a published port is reached from this machine only. */
export const isLoopback = (address: string): boolean => address.startsWith("127.");
