import { Token } from "cdktf";
import { terraformYaml } from "../../../constructs/private/terraform-yaml";

describe("terraformYaml", () => {
  it("writes a document with templates escaped", () => {
    expect(terraformYaml({ job: "${name}", list: [1, "b"] })).toBe("job: $${name}\nlist:\n  - 1\n  - b\n");
  });

  it("leaves out what is undefined", () => {
    expect(terraformYaml({ a: undefined, b: 1 })).toBe("b: 1\n");
  });

  it("has Terraform quote what only Terraform knows", () => {
    const unknown = Token.asString({ resolve: () => "later" });
    const written = terraformYaml({ username: unknown });
    expect(written).toMatch(/^username: \$\{TfToken\[TOKEN\.\d+\]\}\n$/);
    expect(written).not.toContain(unknown);
  });
});
