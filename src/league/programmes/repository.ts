import { ensureMarkings } from '../../access/index.ts';
import type { CallOptions, Graph, Params } from '../../graph/index.ts';

type Write = Params<'league/write-programme'>;

/** Programmes that may be seen, the retired among them. */
export const listEveryProgramme = (graph: Graph, visible: readonly string[], options?: CallOptions) =>
  graph.read('league/list-programmes', { visible, retired: true }, options);

/** @returns whether it was written as the next version: not where it stands at another version than expected */
export function writeProgramme(graph: Graph, write: Write, options?: CallOptions): Promise<boolean> {
  return graph.transaction(async (tx) => {
    await ensureMarkings(tx, [write.programme.marking]);
    const [row] = await tx.run('league/write-programme', write);
    return row?.saved ?? false;
  }, options);
}

export const listVersions = (graph: Graph, id: string, visible: readonly string[], options?: CallOptions) =>
  graph.read('league/list-programme-versions', { id, visible }, options);

export const listOffenceGroups = (graph: Graph, options?: CallOptions) =>
  graph.read('league/list-offence-groups', {}, options);
