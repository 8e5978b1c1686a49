import { type Context, callOptions, touch } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import type { RunEntry } from './RunRecord.ts';
import { findPersonsOfRecords, listVisibleOffences } from './repository.ts';

type Ranked = Pick<RunEntry, 'personId' | 'recordIds'>;

/** Who a ranked person is now: whoever goes by his record, or by the first of his others that is left. */
export function personOf(entry: Ranked, context: Context): Promise<string | undefined> {
  return loader(context, 'personsOfRuns', async (entries: readonly Ranked[]) => {
    const recordIds = entries.flatMap(({ personId, recordIds }) => [personId, ...recordIds]);
    const { graph, caller } = context;
    const options = callOptions(context, 'leagueRun');
    const rows = await findPersonsOfRecords(graph, recordIds, caller.visible, options);
    const now = new Map(rows.map(({ recordId, personId }) => [recordId, personId]));
    touch(context, now.values());
    return entries.map(({ personId, recordIds }) => {
      const left = [personId, ...recordIds].find((id) => now.has(id));
      return left === undefined ? undefined : now.get(left);
    });
  }).load(entry);
}

/** Whether an offence is still there for the caller to see. */
export function offenceOf(offenceId: string, context: Context): Promise<boolean> {
  return loader(context, 'offencesOfRuns', async (ids: readonly string[]) => {
    const options = callOptions(context, 'leagueRun');
    const rows = await listVisibleOffences(context.graph, ids, context.caller.visible, options);
    const there = new Set(rows.map(({ id }) => id));
    return ids.map((id) => there.has(id));
  }).load(offenceId);
}
