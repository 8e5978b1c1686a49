import { describe, expect, it } from 'vitest';
import { type Ask, dataOf } from './askRecords.ts';

export function describeEnded(ask: Ask): void {
  describe('what a complete bundle no longer states', () => {
    it('leaves the list of a suspect, the allegation as well as the offence', async () => {
      const { person } = await dataOf(ask('{ person(id: "e:S") { asSuspect { edges { node { id } } } } }'));
      expect(person.asSuspect.edges).toEqual([{ node: { id: 'e:stands' } }]);
    });

    it('leaves the roles of an offence that stands', async () => {
      const query = 'label endedOn suspects { person { id } } victims { sex } witnesses';
      const { stands, cleared } = await dataOf(
        ask(
          `{ stands: offence(id: "e:stands") { ${query} } cleared: offence(id: "e:cleared") { ${query} } }`,
        ),
      );
      const roles = { suspects: [{ person: { id: 'e:S' } }], victims: [{ sex: 'F' }], witnesses: 1 };
      expect(stands).toEqual({ label: '1', endedOn: null, ...roles });
      expect(cleared).toEqual({ label: '3', endedOn: null, suspects: [], victims: [], witnesses: 0 });
    });

    it('is not deleted: the offence is there by its id, with the day on which it ended', async () => {
      const { offence } = await dataOf(ask('{ offence(id: "e:gone") { label endedOn witnesses } }'));
      expect(offence).toEqual({ label: '2', endedOn: '2023-07-31', witnesses: 1 });
    });

    it('counts in no league either: a nominal is listed with the offences that are ranked', async () => {
      const { league } = await dataOf(
        ask(`{ league(programme: "all", allTime: true) { entries { offences person { id asSuspect(first: 200) {
               edges { node { suspects { person { id } status } } } } } } } }`),
      );
      const ranked = league.entries.map(({ offences, person }: Entry) => [person.id, offences]);
      expect(Object.fromEntries(ranked)).toMatchObject({ 'e:S': 1, 'r:P': 9, 'r:A': 1 });
      expect(ranked).toEqual(league.entries.map(({ person }: Entry) => [person.id, countable(person)]));
    });
  });
}

interface Entry {
  readonly offences: number;
  readonly person: Nominal;
}
interface Nominal {
  readonly id: string;
  readonly asSuspect: {
    readonly edges: readonly {
      readonly node: {
        readonly suspects: readonly {
          readonly person: { readonly id: string };
          readonly status: string | null;
        }[];
      };
    }[];
  };
}

/** Offences of the nominal's own list that a league counts: those of which he is neither acquitted nor eliminated. */
const countable = ({ id, asSuspect }: Nominal) =>
  asSuspect.edges.filter(({ node }) => {
    const status = node.suspects.find(({ person }) => person.id === id)?.status;
    return status !== 'ACQUITTED' && status !== 'ELIMINATED';
  }).length;
