import { planDiff } from "../../cli/private/plan-diff";

describe("a plan as a diff", () => {
  it("has its signs at the beginning of the line", () => {
    const plan = ["  ~ resource {", "      - old", "      + new -> x", "    }", "-/+ c.d", "  - [", "      - 1,"];
    expect(planDiff(plan.join("\n")).split("\n")).toEqual([
      "!   resource {",
      "-       old",
      "+       new -> x",
      "    }",
      "-/+ c.d",
      "-   [",
      "-       1,",
    ]);
  });

  it("leaves the items of a list in a text where they are, and moves the signs of its changed lines", () => {
    const plan = [
      "          ~ content = <<-EOT",
      "                scrape_configs:",
      "                  - job_name: a",
      "              -   - job_name: b",
      "              +   - job_name: c",
      "                - top",
      "                + plus",
      "            EOT",
      "          - file    = 1",
    ];
    expect(planDiff(plan.join("\n")).split("\n")).toEqual([
      "!           content = <<-EOT",
      "                scrape_configs:",
      "                  - job_name: a",
      "-                 - job_name: b",
      "+                 - job_name: c",
      "                - top",
      "                + plus",
      "            EOT",
      "-           file    = 1",
    ]);
  });

  it("does not take the words of a text in quotes for its beginning", () => {
    expect(planDiff('  + a = "cat <<-EOT"\n  + b = 1')).toBe('+   a = "cat <<-EOT"\n+   b = 1');
  });

  it.each([
    ["      - l = <<-EOT", "        EOT -> null"],
    ["      ~ <<-EOT # forces replacement", "        EOT,"],
    ["        l = <<-EOT", "        EOT"],
  ])("knows where a text begins and ends: %s … %s", (begin, end) => {
    const text = ["            - item", "              EOT: is no end", "            - item"];
    const lines = planDiff([begin, ...text, end, "      + after"].join("\n")).split("\n");
    expect(lines.slice(1)).toEqual([...text, end, "+       after"]);
  });
});
