import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../config/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { homeIdOf } from '../../ingest/index.ts';
import { eraseFromLeague } from '../../league/index.ts';
import {
  advanceErasure,
  blankChangeNotes,
  type ForgottenWords,
  forgetWords,
  listPendingErasures,
  settleNotices,
} from '../repository.ts';
import { forgetInReasons } from './forgetInReasons.ts';

/** An erasure under way: what is still to be forgotten, and by what it goes. */
export interface PendingErasure {
  readonly id: string;
  readonly recordId: string;
  readonly held: boolean;
  /** What its eraser may see. */
  readonly scope: readonly string[];
  /** As JSON what the record said, by which reasons may name it. */
  readonly words?: string | null | undefined;
}

/** Takes ids out of the entries of the audit; see `eraseFromAudit`. */
export type ForgetInAudit = (erasure: {
  readonly ids: readonly string[];
  readonly by: string;
  readonly reason: string;
}) => Promise<unknown>;

/** So long the entry of the request that erases may still be on its way into the audit. */
const SETTLED_MS = 60_000;
const EVERY_MS = 60_000;

/** Takes an erased id out of runs, tables and announced changes. */
export async function eraseCopies(
  graph: Graph,
  { id, recordId, held, scope }: PendingErasure,
  clock: Clock,
  options?: CallOptions,
): Promise<void> {
  // A record that is held stands as it did for whoever sees why.
  const erased = { id: recordId, standIn: standInOf(id), scope: held ? scope : undefined };
  await eraseFromLeague(graph, erased, options);
  await advanceErasure(graph, { id, step: 'AUDIT', at: clock.now().toISOString() }, options);
}

/**
 * Finishes erasures that were begun: copies that a killed process left, then the notes of changes and the audit, which
 * must wait until the entry of the request itself is in. Every step may be done again; one that fails keeps no other
 * from being finished.
 * @param now also those that were begun just now
 * @returns how many are done
 * @throws the first error, after all others were tried
 */
export async function finishErasures(
  graph: Graph,
  {
    clock,
    forgetInAudit,
    now = false,
  }: {
    readonly clock: Clock;
    readonly forgetInAudit: ForgetInAudit;
    readonly now?: boolean;
  },
  options?: CallOptions,
): Promise<number> {
  let done = 0;
  const errors: unknown[] = [];
  for (const { stepAt, by, reason, ...pending } of await listPendingErasures(graph, options)) {
    try {
      if (pending.step === 'COPIES') await eraseCopies(graph, pending, clock, options);
      if (!now && clock.now().getTime() - Date.parse(stepAt) < SETTLED_MS) continue;
      await finish(graph, pending, (ids) => forgetInAudit({ ids, by, reason }), clock, options);
      done += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return done;
}

async function finish(
  graph: Graph,
  pending: PendingErasure,
  forget: (ids: readonly string[]) => Promise<unknown>,
  clock: Clock,
  options?: CallOptions,
): Promise<void> {
  const { id, recordId, held, scope, words: stored } = pending;
  const standIn = standInOf(id);
  // A second look: what was being stored while the first one looked.
  await eraseCopies(graph, pending, clock, options);
  const words = stored === null || stored === undefined ? undefined : (JSON.parse(stored) as ForgottenWords);
  await graph.transaction(async (tx) => {
    await forgetInReasons(tx, { recordId, standIn, words }, scope);
    await forgetWords(tx, id);
  }, options);
  const homeId = homeIdOf(recordId);
  await blankChangeNotes(graph, { id: recordId, homeId }, options);
  await settleNotices(graph, { recordId, standIn }, options);
  // Who still works with a record that is held must be found in the audit by its id.
  if (!held) await forget([recordId, homeId]);
  await advanceErasure(graph, { id, step: 'DONE', at: clock.now().toISOString() }, options);
}

/** What stands for the record, also where this is the second erasure of one that was held. */
const standInOf = (id: string): string => id.replace(/\/.*$/, '');

/** Finishes erasures every minute until the signal aborts. */
export async function watchErasures(
  graph: Graph,
  {
    clock,
    forgetInAudit,
    signal,
    onError,
  }: {
    readonly clock: Clock;
    readonly forgetInAudit: ForgetInAudit;
    readonly signal: AbortSignal;
    readonly onError: (error: unknown) => void;
  },
): Promise<void> {
  while (!signal.aborted) {
    await finishErasures(graph, { clock, forgetInAudit }).catch(onError);
    await pause(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
