import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where Linux shows the control groups, and which of them a process is in. */
export interface ControlGroups {
  /** Where they are mounted. */
  readonly root: string;
  /** The file that names those of the process. */
  readonly own: string;
}

/** The text of a file; undefined where there is none to be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

/**
 * The folders of the group that this process is in, and of all above it, the innermost first: each has limits of its own,
 * and the lowest one holds.
 *
 * A container that has a name space of its own for control groups, and any of version 1, sees its own group as the root,
 * whatever the path says; a path that leads nowhere there leaves the root.
 *
 * @param controller of version 1; that of version 2 has no name, and its groups have all controllers
 * @param mount where the groups of the controller are, below the root
 */
export function groupFolders({ root, own }: ControlGroups, controller = "", mount = controller): string[] {
  const base = join(root, mount);
  const paths = (textOf(own) ?? "").split("\n").flatMap((line) => {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):\/(.*)$/.exec(line) ?? [];
    return controllers.split(",").includes(controller) ? [path.split("/").filter((part) => part !== "")] : [];
  });
  const [parts = []] = paths;
  // A process may have been moved out of its name space: such a path leads out of the root.
  if (parts.includes("..")) return [base];
  return [...parts.map((_, index) => join(base, ...parts.slice(0, parts.length - index))), base];
}
