import { z } from 'zod';
import { type Identifying, scrubber } from './scrub.ts';

/** What records say of somebody, and as JSON what they said before. */
export type RecordWords = Identifying & { readonly versions: readonly string[] };

/** What an older version of a record said; it holds more, and not all of this. */
const olderRecord = z.object({
  fullName: z.string().nullish(),
  givenNames: z.string().nullish(),
  familyName: z.string().nullish(),
  aliases: z.array(z.string()).nullish(),
  bornOn: z.string().nullish(),
  phone: z.string().nullish(),
  address: z.string().nullish(),
  nationalId: z.string().nullish(),
});

/** Makes what takes all of it out of texts. */
export const scrubberOf = (words: RecordWords) => scrubber(withVersions(words));

/** Names and addresses that a record had before are known to whoever wrote then. */
function withVersions({ versions, ...words }: RecordWords): Identifying {
  const older = versions.map((content) => olderRecord.parse(JSON.parse(content)));
  const said = (values: (record: z.infer<typeof olderRecord>) => readonly (string | null | undefined)[]) =>
    older.flatMap(values).filter((value) => value !== null && value !== undefined);
  return {
    names: [
      ...words.names,
      ...said(({ fullName, givenNames, familyName, aliases }) => [
        fullName,
        givenNames,
        familyName,
        ...(aliases ?? []),
      ]),
    ],
    bornOn: [...words.bornOn, ...said(({ bornOn }) => [bornOn])],
    phones: [...words.phones, ...said(({ phone }) => [phone])],
    addresses: [...words.addresses, ...said(({ address }) => [address])],
    numbers: [...words.numbers, ...said(({ nationalId }) => [nationalId])],
  };
}
