import type { DashboardPanel, PanelOptions, PanelThreshold } from "./panel";
import type { CellOptions, Override, TableModel } from "./private/grafana-model";
import {
  instantTargets,
  NO_VALUE,
  panelBase,
  refId,
  textProblems,
  thresholdProblems,
  thresholdSteps,
} from "./private/panel-parts";
import { COLORS, HEIGHTS, WIDTHS } from "./style";

/** One column of numbers. */
export interface TableColumn {
  /** The heading. */
  readonly name: string;
  /** PromQL whose result has exactly the labels of the table's `labels`; the window is usually `$__range`. */
  readonly expression: string;
  /**
   * Grafana's name of the unit.
   *
   * @default - the panel's
   */
  readonly unit?: string;
  /**
   * Where the number's colour changes, ascending.
   *
   * @default - nowhere
   */
  readonly thresholds?: readonly PanelThreshold[];
  /**
   * Whether a bar behind the number compares it with the others of the column.
   *
   * @default false
   */
  readonly bar?: boolean;
}

/** What a table with a line for each set of labels is told. */
export interface TablePanelOptions extends Omit<PanelOptions, "thresholds"> {
  /** The labels that make a line, each with its heading. */
  readonly labels: Readonly<Record<string, string>>;
  /** The numbers of a line; the table is sorted by the first, the largest on top. */
  readonly columns: readonly TableColumn[];
}

function columnOverride({ name, unit, thresholds, bar = false }: TableColumn): Override {
  const cell: CellOptions | undefined = bar
    ? { type: "gauge", mode: "basic", valueDisplayMode: "text" }
    : thresholds === undefined
      ? undefined
      : { type: "color-text" };
  return {
    matcher: { id: "byName", options: name },
    properties: [
      ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
      ...(bar ? [{ id: "min", value: 0 }] : []),
      ...(thresholds === undefined ? [] : [{ id: "thresholds", value: thresholdSteps(thresholds) }]),
      ...(cell === undefined ? [] : [{ id: "custom.cellOptions", value: cell }]),
    ],
  };
}

function tableProblems({ labels, columns }: TablePanelOptions): string[] {
  const headings = [...Object.values(labels), ...columns.map(({ name }) => name)];
  const repeated = headings.filter((heading, index) => headings.indexOf(heading) < index);
  return [
    ...(columns.length === 0 ? ["columns must have at least one column: received none"] : []),
    ...columns.flatMap(({ name, expression, thresholds }, index) => [
      ...textProblems(`columns[${index}].name`, name, "be a heading"),
      ...textProblems(`columns[${index}].expression`, expression, "be PromQL"),
      ...thresholdProblems(`columns[${index}].thresholds`, thresholds),
    ]),
    ...repeated.map((heading) => `headings must differ: received "${heading}" twice`),
  ];
}

/** A line for each set of labels with its numbers over the time range, the largest of the first column on top. */
export function tablePanel(options: TablePanelOptions): DashboardPanel {
  const { title, description, unit, labels, columns, decimals, noValue = NO_VALUE } = options;
  const queries = columns.map(({ expression, name }) => ({ expression, legend: name }));
  // With one query Grafana names the column of values "Value", with more "Value #A" and so on.
  const valueName = (index: number) => (columns.length === 1 ? "Value" : `Value #${refId(index)}`);
  const names: readonly (readonly [string, string])[] = [
    ...Object.entries(labels),
    ...columns.map(({ name }, index) => [valueName(index), name] as const),
  ];
  return {
    ...panelBase(options, { width: WIDTHS.whole, height: HEIGHTS.table }, tableProblems(options)),
    model({ id, gridPos, datasource }) {
      const model: TableModel = {
        type: "table",
        id,
        title,
        description,
        datasource,
        gridPos,
        targets: instantTargets(queries, "table", datasource),
        transformations: [
          { id: "merge", options: {} },
          {
            id: "organize",
            options: {
              excludeByName: { Time: true },
              indexByName: Object.fromEntries(names.map(([field], index) => [field, index])),
              renameByName: Object.fromEntries(names),
            },
          },
        ],
        options: {
          frameIndex: 0,
          showHeader: true,
          showTypeIcons: false,
          cellHeight: "sm",
          sortBy: columns.slice(0, 1).map(({ name }) => ({ displayName: name, desc: true })),
        },
        fieldConfig: {
          defaults: {
            unit,
            ...(decimals === undefined ? {} : { decimals }),
            noValue,
            color: { mode: "thresholds" },
            thresholds: thresholdSteps([], COLORS.neutral),
            custom: { align: "auto", inspect: false },
          },
          overrides: columns.map(columnOverride),
        },
      };
      return model;
    },
  };
}
