import { groupBy } from '../../collections/groupBy.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { type Allegation, allegationsOf } from '../table/allegations.ts';
import type { League } from '../table/computeLeague.ts';
import { weightOf } from '../table/Weights.ts';
import { seedOf } from '../uncertainty/uncertainty.ts';
import { codeVersion } from './codeVersion.ts';
import type { RunAllegation, RunEntry, RunRecord } from './RunRecord.ts';
import { listExclusions, listPersonRecords, newestImport } from './repository.ts';

/** What a league does not say of itself and a run keeps. */
interface Kept {
  readonly id: string;
  readonly editionDigest: string;
  readonly size: number;
  readonly allTime: boolean;
  readonly backfilled: boolean;
}

/** A league as the record of a run, with everybody ranked and every allegation that counts; it is stored nowhere. */
export async function recordOf(
  graph: Graph,
  league: League,
  kept: Kept,
  options?: CallOptions,
): Promise<{ readonly run: RunRecord; readonly rows: readonly Allegation[] }> {
  const { table } = league;
  const { visible } = table.scope;
  const rows = await allegationsOf(graph, table, options);
  const persons = table.ranked.map(({ personId }) => personId);
  const records = await listPersonRecords(graph, persons, visible, options);
  const run: RunRecord = {
    ...kept,
    programme: league.programme,
    edition: league.edition,
    from: league.windowFrom,
    to: league.asOf,
    dataAsOf: await newestImport(graph, visible, options),
    codeVersion: codeVersion(),
    totals: await table.totals(),
    seed: seedOf(table, rows),
    entries: entriesOf(league, rows, records),
    exclusions: await listExclusions(graph, table.scope, options),
  };
  return { run, rows };
}

function entriesOf(
  { table }: League,
  rows: readonly Allegation[],
  records: ReadonlyMap<string, readonly string[]>,
): readonly RunEntry[] {
  const byPerson = groupBy(rows, ({ personId }) => personId);
  const numbers = new Map<string, number>();
  const numberOf = (victimId: string) => {
    const number = numbers.get(victimId) ?? numbers.size;
    numbers.set(victimId, number);
    return number;
  };
  const allegation = (row: Allegation) => {
    const { offenceId, typeCode, titleKey, micros, status, reportedOn } = row;
    const weight = weightOf(table.weights, { typeCode, titleKey });
    return {
      offenceId,
      typeCode: typeCode ?? undefined,
      titleKey: titleKey ?? undefined,
      micros: micros ?? undefined,
      basis: weight?.basis ?? 'UNKNOWN',
      provisional: weight?.provisional ?? false,
      status: status ?? undefined,
      reportedOn: reportedOn ?? undefined,
      victims: row.victimIds.map(numberOf),
    } satisfies RunAllegation;
  };
  return table.ranked.map((ranked) => ({
    ...ranked,
    recordIds: records.get(ranked.personId) ?? [],
    allegations: (byPerson.get(ranked.personId) ?? []).map(allegation),
  }));
}
