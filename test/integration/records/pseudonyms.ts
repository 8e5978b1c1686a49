import { describe, expect, it } from 'vitest';
import { type Ask, type Asker, dataOf } from './askRecords.ts';

const PSEUDONYM = /^V-[0-9A-HJKMNP-TV-Z]{12}$/;
const PLACE = 'location { id label address postcode borough latitude longitude placeKind coarsened }';
const OFFENCE = `id label title ${PLACE} victims { pseudonym sex ageBand } suspects { person { id label names } } witnesses`;
const EVERYTHING = `{ o1: offence(id: "r:O1") { ${OFFENCE} } o2: offence(id: "r:O2") { ${OFFENCE} }
  o5: offence(id: "r:O5") { ${OFFENCE} }
  person(id: "r:A") { names asSuspect { edges { cursor node { ${OFFENCE} } } } records { id names } }
  home: location(id: "r:L2") { id label address postcode borough latitude longitude placeKind coarsened } }`;
/** Everything by which the protected of this store could be told. */
const REVEALING = /Vera|Moss|Xenia|Quill|Witt|Elm|E8 1AA|345678|51\.54|-0\.06|"r:(V|VB|V2|W|W2|L2)"/;

export function describePseudonyms(ask: Ask): void {
  const victims = async (id: string, asker?: Asker): Promise<string[]> =>
    (
      await dataOf(ask('query ($id: ID!) { offence(id: $id) { victims { pseudonym } } }', { id }, asker))
    ).offence.victims.map(({ pseudonym }: { pseudonym: string }) => pseudonym);

  describe('the pseudonym of a victim', () => {
    it('is the same in every offence, in every answer and for every reader, and nobody else has it', async () => {
      const [both, [vera]] = [await victims('r:O1'), await victims('r:O2')];
      expect(vera).toMatch(PSEUDONYM);
      expect(both).toContain(vera);
      expect(new Set(both).size).toBe(2);
      expect(await victims('r:O1')).toEqual(both);
      expect(await victims('r:O2', { clearance: 'SECRET' })).toContain(vera);
    });

    it('is another under another key', async () => {
      const other = await victims('r:O1', { key: 'the key of another service' });
      expect(other).toHaveLength(2);
      expect(other.filter((pseudonym) => !PSEUDONYM.test(pseudonym))).toEqual([]);
      const both = await victims('r:O1');
      expect(other.filter((pseudonym) => both.includes(pseudonym))).toEqual([]);
    });

    it('is all that a victim who is a nominal elsewhere is called by as a victim', async () => {
      const { text } = await ask('{ offence(id: "r:O5") { victims { pseudonym sex ageBand } } }');
      expect(await victims('r:O5')).toEqual([expect.stringMatching(PSEUDONYM)]);
      expect(text).not.toMatch(/Bo|Reed|r:B/);
    });

    it.each(['OFFICIAL', 'SECRET/ALPHA'])(
      'stands alone: no field at %s tells a name, an id, a telephone or a home of anybody who is protected',
      async (clearance) => {
        const { text, errors } = await ask(EVERYTHING, {}, { clearance });
        expect(errors).toEqual([]);
        expect(text).toContain('"pseudonym":"V-');
        expect(text).not.toMatch(REVEALING);
      },
    );

    it('leads nowhere: it is the id of nothing, and neither does the id of who is protected', async () => {
      for (const id of [...(await victims('r:O1')), 'r:V', 'r:VB', 'r:V2', 'r:W', 'e:V', 'e:W']) {
        const query =
          'query ($id: ID!) { person(id: $id) { id } offence(id: $id) { id } location(id: $id) { id } }';
        expect(await dataOf(ask(query, { id })), id).toEqual({ person: null, offence: null, location: null });
      }
    });
  });

  describe('the home of a victim', () => {
    it('is shown by its postcode sector alone, as the place of the offence and by its id', async () => {
      const { o2, home } = await dataOf(ask(EVERYTHING));
      expect(home).toEqual({
        id: 'sector:E8 1',
        label: 'E8 1',
        address: null,
        postcode: 'E8 1',
        borough: 'Hackney',
        latitude: null,
        longitude: null,
        placeKind: null,
        coarsened: true,
      });
      expect(o2.location).toEqual(home);
    });
  });
}
