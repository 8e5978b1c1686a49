import { setImmediate } from 'node:timers/promises';
import { type RecordWords, scrubberOf, wholeIds } from '../../access/index.ts';
import type { GraphTransaction } from '../../graph/index.ts';
import { homeIdOf } from '../../ingest/index.ts';
import { changeReasons, type ForgottenWords, listReasons } from '../repository.ts';

/** Reasons that are looked at before others are let in. */
const AT_ONCE = 100;
/** Fewer digits might be those of anything. */
const LEAST_DIGITS = 6;

/** What a record is known by: its id, and what it says of the person and said before, where that is known yet. */
export interface Forgotten {
  readonly recordId: string;
  readonly standIn: string;
  readonly words: ForgottenWords | undefined;
}

/**
 * Takes a record out of the reasons that people gave for decisions on series, at reviews and for adoptions, as far as its
 * eraser may see.
 * The decisions stay, and so does every reason that does not name the record.
 */
export async function forgetInReasons(
  tx: GraphTransaction,
  forgotten: Forgotten,
  visible: readonly string[],
): Promise<void> {
  const forget = forgetting(forgotten);
  const changed: { id: string; property: string; reason: string }[] = [];
  for (const [at, row] of (await listReasons(tx, visible)).entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const reason = forget(row.reason);
    if (reason !== row.reason) changed.push({ ...row, reason });
  }
  if (changed.length > 0) await changeReasons(tx, changed);
}

const NOTHING: RecordWords = { names: [], bornOn: [], phones: [], addresses: [], numbers: [], versions: [] };

/**
 * Makes what takes a record out of a text that names it, and leaves any other text as it is: in a text that does, all
 * telephone numbers, e-mail addresses and postcodes go, since nobody can tell whose they are.
 */
export function forgetting({ recordId, standIn, words = { ...NOTHING, emails: [] } }: Forgotten) {
  const id = wholeIds([recordId, homeIdOf(recordId)]);
  const scrub = scrubberOf(words);
  const scrubOthers = scrubberOf(NOTHING);
  const older = words.versions.map((version) => JSON.parse(version) as { phone?: string; email?: string });
  const phones = [...words.phones, ...older.flatMap(({ phone }) => phone ?? [])]
    .map((phone) => phone.replace(/\D/g, '').replace(/^(?:0{0,2}44)?0?/, ''))
    .filter(({ length }) => length >= LEAST_DIGITS);
  const emails = [...words.emails, ...older.flatMap(({ email }) => email ?? [])].map((email) =>
    email.toLowerCase(),
  );
  const isNamedIn = (text: string) =>
    scrub(text) !== scrubOthers(text) ||
    phones.some((phone) => text.replace(/\D/g, '').includes(phone)) ||
    emails.some((email) => text.toLowerCase().includes(email));
  return (text: string): string => {
    const parts = text.split(id);
    return parts.length === 1 && !isNamedIn(text) ? text : parts.map(scrub).join(standIn);
  };
}
