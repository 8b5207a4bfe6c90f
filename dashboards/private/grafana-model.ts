// Types alone come from the SDK. Its builders would add a quarter to the time that a synthesis takes, share what they
// build between two uses, and leave out panel ids and refIds.
import type { TableCellOptions } from "@grafana/grafana-foundation-sdk/common";
import type * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import type { Options as StatOptions } from "@grafana/grafana-foundation-sdk/stat";
import type { FieldConfig as TableFieldConfig, Options as TableOptions } from "@grafana/grafana-foundation-sdk/table";
import type {
  FieldConfig as TimeSeriesFieldConfig,
  Options as TimeSeriesOptions,
} from "@grafana/grafana-foundation-sdk/timeseries";
import type { DashboardPanel, PanelPlace } from "../panel";

/** A type of the SDK as it is in JSON: enums are their values, and null, which Grafana would rewrite, is nowhere. */
export type Json<Type> = unknown extends Type
  ? unknown
  : Type extends string
    ? string extends Type
      ? string
      : `${Type}`
    : Type extends number
      ? `${Type}` extends `${infer Value extends number}`
        ? Value
        : never
      : Type extends boolean | undefined
        ? Type
        : Type extends null
          ? never
          : Type extends readonly (infer Item)[]
            ? readonly Json<Item>[]
            : { readonly [Key in keyof Type]: Json<Type[Key]> };

export type DatasourceRef = PanelPlace["datasource"];

export type Target = Json<Omit<Dataquery, "_implementsDataqueryVariant" | "datasource">> & {
  readonly refId: string;
  readonly datasource: DatasourceRef;
};

export type Thresholds = Json<sdk.ThresholdsConfig>;

export type Override = Json<sdk.FieldConfigSource["overrides"][number]>;

export type CellOptions = Json<TableCellOptions>;

/** What panels of every kind have; each kind adds its options, and its own part of the field configuration. */
type PanelOf<Kind extends string, Options, Custom> = Json<
  Omit<sdk.Panel, "type" | "targets" | "options" | "fieldConfig">
> & {
  readonly type: Kind;
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly datasource: DatasourceRef;
  readonly gridPos: PanelPlace["gridPos"];
  readonly targets: readonly Target[];
  readonly options: Json<Options>;
  readonly fieldConfig: {
    readonly defaults: Json<Omit<sdk.FieldConfig, "custom">> & { readonly custom: Json<Custom> };
    readonly overrides: readonly Override[];
  };
};

export type TimeSeriesModel = PanelOf<"timeseries", TimeSeriesOptions, TimeSeriesFieldConfig>;

export type StatModel = PanelOf<"stat", StatOptions, object>;

export type TableModel = PanelOf<"table", TableOptions, TableFieldConfig>;

export type RowModel = Json<sdk.RowPanel>;

export type VariableModel = Json<sdk.VariableModel>;

export type AnnotationModel = Json<Omit<sdk.AnnotationQuery, "target">> & { readonly target?: Partial<Target> };

/** The classic model; what the SDK has for it is deprecated in favour of a format that Grafana 12 does not take. */
export interface DashboardModel {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly graphTooltip: Json<sdk.DashboardCursorSync>;
  readonly fiscalYearStartMonth: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly timezone: string;
  readonly refresh: string;
  readonly templating: { readonly list: readonly VariableModel[] };
  readonly annotations: { readonly list: readonly AnnotationModel[] };
  readonly links: readonly Json<sdk.DashboardLink>[];
  readonly panels: readonly (RowModel | ReturnType<DashboardPanel["model"]>)[];
}
