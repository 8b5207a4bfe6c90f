import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { durationMilliseconds, type Recording } from "../../promql";
import { UnreadableFileError, type Content, type FileProblem, type FileQuery, type Position } from "./content";
import { TextLines } from "./text-lines";
import { indexInScalar } from "./yaml-scalar";

/**
 * The rules of a Prometheus rule file, of one that is wrapped as a `PrometheusRule` of the Prometheus operator, or of a file
 * that provisions Grafana with alert rules.
 *
 * @throws {UnreadableFileError} when it is no YAML, or has no groups of rules
 */
export function readRuleFile(file: string, text: string): Content {
  const lines = new TextLines(text);
  const documents = parseAllDocuments(text).filter((document): document is Document.Parsed => "contents" in document);
  for (const { errors } of documents) {
    const [error] = errors;
    if (error === undefined) continue;
    throw new UnreadableFileError(file, `is no YAML: ${firstLine(error.message)}`, lines.positionOf(error.pos[0]));
  }
  const rules = documents.flatMap((document) => rulesOf(document, text, lines));
  if (rules.length === 0 && !documents.some((document) => groupsOf(document) !== undefined)) {
    throw new UnreadableFileError(file, 'holds no rules: a rule file has a list of "groups", each with "rules"');
  }
  return {
    file,
    queries: rules.flatMap(({ queries = [] }) => queries),
    problems: rules.flatMap(({ problems }) => problems),
    recordings: rules.flatMap(({ recording }) => recording ?? []),
    metrics: [],
  };
}

const firstLine = (text: string): string => text.split("\n")[0]?.replace(/ at line \d+.*$/, "") ?? text;

interface Rule {
  readonly queries?: readonly FileQuery[];
  readonly recording?: Recording;
  readonly problems: readonly FileProblem[];
}

function groupsOf({ contents }: Document.Parsed): Node | undefined {
  if (!isMap(contents)) return undefined;
  const spec = contents.get("spec", true);
  const groups = isMap(spec) ? spec.get("groups", true) : contents.get("groups", true);
  return isSeq(groups) ? groups : undefined;
}

function rulesOf(document: Document.Parsed, text: string, lines: TextLines): Rule[] {
  const groups = groupsOf(document);
  const reader = new RuleReader(document, text, lines);
  return mapsIn(groups).flatMap((group) => {
    const problems = reader.durationProblems(group, `group "${reader.textOf(group, "name") ?? ""}"`, ["interval"]);
    const labels = reader.labelsOf(group);
    return [{ problems }, ...mapsIn(group.get("rules", true)).map((rule) => reader.rule(rule, labels))];
  });
}

const mapsIn = (node: unknown): YAMLMap[] => (isSeq(node) ? node.items.filter(isMap) : []);

class RuleReader {
  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
    private readonly lines: TextLines,
  ) {}

  rule(rule: YAMLMap, groupLabels: Readonly<Record<string, string>>): Rule {
    const data = rule.get("data", true);
    return isSeq(data) ? this.grafanaRule(rule, data) : this.prometheusRule(rule, groupLabels);
  }

  /** A rule that Grafana evaluates: its queries to Prometheus have an expr, and expressions on their results have none. */
  private grafanaRule(rule: YAMLMap, data: YAMLSeq): Rule {
    const place = `alert "${this.textOf(rule, "title") ?? ""}"`;
    const models = mapsIn(data)
      .flatMap((query) => query.get("model", true))
      .filter((model) => isMap(model));
    const queries = models.flatMap((model): FileQuery[] => {
      const expression = this.textOf(model, "expr");
      if (expression === undefined) return [];
      const positionOf = (index: number) => this.positionIn(model.get("expr", true), expression, index);
      return [{ place, expression, kind: "panel", variables: [], positionOf }];
    });
    return { queries, problems: this.durationProblems(rule, place, ["for"]) };
  }

  private prometheusRule(rule: YAMLMap, groupLabels: Readonly<Record<string, string>>): Rule {
    const [alert, record] = [this.textOf(rule, "alert"), this.textOf(rule, "record")];
    const place = alert === undefined ? `recording rule "${record ?? ""}"` : `alert "${alert}"`;
    if ((alert === undefined) === (record === undefined)) {
      const message = "a rule has either an alert or a record, which names it";
      return { problems: [{ position: this.positionOf(rule), place: "rule", message }] };
    }
    const expression = this.textOf(rule, "expr");
    const problems = this.durationProblems(rule, place, ["for", "keep_firing_for"]);
    if (expression === undefined) {
      const message = "a rule needs an expr, which is the expression";
      return { problems: [...problems, { position: this.positionOf(rule), place, message }] };
    }
    const positionOf = (index: number) => this.positionIn(rule.get("expr", true), expression, index);
    const labels = { ...groupLabels, ...this.labelsOf(rule) };
    return {
      queries: [{ place, expression, kind: "rule", variables: "none", positionOf }],
      ...(record === undefined ? {} : { recording: { record, expression, labels } }),
      problems,
    };
  }

  labelsOf(map: YAMLMap): Record<string, string> {
    const labels = map.get("labels", true);
    if (!isMap(labels)) return {};
    return Object.fromEntries(labels.items.flatMap(({ key }) => (isScalar(key) ? [[String(key.value), ""]] : [])));
  }

  /** The text under a key; a number is one too, as in `expr: 1`. */
  textOf(map: YAMLMap, key: string): string | undefined {
    const node = this.resolved(map.get(key, true));
    if (!isScalar(node)) return undefined;
    const { value } = node;
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  }

  durationProblems(map: YAMLMap, place: string, keys: readonly string[]): FileProblem[] {
    return keys.flatMap((key) => {
      const value = this.textOf(map, key);
      if (value === undefined || durationMilliseconds(value) !== undefined) return [];
      const message = `${key} must be a duration such as 90s, 5m or 1h30m: received "${value}"`;
      return [{ position: this.positionOf(map.get(key, true)), place, message }];
    });
  }

  private resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }

  private positionOf(node: unknown): Position {
    const hasRange = isMap(node) || isScalar(node) || isAlias(node);
    return this.lines.positionOf(hasRange ? (node.range?.[0] ?? 0) : 0);
  }

  private positionIn(node: unknown, expression: string, index: number): Position {
    if (!isScalar(node) || !node.range) return this.positionOf(node);
    const [from, to] = node.range;
    const source = this.text.slice(from, to);
    return this.lines.positionOf(from + indexInScalar(source, expression, index));
  }
}
