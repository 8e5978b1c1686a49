import { type Context, callOptions } from '../Caller.ts';
import { loader } from '../loader.ts';
import { listProtectedWords } from './repository.ts';
import { type Identifying, scrubber } from './scrub.ts';
import { scrubberOf } from './scrubberOf.ts';

/** What a text is about: the victims of that are taken out of it. */
export type About = { readonly offence: string } | { readonly person: string };

const NOBODY: Identifying = { names: [], bornOn: [], phones: [], addresses: [], numbers: [] };

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
    const made = new Map(rows.map((row) => [row.id, scrubberOf(row)]));
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
