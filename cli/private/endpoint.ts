/** A port of the engine's host. */
export interface Endpoint {
  /** The address that it listens on; `0.0.0.0` is all of them. */
  readonly address: string;
  readonly port: number;
}

const isEverywhere = (address: string): boolean => address === "0.0.0.0" || address === "::";

/** Whether two programs cannot both listen there. */
export const overlaps = (one: Endpoint, other: Endpoint): boolean =>
  one.port === other.port &&
  (one.address === other.address || isEverywhere(one.address) || isEverywhere(other.address));
