import { Token } from "cdktf";
import { escapeTemplate } from "../../../constructs/private/escape";

describe("escapeTemplate", () => {
  it("escapes what would begin an interpolation", () => {
    expect(escapeTemplate("sum(${metric:raw}) ${x}")).toBe("sum($${metric:raw}) $${x}");
  });

  it("escapes what would begin a directive", () => {
    expect(escapeTemplate("%{ if a }")).toBe("%%{ if a }");
  });

  it("leaves variables without braces and templates of alerts alone", () => {
    const text = "rate(x[$__rate_interval]) {{ $labels.endpoint }} 100%";
    expect(escapeTemplate(text)).toBe(text);
  });

  it("leaves what stands for a value that is not known yet alone", () => {
    const token = Token.asString({ resolve: () => "later" });
    expect(escapeTemplate(`${token} \${name}`)).toBe(`${token} $\${name}`);
  });
});
