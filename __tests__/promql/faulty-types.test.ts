import { refuses } from "./refuses";

describe("a function gets the number of arguments that it takes", () => {
  refuses("«sum»(up, up)", "sum() takes 1 argument, and has 2");
  refuses("«sum»()", "sum() takes 1 argument, and has 0");
  refuses("«round»(up, 1, 2)", "round() takes 1 to 2 arguments, and has 3");
  refuses("«round»()", "round() takes 1 to 2 arguments, and has 0");
  refuses('«label_replace»(up, "a")', "label_replace() takes 5 arguments, and has 2");
  refuses("«label_join»(up)", "label_join() takes at least 3 arguments, and has 1");
  refuses("«clamp»(up, 1)", "clamp() takes 3 arguments, and has 2");
  refuses("«time»(1)", "time() takes 0 arguments, and has 1");
  refuses("«predict_linear»(up[5m])", "predict_linear() takes 2 arguments, and has 1");
});

describe("modifiers and windows follow selectors", () => {
  refuses(
    "api_requests_total[5m][«5m»]",
    "a window can only follow a selector: take a subquery, such as [1h:5m], of anything else",
  );
  refuses("«(up)» offset 5m", "offset can only follow a selector or a subquery: put it directly behind each selector");
  refuses("«sum(up)» @ end()", "@ can only follow a selector or a subquery: put it directly behind each selector");
});

describe("what the server has to be started with a feature for is refused without it", () => {
  refuses(
    '«sort_by_label»(up, "job")',
    "sort_by_label() is experimental, and Prometheus refuses it unless it is started with --enable-feature=promql-experimental-functions",
  );
});

describe("the root has the type that the place needs", () => {
  refuses('«"x"»', "a panel needs an instant vector or a scalar, and the expression is a string", {
    expect: "range-query",
  });
  refuses("«scalar(up)»", "a rule needs an instant vector, and the expression is a scalar", {
    expect: "instant-vector",
  });
});

describe("an argument and an operand have the right type", () => {
  refuses(
    "sum(«api_requests_total[5m]»)",
    "sum() needs an instant vector, and this is a range vector: put a function that takes a window around it, such as rate() or avg_over_time()",
  );
  refuses("abs(«1»)", "abs() needs an instant vector, and this is a scalar: put vector() around it");
  refuses('abs(«"x"»)', "abs() needs an instant vector, and this is a string");
  refuses("vector(«up»)", "vector() needs a scalar, and this is an instant vector: put scalar() around it");
  refuses("rate(«5»)", "rate() needs a range vector, and this is a scalar");
  refuses(
    "rate(«sum(up)»)",
    "rate() needs a range vector, and this is an instant vector: make it a subquery, such as [1h:5m]",
  );
  refuses(
    "«api_requests_total[5m]» + 1",
    '"+" needs a scalar or an instant vector, and this is a range vector: put a function that takes a window around it, such as rate() or avg_over_time()',
  );
  refuses('up + «"x"»', '"+" needs a scalar or an instant vector, and this is a string');
  refuses('-«"x"»', "a sign needs a scalar or an instant vector, and this is a string");
  refuses(
    "-«up[5m]»",
    "a sign needs a scalar or an instant vector, and this is a range vector: put a function that takes a window around it, such as rate() or avg_over_time()",
  );
  refuses("«1» and up", '"and" needs an instant vector, and this is a scalar: put vector() around it');
  refuses("up or «1»", '"or" needs an instant vector, and this is a scalar: put vector() around it');
  refuses(
    "«up[5m]»[1h:]",
    "a subquery needs an instant vector, and this is a range vector: put a function that takes a window around it, such as rate() or avg_over_time()",
  );
  refuses("topk(«up», up)", "topk() needs a scalar, and this is an instant vector: put scalar() around it");
  refuses("count_values(«up», up)", "count_values() needs a string, and this is an instant vector");
  refuses(
    "sum(«api_requests_total[5m:1m]»)",
    "sum() needs an instant vector, and this is a range vector: put a function that takes a window around it, such as rate() or avg_over_time()",
  );
});

describe("windows, steps, offsets and times are ones that Prometheus can reckon with", () => {
  refuses("max_over_time(up[«-5m»])", "a window has to be longer than 0");
  refuses("max_over_time(up[«0m»:1m])", "a window has to be longer than 0");
  refuses("max_over_time(up[1h:«0»])", "a step has to be longer than 0");
  refuses(
    "max_over_time(up[«nan»])",
    '"nan" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m',
  );
  refuses("up offset «inf»", '"inf" is no duration and no time');
  refuses("up @ «1e20»", '"1e20" is further than Prometheus reckons, 2^63 seconds');
  refuses("«up @ 1 offset 5m @ 2»", "@ is given twice: leave one out");
});
