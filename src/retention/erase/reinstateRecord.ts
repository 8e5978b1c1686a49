import type { Caller, Pseudonyms } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import { reinstate } from '../repository.ts';

/**
 * Lets a record that was erased come back with the next bundle; what was erased stays erased.
 * @throws LinchpinError NOT_FOUND where it was not erased, or not yet wholly
 */
export async function reinstateRecord(
  graph: Graph,
  recordId: string,
  {
    caller,
    pseudonyms,
  }: { readonly caller: Pick<Caller, 'visible'>; readonly pseudonyms: Pick<Pseudonyms, 'erased'> },
): Promise<void> {
  if (await reinstate(graph, { id: pseudonyms.erased(recordId), visible: caller.visible })) return;
  throw new LinchpinError(
    'NOT_FOUND',
    'No record of that id was erased, or its erasure is not finished yet.',
    {
      place: { argument: 'recordId' },
    },
  );
}
