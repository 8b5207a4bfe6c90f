/** What a function refuses; a JavaScript caller may hand over anything. */
export async function problemsOf(
  call: (options: never) => unknown,
  options: unknown,
): Promise<readonly string[] | undefined> {
  try {
    await call(options as never);
  } catch (error) {
    if (typeof error === "object" && error !== null && "problems" in error) return error.problems as string[];
    throw error;
  }
  return undefined;
}
