import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run, succeed, type Outcome } from "./command";

/** The checkout that these tests are part of. */
export const ROOT = resolve(__dirname, "..", "..");

/** A copy of the project in a folder of its own, as a second clone is, with the installed packages of the first. */
export class Checkout {
  private constructor(readonly folder: string) {}

  static async copy(): Promise<Checkout> {
    const folder = mkdtempSync(join(tmpdir(), "checkout-"));
    const files = await succeed("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
    for (const file of files.split("\n").filter((name) => name !== "")) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      cpSync(join(ROOT, file), join(folder, file));
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const checkout = new Checkout(folder);
    // A deployment from the first checkout shows that types are checked, which takes its time.
    checkout.edit("cdktf.json", "node node_modules/typescript7/bin/tsc -p tsconfig.main.json && ", "");
    return checkout;
  }

  /** Replaces a text in a file that has to contain it. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  run(command: string, ...parameters: readonly string[]): Promise<Outcome> {
    return run(command, parameters, { cwd: this.folder });
  }

  succeed(command: string, ...parameters: readonly string[]): Promise<string> {
    return succeed(command, parameters, { cwd: this.folder });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
