import { randomUUID } from 'node:crypto';
import {
  type Caller,
  dominates,
  joinMarkings,
  markingId,
  parseMarking,
  requireMarking,
  requireReason,
} from '../access/index.ts';
import type { Clock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type CallOptions, type Graph, takeLease } from '../graph/index.ts';
import { type Remarked, remark } from '../ingest/index.ts';
import { findMarked, listMarkingChanges, writeMarkingChange } from './repository.ts';

export interface MarkingRequest {
  readonly id: string;
  /** `LEVEL` or `LEVEL/COMPARTMENT;COMPARTMENT`. */
  readonly marking: string;
  readonly reason: string;
}
export type MarkingChange = Awaited<ReturnType<typeof listMarkingChanges>>[number];
type Setter = Pick<Caller, 'subject' | 'visible' | 'clearance' | 'compartments'>;

/** An import reads what stands and writes it later: between the two nobody may change it. */
const LEASE_WAIT_MS = 10_000;

/**
 * Sets the marking of a fact that the caller sees, with what rests on it, and keeps who did it and why. It holds against
 * later imports, which can only raise it. Asked again for the marking that stands as set, it changes nothing.
 * @throws LinchpinError BAD_INPUT (marking, reason), FORBIDDEN where the caller would not see it any more, NOT_FOUND,
 * CONFLICT while an import runs
 */
export async function setMarking(
  graph: Graph,
  request: MarkingRequest,
  caller: Setter,
  clock: Clock,
  options?: CallOptions,
): Promise<MarkingChange> {
  const marking = checkedMarking(request.marking, caller);
  const reason = requireReason(request.reason);
  const { id } = request;
  const lease = await takeLease(graph, 'import', LEASE_WAIT_MS);
  try {
    const found = await theOneMarked(graph, id, caller, clock, options);
    if (found === undefined) throw noneSuch(id);
    if (found.held && joinMarkings(found.marking, marking) !== marking)
      throw new LinchpinError(
        'CONFLICT',
        `"${id}" was erased for those below ${found.marking}; its marking cannot be lowered.`,
        { place: { argument: 'marking' } },
      );
    if (found.set === marking && found.change !== null) {
      const same = (await changesOf(graph, id, caller, options)).find((change) => change.id === found.change);
      if (same?.to === marking) return same;
    }
    const kind = found.kind as Remarked['kind'];
    const change = { id: `marking:${randomUUID()}`, subject: id, to: marking, reason };
    const at = clock.now().toISOString();
    await graph.transaction(async (tx) => {
      const from = await remark(tx, { kind, id }, marking);
      if (from === undefined) throw noneSuch(id);
      const covers = joinMarkings(from, found.marking, marking);
      await writeMarkingChange(tx, { ...change, kind, from, by: caller.subject, at, marking: covers });
    }, options);
    const [made] = await changesOf(graph, id, caller, options);
    if (made === undefined) throw noneSuch(id);
    return made;
  } finally {
    await lease.release();
  }
}

/** Changes of the marking of what the caller sees, newest first; none of what they do not see, whatever it was before. */
export async function markingHistory(
  graph: Graph,
  id: string,
  caller: Pick<Caller, 'subject' | 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<readonly MarkingChange[]> {
  const found = await theOneMarked(graph, id, caller, clock, options);
  return found === undefined ? [] : changesOf(graph, id, caller, options);
}

/** @throws LinchpinError BAD_INPUT where things of several kinds go by the id: nobody marks another than they meant */
async function theOneMarked(
  graph: Graph,
  id: string,
  { subject, visible }: Pick<Caller, 'subject' | 'visible'>,
  clock: Clock,
  options?: CallOptions,
) {
  const now = clock.now().toISOString();
  const rows = await findMarked(graph, { ...keysOf(id), visible, by: subject, now }, options);
  if (rows.length < 2) return rows[0];
  throw new LinchpinError(
    'BAD_INPUT',
    `"${id}" is the id of several things (${rows.map(({ kind }) => kind).join(', ')}); mark them by an import, in the column marking of their files.`,
    { place: { argument: 'id' } },
  );
}

const changesOf = (
  graph: Graph,
  subject: string,
  { visible }: Pick<Caller, 'visible'>,
  options?: CallOptions,
) => listMarkingChanges(graph, { subject, visible }, options);

/** A role goes by record, offence and type, with bars between them; all else by its id. */
function keysOf(id: string) {
  const [recordId, offenceId, type, ...more] = id.split('|');
  return type !== undefined && more.length === 0 ? { id, recordId, offenceId, type } : { id };
}

function noneSuch(id: string): LinchpinError {
  return new LinchpinError('NOT_FOUND', `There is nothing with the id "${id}" that carries a marking.`, {
    place: { argument: 'id' },
  });
}

/** Nobody hides something from themselves by accident. */
function checkedMarking(text: string, { clearance, compartments }: Setter): string {
  const marking = requireMarking(text);
  const own = parseMarking(clearance);
  if (own !== undefined && dominates({ ...own, compartments }, marking)) return markingId(marking);
  throw new LinchpinError(
    'FORBIDDEN',
    `You are not cleared for ${markingId(marking)} and would not see it any more; ask somebody who is.`,
    { place: { argument: 'marking' } },
  );
}
