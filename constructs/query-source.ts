import type { IConstruct } from "constructs";
import type { DashboardQuery } from "../dashboards";

/** A query that something in the app asks Prometheus. */
export interface AskedQuery extends Pick<DashboardQuery, "place" | "kind"> {
  /** PromQL, or undefined where it is not known here, as that of a library panel. */
  readonly expression: string | undefined;
}

/** Anything in the app that asks Prometheus: what it reads is stored where only queried metrics are kept. */
export interface IQuerySource {
  /** Everything that it asks, be it checked or not. */
  askedQueries(): readonly AskedQuery[];
}

/** Whether a construct asks Prometheus. */
export const isQuerySource = (construct: IConstruct): construct is IConstruct & IQuerySource =>
  "askedQueries" in construct && typeof construct.askedQueries === "function";
