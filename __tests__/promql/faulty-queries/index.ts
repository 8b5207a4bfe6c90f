import { unmark } from "../refuses";
import { emptyQueries } from "./empty";
import type { FaultyQuery } from "./faulty-query";
import { misplacedQueries } from "./place";
import { refusedQueries } from "./refused";

/** One for each kind of finding. */
export const faultyQueries = [...refusedQueries, ...emptyQueries, ...misplacedQueries].map((faulty: FaultyQuery) => {
  const { expression: query, from, to } = unmark(faulty.marked);
  return { ...faulty, query, from, to };
});
