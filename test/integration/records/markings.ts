import { describe, expect, it } from 'vitest';
import { type Ask, dataOf } from './askRecords.ts';

export function describeMarkings(ask: Ask): void {
  const at = (clearance: string, query: string) => dataOf(ask(query, {}, { clearance }));

  describe('a reader below', () => {
    it('is told of nothing that is marked above, as if it did not exist', async () => {
      const query =
        '{ person(id: "r:H") { label } offence(id: "r:OS") { label } location(id: "r:L4") { label } }';
      const nothing = { person: null, offence: null, location: null };
      expect(await at('OFFICIAL', query)).toEqual(nothing);
      expect(await at('OFFICIAL-SENSITIVE', query)).toEqual(nothing);
      expect(await at('SECRET', query)).toEqual({
        person: { label: 'Hugo Holt' },
        offence: { label: 'CRS' },
        location: { label: '9 Far Rd' },
      });
    });

    it('needs the compartment as well as the level', async () => {
      const query = '{ person(id: "r:C") { label } }';
      for (const clearance of ['OFFICIAL', 'SECRET', 'SECRET/BRAVO', 'TOP SECRET'])
        expect(await at(clearance, query), clearance).toEqual({ person: null });
      for (const clearance of ['SECRET/ALPHA', 'TOP SECRET/ALPHA;BRAVO'])
        expect(await at(clearance, query), clearance).toEqual({ person: { label: 'Cora Cole' } });
    });

    it('sees neither hidden suspects nor hidden victims and witnesses of an offence', async () => {
      const query = `{ o1: offence(id: "r:O1") { suspects { person { id } } victims { sex } witnesses }
                       o2: offence(id: "r:O2") { victims { ageBand } } }`;
      const ids = (answer: { o1: { suspects: { person: { id: string } }[] } }) =>
        answer.o1.suspects.map(({ person }) => person.id);
      const low = await at('OFFICIAL', query);
      expect([ids(low), low.o1.witnesses, low.o2.victims.length]).toEqual([['r:A', 'r:U'], 1, 1]);
      const high = await at('SECRET', query);
      expect([ids(high), high.o1.witnesses, high.o2.victims.length]).toEqual([['r:A', 'r:H', 'r:U'], 2, 2]);
    });

    it('sees an allegation neither where it is marked above nor where its offence is', async () => {
      const query = '{ person(id: "r:A") { asSuspect { edges { node { id } } pageInfo { hasNextPage } } } }';
      const ids = async (clearance: string) =>
        (await at(clearance, query)).person.asSuspect.edges.map(
          ({ node }: { node: { id: string } }) => node.id,
        );
      expect(await ids('OFFICIAL')).toEqual(['r:O1', 'r:O2']);
      expect(await ids('SECRET')).toEqual(['r:O5', 'r:OS', 'r:O1', 'r:O2']);
    });

    it('learns of no next page from what is hidden', async () => {
      const query =
        '{ person(id: "r:P") { asSuspect(first: 9) { edges { node { id } } pageInfo { hasNextPage } } } }';
      expect((await at('OFFICIAL', query)).person.asSuspect.pageInfo).toEqual({ hasNextPage: false });
      expect((await at('SECRET', query)).person.asSuspect.pageInfo).toEqual({ hasNextPage: true });
    });

    it('sees no place that is marked above at an offence that is not', async () => {
      const query = '{ offence(id: "r:O4") { reportedOn location { label } } }';
      expect(await at('OFFICIAL', query)).toEqual({ offence: { reportedOn: '2022-01-01', location: null } });
      expect((await at('SECRET', query)).offence.location).toEqual({ label: '9 Far Rd' });
    });

    it('counts in the statistics what they may see', async () => {
      const query = '{ statistics { nodes { kind count } } }';
      const offences = async (clearance: string) =>
        (await at(clearance, query)).statistics.nodes.find(({ kind }: { kind: string }) => kind === 'OFFENCE')
          .count;
      expect([await offences('OFFICIAL'), await offences('SECRET'), await offences('OFFICIAL')]).toEqual([
        17, 19, 17,
      ]);
    });
  });

  describe('the version of a record', () => {
    it('grows by each change, but shows a reader below neither a hidden one nor a gap', async () => {
      const query = '{ person(id: "e:K") { names records { id version names asOf } } }';
      const record = { id: 'e:K', names: ['Kay 08'], asOf: '2023-08-31' };
      expect(await at('OFFICIAL', query)).toEqual({
        person: { names: ['Kay 08'], records: [{ ...record, version: 2 }] },
      });
      expect(await at('SECRET', query)).toEqual({
        person: { names: ['Kay 08'], records: [{ ...record, version: 3 }] },
      });
    });
  });
}
