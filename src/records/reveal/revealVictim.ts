import { randomUUID } from 'node:crypto';
import { addMinutes } from 'date-fns';
import {
  type Context,
  callOptions,
  joinMarkings,
  requirePerson,
  requireReason,
  touch,
} from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { listVictims } from '../repository.ts';
import { victimKey } from '../victimKey.ts';
import { type Identity, identityOf } from './identityOf.ts';
import { listIdentities, writeReveal } from './repository.ts';

export interface RevealRequest {
  readonly offenceId: string;
  readonly pseudonym: string;
  readonly reason: string;
}

const DEFAULT_MINUTES = 60;

/**
 * Shows who one victim of one offence is, and keeps who asked, why, and until when it may be seen again. The request's
 * audit entry names offence, reveal and every record shown, and is durable before the answer leaves.
 * @throws LinchpinError FORBIDDEN to a machine, BAD_INPUT (reason), NOT_FOUND in the same words for an offence that is not there or hidden and for
 * a pseudonym that is none of its victims
 */
export async function revealVictim(request: RevealRequest, context: Context): Promise<Identity> {
  const { graph, caller, clock, pseudonyms } = context;
  requirePerson(caller, 'A reveal of a victim');
  const { offenceId, pseudonym } = request;
  const { visible, subject: by } = caller;
  const reason = requireReason(request.reason);
  const options = callOptions(context, 'revealVictim');
  const victims = await listVictims(graph, { offenceIds: [offenceId], visible }, options);
  const victim = victims.find((row) => pseudonyms.victim(victimKey(row)) === pseudonym);
  // Asked of nobody where there is no such victim, so that both cost the same calls.
  const rows = await listIdentities(graph, { personIds: victim ? [victim.personId] : [], visible }, options);
  const instant = clock.now();
  const expiresAt = secondsOf(addMinutes(instant, context.revealMinutes ?? DEFAULT_MINUTES));
  const identity = identityOf(rows, expiresAt);
  if (victim === undefined || identity === undefined) throw noSuchVictim();
  const markings = [...victim.markings, ...rows.map(({ marking }) => marking)];
  const id = `reveal:${randomUUID()}`;
  const reveal = { id, by, pseudonym, reason, at: instant.toISOString(), expiresAt };
  const written = await writeReveal(
    graph,
    {
      reveal: { ...reveal, marking: joinMarkings(...markings) },
      offenceId,
      personId: victim.personId,
      recordId: victimKey(victim),
    },
    options,
  );
  if (!written) throw noSuchVictim();
  touch(context, [id, offenceId, ...identity.recordIds]);
  return identity;
}

const secondsOf = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

const noSuchVictim = () =>
  new LinchpinError('NOT_FOUND', 'There is no such victim of such an offence; see Offence.victims.', {
    place: { argument: 'pseudonym' },
  });
