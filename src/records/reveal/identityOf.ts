import type { listIdentities } from './repository.ts';

type IdentityRow = Awaited<ReturnType<typeof listIdentities>>[number];

/** Who a victim is, as the records say that the reader may see. */
export interface Identity {
  /** Names, newest record first, aliases last. */
  readonly names: readonly string[];
  readonly sex: string | undefined;
  /** As precisely as known. */
  readonly bornOn: string | undefined;
  readonly recordIds: readonly string[];
  /** `yyyy-MM-ddTHH:mm:ssZ`: until when the reader may see this. */
  readonly expiresAt: string;
}

/** @param rows records of one person, the newest first; undefined where none is left to see */
export function identityOf(rows: readonly IdentityRow[], expiresAt: string): Identity | undefined {
  if (rows.length === 0) return undefined;
  const stated = rows.map(
    ({ fullName, givenNames, familyName }) =>
      fullName ?? [givenNames, familyName].filter((part) => (part ?? '') !== '').join(' '),
  );
  const names = [...stated, ...rows.flatMap(({ aliases }) => aliases)].filter((name) => name !== '');
  return {
    names: [...new Set(names)],
    sex: rows.find(({ sex }) => (sex ?? null) !== null)?.sex ?? undefined,
    bornOn: rows.find(({ bornOn }) => (bornOn ?? null) !== null)?.bornOn ?? undefined,
    recordIds: rows.map(({ recordId }) => recordId),
    expiresAt,
  };
}
