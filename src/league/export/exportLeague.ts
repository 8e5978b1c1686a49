import type { Caller } from '../../access/index.ts';
import { type Clock, londonDate } from '../../config/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { League } from '../table/computeLeague.ts';
import { uncertaintyOf } from '../uncertainty/uncertainty.ts';
import { csvOf } from './csvOf.ts';
import { exportable, idsOf, secondsOf } from './exportRun.ts';
import { listedNow, type NamesOf } from './listedNow.ts';
import { listTable } from './listTable.ts';
import { statementsOf } from './statements.ts';

/**
 * A table as it stands, as CSV: marked and with everything that has to be read with it in each row, like that of a
 * stored run.
 */
export async function exportLeague(
  graph: Graph,
  { programme, edition, asOf, windowFrom, table, entries }: League,
  caller: Pick<Caller, 'visible' | 'subject'>,
  namesOf: NamesOf,
  clock: Clock,
  options?: CallOptions,
): Promise<{ readonly text: string; readonly personIds: readonly string[] }> {
  const visible = await exportable(graph, programme.marking, caller);
  const instant = clock.now();
  const asked = { programme: programme.id, visible, on: londonDate(instant) };
  const ranked = entries.map((entry) => ({ ...entry, recordIds: [] }));
  const now = await listedNow(graph, ranked, asked, namesOf, options);
  const intervals = new Map<
    string,
    { readonly rankLow: number; readonly rankHigh: number; readonly probabilityListed: number }
  >();
  for (const entry of entries) {
    const sure = await uncertaintyOf(graph, table, entry, entries.length, options);
    const { rankLow, rankHigh, probabilityListed } = sure;
    if (rankLow !== undefined && rankHigh !== undefined && probabilityListed !== undefined)
      intervals.set(entry.personId, { rankLow, rankHigh, probabilityListed });
  }
  const at = secondsOf(instant);
  const window = `${windowFrom ?? 'all time'} to ${asOf ?? 'nothing dated'}`;
  const text = csvOf({
    run: `none: the table of ${programme.id} for ${window} as it stands`,
    edition,
    marking: programme.marking,
    reader: caller.subject,
    at,
    statements: statementsOf(at, true),
    list: listTable(entries, { now }, intervals),
  });
  return { text, personIds: idsOf(entries, now) };
}
