import { applicationQueries } from "./application";
import { containerQueries } from "./containers";
import { hostQueries } from "./host";
import { languageQueries } from "./language";
import { monitoringQueries } from "./monitoring";
import { serviceQueries } from "./service";
import { stackQueries } from "./whole-stack";

/** What operators ask, by what they ask it of. Every one of these works. */
export const goodQueries: Readonly<Record<string, readonly string[]>> = {
  ...applicationQueries,
  ...serviceQueries,
  ...hostQueries,
  ...containerQueries,
  ...monitoringQueries,
  ...stackQueries,
  ...languageQueries,
};
