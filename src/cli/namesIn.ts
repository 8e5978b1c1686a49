import type { Graph } from '../graph/index.ts';
import type { NamesOf } from '../league/index.ts';
import { findPersons } from '../records/index.ts';

/** Names of persons in a graph, for tables and exports. */
export const namesIn =
  (graph: Graph): NamesOf =>
  async (ids, visible) => {
    const persons = await findPersons(graph, { ids, visible });
    return new Map(persons.map(({ id, names }) => [id, names]));
  };
