/** A user name and password, as HTTP's basic authentication takes them. */
export interface BasicAuth {
  /** Not empty, and without a colon or control character. */
  readonly username: string;
  /** Not empty, and without a control character, such as the line break at the end of a file. */
  readonly password: string;
}

/** Where metrics are served, and to whom. */
export interface ScrapeOptions {
  /**
   * The path, from the root of the server; it is served with and without the last slash. It holds only letters, digits and
   * `-._~$&+,;=:@%/`, which clients send as they are.
   *
   * @default - the environment variable METRICS_PATH, or "/monitoring/metrics/"
   */
  readonly path?: string;
  /**
   * A token that a scrape may bear, with no control character, and no blank at its ends; where the option is there and
   * undefined, it is refused.
   *
   * @default - the environment variable METRICS_BEARER_TOKEN, or none
   */
  readonly bearerToken?: string;
  /**
   * A user name and password that a scrape may bring; where the option is there and undefined, it is refused.
   *
   * @default - the environment variables METRICS_USERNAME and METRICS_PASSWORD, or none
   */
  readonly basicAuth?: BasicAuth;
  /**
   * How many scrapes may run at once; any further one is answered with 503.
   *
   * @default 4
   */
  readonly maximumScrapes?: number;
}
