/** What stands for a part of a template that cannot be told. */
export const UNKNOWN_PATH = "*";
