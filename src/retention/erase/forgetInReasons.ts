import { scrubberOf, wholeIds } from '../../access/index.ts';
import type { GraphTransaction } from '../../graph/index.ts';
import { changeSeriesReasons, findWordsOfRecord, listSeriesReasons } from '../repository.ts';

/**
 * Takes a record out of the reasons that people gave for decisions on series, as far as its eraser may see: its id, and
 * what it says of the person and said before. Before the record is removed. The decisions stay: they are on offences.
 */
export async function forgetInReasons(
  tx: GraphTransaction,
  asked: { readonly recordId: string; readonly standIn: string; readonly visible: readonly string[] },
): Promise<void> {
  const { recordId, standIn, visible } = asked;
  const words = await findWordsOfRecord(tx, { recordId, visible });
  if (words === undefined) return;
  const scrub = scrubberOf(words);
  const id = wholeIds([recordId]);
  const changed = (await listSeriesReasons(tx, visible)).flatMap((row) => {
    const reason = row.reason.split(id).map(scrub).join(standIn);
    return reason === row.reason ? [] : [{ id: row.id, reason }];
  });
  if (changed.length > 0) await changeSeriesReasons(tx, changed);
}
