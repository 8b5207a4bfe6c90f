import { spawn, type ChildProcess } from "node:child_process";

/** How a command ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  /**
   * Variables beside those of this process.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * What the command reads.
   *
   * @default - nothing
   */
  readonly input?: string;
}

/** Runs a command to its end, whatever its exit code. */
export async function run(command: string, parameters: readonly string[], options: CommandOptions): Promise<Outcome> {
  const { input } = options;
  // A command that is given nothing to read may be gone before a pipe to it is closed.
  const stdin = input === undefined ? "ignore" : "pipe";
  const child = spawn(command, parameters, { ...withEnvironment(options), stdio: [stdin, "pipe", "pipe"] });
  child.stdin?.end(input);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  return { code, stdout, stderr };
}

/** Runs a command that has to succeed, and returns what it printed. */
export async function succeed(
  command: string,
  parameters: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, parameters, options);
  if (code !== 0) throw new Error(`${[command, ...parameters].join(" ")} exited with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Starts a command that goes on until it is stopped. */
export function start(command: string, parameters: readonly string[], options: CommandOptions): ChildProcess {
  return spawn(command, parameters, { ...withEnvironment(options), stdio: ["ignore", "inherit", "inherit"] });
}

/** Asks a started command to stop, and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

const withEnvironment = ({ cwd, env }: CommandOptions) => ({ cwd, env: { ...process.env, ...env } });
