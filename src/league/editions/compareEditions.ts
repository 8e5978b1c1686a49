import { setImmediate } from 'node:timers/promises';
import type { Caller } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, currentVersion, type Graph, unlessAborted } from '../../graph/index.ts';
import { editionDigest } from '../../harm/index.ts';
import { type Allegation, allegationsOf } from '../table/allegations.ts';
import { computeLeague, type League, type LeagueRequest } from '../table/computeLeague.ts';
import { readWeights, weightOf } from '../table/Weights.ts';
import { type ComparedPerson, comparedPeople } from './comparedPeople.ts';
import { comparePair, type EditionPair } from './comparePair.ts';
import { type EditionTable, editionTable } from './EditionTable.ts';
import { type TypeDifference, typeDifferences } from './typeDifferences.ts';

export interface EditionsRequest extends Omit<LeagueRequest, 'edition' | 'statusesOn'> {
  readonly editions: readonly string[];
}

/** One list under several editions. */
export interface EditionComparison {
  /** Under the first edition. */
  readonly league: League;
  readonly size: number;
  readonly editions: readonly Omit<EditionTable, 'weighed' | 'ranked' | 'byPerson'>[];
  readonly pairs: readonly EditionPair[];
  readonly people: readonly ComparedPerson[];
  readonly types: readonly TypeDifference[];
}

const [FEWEST, MOST] = [2, 5];
/** The last comparison of some allegations: pages of one answer are asked for one after the other. */
const memory = new WeakMap<
  readonly Allegation[],
  { readonly key: string; readonly made: Promise<Omit<EditionComparison, 'league'>> }
>();

/**
 * One list under two to five editions: the same allegations, read once, ranked by the weights of each. The Cambridge
 * index and the ONS Crime Severity Score rank substantially differently (Ashby 2018, Comparing Methods for Measuring
 * Crime Harm/Severity).
 * @throws LinchpinError BAD_INPUT (editions; size, window, day), NOT_FOUND (programme, edition) naming the argument
 */
export async function compareEditions(
  graph: Graph,
  { editions, ...request }: EditionsRequest,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<EditionComparison> {
  await checkEditions(graph, editions);
  const league = await computeLeague(graph, { ...request, edition: editions[0] }, caller, options);
  const size = request.size ?? league.programme.size;
  const allegations = await allegationsOf(graph, league.table, options);
  const key = JSON.stringify([editions, size, await currentVersion(graph, league.table.scope.visible)]);
  const known = memory.get(allegations);
  if (known?.key === key) return { league, ...(await unlessAborted(known.made, options?.signal)) };
  const { signal: _signal, ...shared } = options ?? {};
  const made = compare(graph, league, allegations, { editions, size }, shared);
  memory.set(allegations, { key, made });
  made.catch(() => memory.delete(allegations));
  return { league, ...(await unlessAborted(made, options?.signal)) };
}

async function compare(
  graph: Graph,
  { programme }: League,
  allegations: readonly Allegation[],
  { editions, size }: { readonly editions: readonly string[]; readonly size: number },
  options: CallOptions,
): Promise<Omit<EditionComparison, 'league'>> {
  const tables: EditionTable[] = [];
  for (const edition of editions) {
    const weights = await readWeights(graph, edition, options);
    const weighed = (allegation: Allegation) => weightOf(weights, allegation);
    tables.push(editionTable(programme, allegations, { edition, size, weightOf: weighed }));
    await setImmediate();
  }
  const pairs: EditionPair[] = [];
  for (const [index, one] of tables.entries())
    for (const other of tables.slice(index + 1)) {
      pairs.push(comparePair(one, other));
      await setImmediate();
    }
  return {
    size,
    editions: tables.map(({ weighed: _weighed, ranked: _ranked, byPerson: _byPerson, ...sums }) => sums),
    pairs,
    people: comparedPeople(tables),
    types: typeDifferences(tables),
  };
}

async function checkEditions(graph: Graph, editions: readonly string[]): Promise<void> {
  const place = { argument: 'editions' };
  if (editions.length < FEWEST || editions.length > MOST || new Set(editions).size < editions.length)
    throw new LinchpinError(
      'BAD_INPUT',
      `editions must name ${FEWEST} to ${MOST} different editions; see harmEditions.`,
      { place },
    );
  for (const edition of editions)
    if ((await editionDigest(graph, edition)) === undefined)
      throw new LinchpinError('NOT_FOUND', `There is no harm edition "${edition}"; see harmEditions.`, {
        place,
      });
}
