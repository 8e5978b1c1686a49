import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { importRows } from '../league/bundleRows.ts';
import type { Ask, Asker } from '../records/askRecords.ts';
import { hide, offences, persons, storeOf, suspects, users, victims } from './linkRows.ts';

const PERSONS = ['A', 'B', 'C', 'D', 'U', 'V', 'W', 'lone'];
let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  ({ graph, ask } = await storeOf({
    persons: persons(...PERSONS),
    offences: offences('o1', 'o2', 'o3', 'o4', 'o5'),
    involvements: [
      ...[...suspects('o1', 'A'), ...suspects('o2', 'B'), ...suspects('o3', 'C', 'D')],
      // V is only a victim; W is a suspect and, by offences of A and of B, a victim.
      ...[...suspects('o4', 'W'), ...victims('o1', 'V', 'W'), ...victims('o2', 'V', 'W')],
      // Victim of one offence of two who are recorded to be together: that tells nothing new.
      ...victims('o3', 'lone'),
    ],
    identifiers: [
      ...users('07911 111111', 'A', 'B', 'V'),
      ...users('07911 222222', 'C', 'D'),
      ...users('07911 333333', 'U', 'C'),
      // More of the kind, so that sharing one is no chance.
      ...PERSONS.slice(0, 4).flatMap((id, n) => [0, 1, 2, 3].flatMap((m) => users(`07911 4444${n}${m}`, id))),
      ...Array.from({ length: 200 }, (_, m) => users(`07922 ${100_000 + m}`, 'U')).flat(),
    ],
    locations: [
      { id: 'home', address: '1 Some Street', postcode: 'SW1A 1AA' },
      { id: 'flat', address: '2 Some Street', postcode: 'SW1A 1AA' },
    ],
    residences: [
      { person_id: 'U', location_id: 'home', from: '2022-01-01' },
      { person_id: 'A', location_id: 'home', from: '2022-03-01' },
      // One after the other: no tie.
      { person_id: 'B', location_id: 'flat', from: '2020-01-01', to: '2020-12-31' },
      { person_id: 'D', location_id: 'flat', from: '2022-01-01' },
    ],
    associations: [{ person_id: 'A', other_person_id: 'C', kind: 'ASSOCIATE' }],
  }));
});

const TIES = `{ lookedAt recorded sharing ties { a { id } b { id } p surprise q counts { kind shared }
  things { kind users atTheSameTime thing { __typename id } evidenceOfA { recordId stated } evidenceOfB { recordId } } } }`;
const FIELDS = `{ reason listed within ${TIES} outOf ${TIES} hubsNotWalked { links }
  connectors { found people { person { id } reaches strength
    listed { person { id } recorded things { kind thing { id } evidenceOfA { recordId } } } } }
  victims { reason found hubsNotWalked { links } victims { reaches victim { id label kind }
    listed { person { id } paths { length steps { kind from { id } to { id kind } evidence { recordId } } } } } } }`;
const hidden = async (args: string, asker: Asker = {}) => {
  const { data, errors, touched, text } = await ask(`{ hiddenLinks(${args}) ${FIELDS} }`, {}, asker);
  return { ...data?.hiddenLinks, errors, touched, text };
};
const given = (...ids: string[]) => `personIds: ${JSON.stringify(ids.map((id) => `s:${id}`))}`;
/** In how many draws five of the phones come, of which three have two users and the others one. */
const DRAWS = [0, 2, 4, 6, 7].reduce((sum, left) => sum + 222 / (222 - left), 0);
const LIST = given('A', 'B', 'C', 'D', 'W');

interface Tie {
  readonly a: { readonly id: string };
  readonly b: { readonly id: string };
}
const pairs = (ties: readonly Tie[]) => ties.map(({ a, b }) => `${a.id} ${b.id}`);

describe('hidden links of a list', () => {
  it('are what nobody has recorded, with evidence and corrected for the pairs looked at', async () => {
    const { within, outOf, reason, listed, errors, touched, hubsNotWalked } = await hidden(LIST);
    expect([errors, reason, listed, hubsNotWalked]).toEqual([[], null, 5, []]);
    // Of ten pairs A and C are tied, C and D suspects in one offence.
    expect([within.lookedAt, within.recorded, within.sharing]).toEqual([8, 2, 1]);
    expect(pairs(within.ties)).toEqual(['s:A s:B']);
    const [tie] = within.ties;
    // E = 222 uses of phones (the victim's is not one), S(2) of 3 things of 2 users, five each; two kinds, three sets.
    const p = (3 * 2 * DRAWS ** 2 * (3 * 2)) / (222 * 221);
    expect(tie).toMatchObject({
      ...{ p: expect.closeTo(p, 6), surprise: expect.closeTo(-Math.log10(p), 6) },
      q: expect.closeTo(8 * p, 6),
      counts: [{ kind: 'IDENTIFIER', shared: 1 }],
      things: [
        {
          ...{ kind: 'IDENTIFIER', users: 2, atTheSameTime: true, thing: { id: 'PHONE:+447911111111' } },
          ...{ evidenceOfA: [{ recordId: 's:A', stated: '07911 111111' }] },
          evidenceOfB: [{ recordId: 's:B' }],
        },
      ],
    });
    // Everybody else with a link is U.
    expect([outOf.lookedAt, outOf.recorded, outOf.sharing]).toEqual([5, 0, 2]);
    expect(pairs(outOf.ties).sort()).toEqual(['s:A s:U', 's:C s:U']);
    expect(touched).toEqual(expect.arrayContaining(['s:A', 's:B', 's:U', 'PHONE:+447911111111', 's:home']));
    expect(touched).not.toContain('s:V');
  });

  it('are chains over others as well, every step with its evidence', async () => {
    const CHAINS = `{ reason lookedAt recorded sharing chains { a { id } b { id } p surprise q
      path { length cost steps { kind from { id } to { id } evidence { recordId stated } } } } }`;
    const chainsOf = async (...ids: string[]) => {
      const { data, errors, touched } = await ask(`{ hiddenLinks(${given(...ids)}) { chains ${CHAINS} } }`);
      expect(errors).toEqual([]);
      return { ...data.hiddenLinks.chains, touched };
    };
    const { chains, touched, ...numbers } = await chainsOf('B', 'C');
    expect(numbers).toEqual({ reason: null, lookedAt: 1, recorded: 0, sharing: 1 });
    // B has a phone in common with A, who is recorded as an associate of C; of two ties nothing can be told by chance.
    expect(chains).toMatchObject([
      {
        ...{ a: { id: 's:B' }, b: { id: 's:C' }, p: 1, q: 1, surprise: 0 },
        path: {
          length: 3,
          steps: [
            {
              kind: 'USED',
              from: { id: 's:B' },
              to: { id: 'PHONE:+447911111111' },
              evidence: [{ recordId: 's:B' }],
            },
            {
              kind: 'USED',
              from: { id: 'PHONE:+447911111111' },
              to: { id: 's:A' },
              evidence: [{ recordId: 's:A' }],
            },
            { kind: 'TIED_TO', from: { id: 's:A' }, to: { id: 's:C' }, evidence: [{}] },
          ],
        },
      },
    ]);
    expect(chains[0].path.cost).toBeGreaterThan(0);
    expect(touched).toEqual(expect.arrayContaining(['s:A', 's:B', 's:C', 'PHONE:+447911111111']));
    // One step: D1 D2 S / (E - 5)^2, for 4 levels, 1 x 2 and 7 kinds.
    const direct = await chainsOf('A', 'B');
    expect(direct.chains).toMatchObject([
      { p: expect.closeTo((DRAWS ** 2 * (3 * 2) * 4 * 2 * 7) / (222 - 5) ** 2, 6), path: { length: 2 } },
    ]);
    const none = await chainsOf('A', 'W');
    expect(none).toMatchObject({ sharing: 0, chains: [], reason: expect.stringContaining('No chain') });
  });

  it('tell who ties several of the list', async () => {
    const { connectors } = await hidden(LIST);
    expect(connectors).toMatchObject({
      found: 1,
      people: [
        {
          ...{ person: { id: 's:U' }, reaches: 2 },
          listed: [
            {
              person: { id: 's:A' },
              recorded: false,
              things: [{ kind: 'ADDRESS', thing: { id: 's:home' } }],
            },
            { person: { id: 's:C' }, recorded: false, things: [{ kind: 'IDENTIFIER' }] },
          ],
        },
      ],
    });
    expect(connectors.people[0].strength).toBeGreaterThan(0);
    const asked = await hidden(given('C', 'U', 'B'));
    expect(asked.connectors.people).toMatchObject([
      {
        person: { id: 's:A' },
        listed: [{}, { person: { id: 's:C' }, recorded: true, things: [{ kind: 'TIE' }] }, {}],
      },
    ]);
  });

  it('show victims as pseudonyms, in no order, and never what else they are', async () => {
    const { victims, touched, text } = await hidden(LIST);
    const { data } = await ask('{ offence(id: "s:o1") { victims { pseudonym } } }');
    const pseudonyms = data.offence.victims.map((one: { pseudonym: string }) => one.pseudonym).sort();
    expect(victims).toMatchObject({ reason: null, found: 2, hubsNotWalked: [] });
    expect(victims.victims.map(({ victim: { id } }: { victim: { id: string } }) => id)).toEqual(pseudonyms);
    for (const { victim: shown, reaches, listed } of victims.victims) {
      expect(shown).toEqual({ id: shown.id, label: shown.id, kind: 'VICTIM' });
      expect(reaches).toBe(2);
      expect(listed).toEqual(
        ['A', 'B'].map((id, at) => ({
          person: { id: `s:${id}` },
          paths: [
            {
              length: 2,
              steps: [
                {
                  ...{
                    kind: 'SUSPECT_IN',
                    from: { id: `s:${id}` },
                    to: { id: `s:o${at + 1}`, kind: 'OFFENCE' },
                  },
                  evidence: [{ recordId: `s:${id}` }],
                },
                {
                  ...{
                    kind: 'VICTIM_OF',
                    from: { id: `s:o${at + 1}` },
                    to: { id: shown.id, kind: 'VICTIM' },
                  },
                  evidence: [{ recordId: null }],
                },
              ],
            },
          ],
        })),
      );
    }
    expect(touched).not.toContain('s:V');
    expect(text).not.toContain('s:V');
    // W is in the list and is a victim of both: the same two are shown whether W is asked for or not.
    expect((await hidden(given('A', 'B'))).victims).toEqual(victims);
    const none = await hidden(given('C', 'D'));
    expect(none.victims).toMatchObject({
      found: 0,
      victims: [],
      reason: expect.stringContaining('No victim'),
    });
  });

  it('are those of the current table of a programme', async () => {
    const table = await hidden('programme: "all"');
    expect([table.errors, table.listed]).toEqual([[], 5]);
    const { reason, within, outOf, connectors, victims } = await hidden(LIST);
    expect(table).toMatchObject({ reason, within, outOf, connectors, victims });
  });

  it.each([
    ['comes to one person', given('A')],
    ['"s:A" was given twice', given('A', 'A', 'B')],
    ['nothing with the id "s:none"', given('A', 'none', 'B')],
    ['nothing with the id "s:V"', given('A', 'V', 'B')],
    ['"s:o1" is not a person', given('A', 'o1')],
    ['Nobody of the list has a link', given('none')],
    ['No two of the list share anything', given('W', 'B')],
    ['shares anything with anybody', given('W')],
    ['20 more of the ids', given(...Array.from({ length: 30 }, (_, n) => `none${n}`))],
  ])('say clearly what is missing: %s', async (words, args) => {
    const { reason, errors } = await hidden(args);
    expect(errors).toEqual([]);
    expect(reason).toContain(words);
  });

  it.each([
    ['BAD_INPUT', 'either programme or personIds', ''],
    ['BAD_INPUT', 'either programme or personIds', `programme: "all", ${LIST}`],
    ['BAD_INPUT', 'personIds names nobody', 'personIds: []'],
    ['BAD_INPUT', 'at most 200', given(...Array.from({ length: 9_000 }, (_, n) => `p${n}`))],
    ['BAD_INPUT', 'first must be', `${LIST}, first: 0`],
    ['BAD_INPUT', 'first must be', `${LIST}, first: 9000`],
    ['NOT_FOUND', 'none', 'programme: "none"'],
    ['CONFLICT', 'was retired', 'programme: "ended"'],
  ])('refuse with %s: %s', async (code, words, args) => {
    if (args.includes('ended'))
      await ask(
        `mutation { createProgramme(input: { id: "ended", name: "Ended", description: "Seen by all" }) { id }
           retireProgramme(id: "ended", reason: "nobody asks for it") { id } }`,
        {},
        { roles: ['supervisor'] },
      );
    const { errors } = await ask(`{ hiddenLinks${args === '' ? '' : `(${args})`} { listed } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(words), extensions: { code } }]);
  });

  it('do not change by what the caller may not see, and do for who may', async () => {
    const secret = { clearance: 'SECRET' };
    const list = given('A', 'B', 'C', 'D', 'W', 'S');
    const [before, seen] = [await hidden(list), await hidden(list, secret)];
    await importRows(
      graph,
      {
        persons: hide(persons('S', 'T')),
        offences: hide(offences('x1')),
        involvements: hide([
          ...suspects('x1', 'A', 'B', 'S'),
          ...[...victims('o3', 'V', 'T'), ...victims('o1', 'T')],
        ]),
        identifiers: hide([
          ...[...users('07911 111111', 'S', 'D'), ...users('07911 333333', 'W')],
          ...[...users('07911 222222', 'T'), ...users('07911 555555', 'S', 'D')],
        ]),
      },
      { asOf: '2023-08-01' },
    );
    expect((await hidden(list)).text).toBe(before.text);
    const after = await hidden(list, secret);
    expect([seen.listed, after.listed]).toEqual([5, 6]);
    // A and B are now recorded, and the phone that they share has more users.
    expect(pairs(after.within.ties)).not.toContain('s:A s:B');
    expect(pairs(after.within.ties)).toContain('s:D s:S');
    // W ties only those two; a hidden victim of A and of C and D is there instead.
    const pseudonymsOf = ({ victims }: typeof seen) =>
      victims.victims.map(({ victim: { id } }: { victim: { id: string } }) => id);
    expect([pseudonymsOf(seen).length, pseudonymsOf(after).length]).toEqual([2, 2]);
    expect(pseudonymsOf(after).filter((id: string) => pseudonymsOf(seen).includes(id))).toHaveLength(1);
  });
});
