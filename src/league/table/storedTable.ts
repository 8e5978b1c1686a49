import { randomUUID } from 'node:crypto';
import type { Clock } from '../../config/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { findTable, storeTable as store } from '../repository.ts';
import type { Everybody } from './computeTable.ts';
import { compareLines, type Line } from './Line.ts';
import type { ProgrammeState } from './ProgrammeState.ts';
import { scopeOf } from './rankSuspects.ts';
import { readWeights } from './Weights.ts';

const PAGE = 1_000;

/**
 * A programme's current table as it was stored, to be brought forward from there.
 * @returns undefined where none was stored to this question, or its weights have changed since
 */
export async function readTable(
  graph: Graph,
  question: string,
  { programme, edition, editionDigest, visible }: ProgrammeState,
  options?: CallOptions,
): Promise<Everybody | undefined> {
  const pages = await findTable(graph, programme.id, options);
  const [head] = pages;
  if (head === undefined || head.question !== question || head.editionDigest !== editionDigest)
    return undefined;
  const lines = pages.flatMap(linesOf);
  // Another service may be storing it anew: half of one table and half of another are none.
  if (lines.length !== head.lines || pages.some(({ whole }) => !whole)) return undefined;
  const weights = await readWeights(graph, edition, options);
  const { versionIds, versionNumbers } = head;
  const window = { from: head.from ?? undefined, to: head.to ?? undefined };
  const asked = { programme, edition, allTime: false, ...window };
  return {
    versions: new Map(versionIds.map((id, index) => [id, versionNumbers[index] ?? 0])),
    scope: scopeOf(asked, visible, weights),
    editionDigest: head.editionDigest,
    weights,
    lines: lines.sort(compareLines),
  };
}

function linesOf(page: Awaited<ReturnType<typeof findTable>>[number]): readonly Line[] {
  const { personIds, harmMicros, victims, offences, unknownHarm } = page;
  return personIds.map((personId, index) => ({
    personId,
    harmMicros: harmMicros[index] ?? 0,
    offences: offences[index] ?? 0,
    victims: victims[index] ?? 0,
    unknownHarm: unknownHarm[index] ?? 0,
  }));
}

/** Stores a programme's current table, in place of an older one, so that a service that starts need not rank anybody. */
export async function storeTable(
  graph: Graph,
  question: string,
  { id, marking }: Programme,
  { versions, scope, editionDigest, lines }: Everybody,
  clock: Clock,
): Promise<void> {
  await store(graph, {
    programme: id,
    question,
    editionDigest,
    versionIds: [...versions.keys()],
    versionNumbers: [...versions.values()],
    from: scope.from,
    to: scope.to,
    marking,
    at: clock.now().toISOString(),
    stamp: randomUUID(),
    lines: lines.length,
    pages: Array.from({ length: Math.ceil(lines.length / PAGE) }, (_, number) => {
      const part = lines.slice(number * PAGE, (number + 1) * PAGE);
      return {
        number,
        personIds: part.map(({ personId }) => personId),
        harmMicros: part.map(({ harmMicros }) => harmMicros),
        victims: part.map(({ victims }) => victims),
        offences: part.map(({ offences }) => offences),
        unknownHarm: part.map(({ unknownHarm }) => unknownHarm),
      };
    }),
  });
}
