import type { CallOptions, Graph, Params } from '../../graph/index.ts';

/** Events read at a time. */
const MOST = 50;

export async function lastChange(graph: Graph, programme: string) {
  const [row] = await graph.read('league/last-change', { programme });
  return row;
}

/** @returns false where another service has announced something since */
export async function announceChange(
  graph: Graph,
  event: Params<'league/announce-change'>['event'],
): Promise<boolean> {
  const [row] = await graph.write('league/announce-change', { event });
  return row?.written === 1;
}

/** Changes after a sequence number, in order; they are numbered without gaps. */
export const listChanges = (
  graph: Graph,
  {
    programme,
    visible,
    after,
  }: { readonly programme: string; readonly visible: readonly string[]; readonly after: number },
  options?: CallOptions,
) =>
  graph.read(
    'league/list-changes',
    {
      programme,
      visible,
      ids: Array.from({ length: MOST }, (_, index) => changeId(programme, after + 1 + index)),
    },
    options,
  );

export const changeId = (programme: string, sequence: number): string => `league/${programme}/${sequence}`;
