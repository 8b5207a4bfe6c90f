import { program, type Action } from "../../cli/program";
import { fakeContext } from "./support/fake-context";

function mockLoaded(name: string): never {
  throw new Error(`${name} was loaded`);
}

jest.mock("cdktf", () => mockLoaded("cdktf"));
jest.mock("constructs", () => mockLoaded("constructs"));
jest.mock("prom-client", () => mockLoaded("prom-client"));

describe("the check of files", () => {
  it("loads nothing of CDKTF or of prom-client", async () => {
    const actions: Action[] = [];
    await program((action) => {
      actions.push(action);
      return Promise.resolve();
    }).parseAsync(["check", "missing.yml"], { from: "user" });
    const context = fakeContext({ directory: "/nowhere" });
    expect(await actions[0]?.(context)).toBe(2);
    for (const name of ["cdktf", "constructs", "prom-client"]) {
      expect(() => jest.requireMock<object>(name)).toThrow(`${name} was loaded`);
    }
  });
});
