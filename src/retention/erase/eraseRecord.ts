import { type Caller, type Pseudonyms, requireReason } from '../../access/index.ts';
import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, type Graph, takeLease } from '../../graph/index.ts';
import { keepNotices } from '../corrections.ts';
import { findErasure, findRecord, findWordsOfRecord, listKeyChecks, openErasure } from '../repository.ts';
import { eraseFacts } from './eraseFacts.ts';
import { eraseCopies } from './finishErasures.ts';
import { forgetInReasons, forgetting } from './forgetInReasons.ts';

/** Why a record may be erased: a review that ended so, or an order or request from outside. */
export type ErasureGround = 'RETENTION' | 'COURT_ORDER' | 'DATA_SUBJECT_REQUEST';

export interface ErasureRequest {
  readonly recordId: string;
  readonly ground: ErasureGround;
  readonly reason: string;
}
/** That a record was erased, by what stands in for its id. */
export type Erasure = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

export interface Eraser {
  readonly caller: Pick<Caller, 'subject' | 'visible'>;
  readonly clock: Clock;
  readonly pseudonyms: Pick<Pseudonyms, 'erased'>;
  /** The local operator holds the database, and may erase a victim's record as well. */
  readonly includeProtected?: boolean;
}

const IMPORT_WAIT_MS = 30_000;

/**
 * Erases what one source holds of a person, as far as the caller may see: the record with its versions, everything that
 * rests on it, and its copies in runs, tables and announced changes, whose numbers stay. The offences stay. On RETENTION
 * a standing decision to erase is needed, made by somebody else. Killed half-way, it is finished by `finishErasures`;
 * asked again it answers what was done.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT (reason), CONFLICT (no decision stands, or only the caller's own; an import
 * runs or was cut off; another key)
 */
export async function eraseRecord(
  graph: Graph,
  request: ErasureRequest,
  eraser: Eraser,
  options?: CallOptions,
): Promise<Erasure> {
  const { recordId, ground } = request;
  const { caller, clock, pseudonyms } = eraser;
  const reason = requireReason(request.reason);
  if (reason.includes(recordId))
    throw bad('reason', 'The reason must not hold the id that is to be forgotten.');
  const standIn = pseudonyms.erased(recordId);
  const keyCheck = pseudonyms.erased('');
  if ((await listKeyChecks(graph, options)).some((check) => check !== keyCheck))
    throw new LinchpinError(
      'CONFLICT',
      'Earlier records were erased under another pseudonym key. Erase under the same LINCHPIN_PSEUDONYM_KEY.',
    );
  // An import that has read the record already would write it again.
  const lease = await takeLease(graph, 'import', IMPORT_WAIT_MS);
  try {
    const at = clock.now();
    const erasedOn = londonDate(at);
    const { visible } = caller;
    const outcome = await graph.transaction(async (tx) => {
      const asked = { recordId, visible, includeProtected: eraser.includeProtected === true };
      const record = await findRecord(tx, asked);
      if (record === undefined) return undefined;
      const decisionId = requireGround(ground, record.standing, caller.subject);
      requireWholeImports(record.unfinished);
      await keepNotices(tx, record, pseudonyms);
      // A record that was held is erased a second time, of which only those know who saw it.
      const id = (record.heldOn ?? null) === null ? standIn : `${standIn}/${record.marking}`;
      const words = await findWordsOfRecord(tx, { recordId, visible });
      const forgotten = { recordId, standIn, words };
      await forgetInReasons(tx, forgotten, visible);
      const { held, texts } = await eraseFacts(tx, record, { visible, erasedOn });
      const by = caller.subject;
      await openErasure(tx, {
        erasure: {
          id,
          keyCheck,
          marking: record.marking,
          ground,
          reason: forgetting(forgotten)(reason),
          by,
          at: at.toISOString(),
          erasedOn,
        },
        recordId,
        visible,
        held,
        texts,
        words: words === undefined ? undefined : JSON.stringify(words),
        decisionId,
      });
      return { id, held };
    }, options);
    if (outcome !== undefined)
      await eraseCopies(graph, { ...outcome, recordId, scope: visible }, clock, options);
    const done = await findErasure(graph, outcome?.id ?? standIn, visible, options);
    if (done !== undefined) return done;
    throw new LinchpinError('NOT_FOUND', `There is no record "${recordId}".`, {
      place: { argument: 'recordId' },
    });
  } finally {
    await lease.release().catch(() => undefined);
  }
}

/** An import that was cut off goes on by the number of rows it has dealt with: they must stay the same rows. */
function requireWholeImports(unfinished: readonly string[]): void {
  if (unfinished.length === 0) return;
  throw new LinchpinError(
    'CONFLICT',
    `An import of this source was cut off: ${unfinished.join(', ')}. Run its command again to finish it, then erase.`,
  );
}

/** @returns the decision that is carried out, if any */
function requireGround(
  ground: ErasureGround,
  standing: { readonly id: string; readonly decision: string; readonly by: string } | null | undefined,
  subject: string,
): string | undefined {
  if (ground !== 'RETENTION') return undefined;
  if (standing?.decision !== 'ERASE')
    throw new LinchpinError(
      'CONFLICT',
      'No decision to erase stands on this person: see decideRetention. An order of a court or a request of the person is another ground.',
      { place: { argument: 'ground' } },
    );
  if (standing.by === subject)
    throw new LinchpinError(
      'CONFLICT',
      'Who decided to erase does not erase: another supervisor carries the decision out.',
      { place: { argument: 'recordId' } },
    );
  return standing.id;
}

const bad = (argument: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument } });
