import { z } from 'zod';
import { type Context, callOptions } from '../Caller.ts';
import { loader } from '../loader.ts';
import { listProtectedWords } from './repository.ts';
import { type Identifying, scrubber } from './scrub.ts';

/** What a text is about: the victims of that are taken out of it. */
export type About = { readonly offence: string } | { readonly person: string };

const NOBODY: Identifying = { names: [], bornOn: [], phones: [], addresses: [], numbers: [] };

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

const keyOf = (about: About): string =>
  'offence' in about ? `offence ${about.offence}` : `person ${about.person}`;

/** What takes out of a text what it must not tell, by what it is about: one query for a whole answer. */
const scrubbers = (context: Context) =>
  loader(context, 'scrubbers', async (keys: readonly string[]) => {
    const idsOf = (kind: string) =>
      keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
    const rows = await listProtectedWords(
      context.graph,
      { offenceIds: idsOf('offence '), personIds: idsOf('person '), visible: context.caller.visible },
      callOptions(context, 'scrubbed texts'),
    );
    const made = new Map(rows.map((row) => [row.id, scrubber(withVersions(row))]));
    const nobody = scrubber(NOBODY);
    return keys.map((key) => made.get(key.slice(key.indexOf(' ') + 1)) ?? nobody);
  });

/**
 * A free text as it may leave the service: without names and identifiers of the victims, witnesses and reporters that
 * what it is about has, as far as the caller may see them, and without anything that looks like a telephone number, an
 * e-mail address or a postcode.
 */
export async function scrubbed<T extends string | null | undefined>(
  context: Context,
  about: About | readonly About[],
  text: T,
): Promise<T | string> {
  if (text === null || text === undefined || text === '') return text;
  const keys = ('map' in about ? about : [about]).map(keyOf);
  const passes = await Promise.all(keys.map((key) => scrubbers(context).load(key)));
  return passes.reduce<string>((left, scrub) => scrub(left), text);
}

type WordsRow = Awaited<ReturnType<typeof listProtectedWords>>[number];

/** Names and addresses that a record had before are known to whoever wrote then. */
function withVersions({ versions, ...words }: WordsRow): Identifying {
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
