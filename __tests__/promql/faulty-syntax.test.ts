import { refuses } from "./refuses";

describe("an expression is complete", () => {
  refuses("«   »", "expression is empty");
  refuses("«# only a comment»", "expression is empty");
  refuses("up offset«»", 'expression ends too early: something has to follow "offset"');
  refuses("sum by«»", 'expression ends too early: something has to follow "by"');
  refuses("up and«»", 'expression ends too early: something has to follow "and"');
  refuses("up == bool«»", 'expression ends too early: something has to follow "bool"');
  refuses("up / on (job)«»", 'expression ends too early: something has to follow ")"');
});

describe("every bracket is closed, and by its own kind", () => {
  refuses("sum«(»", '"(" is not closed: add ")"');
  refuses("sum«(»up", '"(" is not closed: add ")"');
  refuses('up«{»job="api"', '"{" is not closed: add "}"');
  refuses("up«[»", '"[" is not closed: add "]"');
  refuses("rate«(»api_requests_total[5m]", '"(" is not closed: add ")"');
  refuses("sum by «(»job", '"(" is not closed: add ")"');
  refuses("up«{»job", '"{" is not closed: add "}"');
  refuses("up«{»job=", '"{" is not closed: add "}"');
  refuses("{}«}»", '"}" closes nothing: nothing is open here');
});

describe("a string is closed, and has Go's escapes", () => {
  refuses('up{job=«"}»', 'string is not closed: add " where it ends');
  refuses('up{job="a«\\d»"}', "a string has no escape \\d: write \\\\d, or put the string between backquotes");
});

describe("operators are PromQL's", () => {
  refuses("up «=» 0", 'PromQL has no operator "=": write "=="');
  refuses("up «||» up", 'PromQL has no operator "||": write "or"');
  refuses("up >= «=»> 1", 'PromQL has no operator "=": write "=="');
});

describe("labels and their values are written as PromQL does", () => {
  refuses('up{job«:»"api"}', 'unexpected ":" after "job"');
  refuses("a«.»b.c", 'a name with a dot is quoted and in braces: {"a.…"}');
  refuses('sum by «"job"» (up)', 'the labels of "by" are in parentheses: write by (job)');
  refuses("up{job=«$job»}", 'a label\'s value is quoted: write "$job" in quotes');
});

describe("a duration is a number and a unit", () => {
  refuses("up[«5x»]", '"5x" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m');
  refuses("up[5 «minutes»]", '"minutes" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m');
  refuses("up[«1m30h»]", '"1m30h" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m');
});

describe("functions exist", () => {
  refuses("«RATE»(api_requests_total[5m])", 'unknown function "RATE"; did you mean "rate"?');
  refuses("«summ»(up)", 'unknown function "summ"; did you mean "sum"?');
  refuses("«average»(up)", 'unknown function "average"');
  refuses("«histogram_quantil»(0.9, up)", 'unknown function "histogram_quantil"; did you mean "histogram_quantile"?');
  refuses("«label_values»(up, job)", 'unknown function "label_values"');
  refuses("«if»(up)", 'unknown function "if"');
});

describe("nothing stands where the grammar has no place for it", () => {
  refuses("1 +«*» 2", 'unexpected "*" after "+"');
  refuses("up«;»", 'unexpected ";" after "up"');
  refuses("«on»", 'unexpected "on"');
  refuses("up «constructor»", 'unexpected "constructor" after "up"');
  refuses("up <«>» 1", 'unexpected ">" after "<"');
  refuses("sum(up,«)»", 'unexpected ")" after ","');
  refuses("sum(up) by (job) «by» (job)", 'unexpected "by" after ")"');
  refuses("«!»up", 'unexpected "!"');
  refuses("not «up»", 'unexpected "up" after "not"');
});

describe("words of PromQL are no names, unless they are quoted", () => {
  refuses("up * on («nan») up", '"nan" is a word of PromQL: put it in quotes');
  refuses("sum by (job, «Inf») (up)", '"Inf" is a word of PromQL: put it in quotes');
  refuses("«atan2»", '"atan2" is a word of PromQL: put it in quotes');
});
