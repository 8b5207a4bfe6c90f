import type { DashboardPanel, PanelPlace } from "../panel";

const COLUMNS = 24;

/** Panels of one row may have this many ids; the next row's begin above them. */
export const IDS_PER_ROW = 100;

/** A panel with its id and its place in the grid. */
export type PlacedPanel = Omit<PanelPlace, "datasource"> & { readonly panel: DashboardPanel };

/** A row's heading, and its panels below it. */
export interface PlacedRow {
  readonly title: string;
  readonly id: number;
  readonly y: number;
  readonly panels: readonly PlacedPanel[];
}

/**
 * Puts rows below each other, and the panels of each from left to right, on a new line where the grid is full. Ids count
 * up within a row and begin at 100 for the first, 200 for the second and so on, so that a new panel in one row leaves
 * links to the panels of all others as they are.
 */
export function layOut(
  rows: readonly { readonly title: string; readonly panels: readonly DashboardPanel[] }[],
): PlacedRow[] {
  let y = 0;
  return rows.map(({ title, panels }, index) => {
    const id = (index + 1) * IDS_PER_ROW;
    const top = y;
    y += 1;
    let x = 0;
    let lineHeight = 0;
    const placed = panels.map((panel, position) => {
      if (x + panel.width > COLUMNS) {
        y += lineHeight;
        x = 0;
        lineHeight = 0;
      }
      const gridPos = { x, y, w: panel.width, h: panel.height };
      x += panel.width;
      lineHeight = Math.max(lineHeight, panel.height);
      return { panel, id: id + position + 1, gridPos };
    });
    y += lineHeight;
    return { title, id, y: top, panels: placed };
  });
}
