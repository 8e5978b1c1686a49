import { describe, expect, it } from 'vitest';
import { csv, read, WORLD } from './readBundle.ts';

describe('rows of one key', () => {
  it('are duplicates where they are identical, and rejected where they differ from the first', async () => {
    const { rows, counts, rejected } = await read({
      'persons.csv': csv('id,sex,note', 'P1,F,a', 'P1,F,a', ' P1 , F ,a', 'P1,M,a', 'P1,F,b'),
    });
    expect(rows['persons.csv']).toMatchObject([{ id: 'met:P1', sex: 'F' }]);
    expect(counts['persons.csv']).toEqual({ read: 5, accepted: 1, duplicate: 2, rejected: 2, dropped: 0 });
    expect(rejected.map(({ row, column, value, problem }) => [row, column, value, problem])).toEqual([
      [4, 'id', 'P1', expect.stringContaining('differs from row 1')],
      [5, 'id', 'P1', expect.stringContaining('differs from row 1')],
    ]);
  });

  it('leave two offences with one crime number two offences', async () => {
    const { rows } = await read({ 'offences.csv': csv('id,crime_number', 'O1,123', 'O2,123') });
    expect(rows['offences.csv']).toHaveLength(2);
  });

  it('of an involvement give the status of the latest `since`, else of the last row', async () => {
    const { rows, counts } = await read({
      ...WORLD,
      'involvements.csv': csv(
        'person_id,offence_id,role,status,since',
        'P1,O1,SUSPECT,CHARGED,2023-05-02',
        'P1,O1,SUSPECT,ARRESTED,2023-05-01',
        'P1,O1,SUSPECT,NAMED,',
        'P2,O1,SUSPECT,NAMED,',
        'P2,O1,SUSPECT,ELIMINATED,',
        'P2,O1,WITNESS,,',
      ),
    });
    expect(rows['involvements.csv'].map(({ personId, role, status }) => [personId, role, status])).toEqual([
      ['met:P1', 'SUSPECT', 'CHARGED'],
      ['met:P2', 'SUSPECT', 'ELIMINATED'],
      ['met:P2', 'WITNESS', undefined],
    ]);
    expect(counts['involvements.csv']).toEqual({
      read: 6,
      accepted: 3,
      duplicate: 3,
      rejected: 0,
      dropped: 0,
    });
  });

  it('of a residence are told apart by `from`, and of an identifier by owner, kind, normal value and `from`', async () => {
    const { counts, rejected } = await read({
      ...WORLD,
      'residences.csv': csv(
        'person_id,location_id,from,to',
        'P1,L1,2020,2021',
        'P1,L1,2022,',
        'P1,L1,2020,2021',
        'P1,L1,2020,',
      ),
      'identifiers.csv': csv(
        'person_id,kind,value',
        'P1,PHONE,07700 900123',
        'P1,PHONE,07700 900123',
        'P2,PHONE,07700 900123',
        ',PHONE,07700 900123',
      ),
    });
    expect(counts['residences.csv']).toMatchObject({ accepted: 2, duplicate: 1, rejected: 1 });
    expect(counts['identifiers.csv']).toMatchObject({ accepted: 3, duplicate: 1, rejected: 0 });
    expect(rejected).toMatchObject([
      { file: 'residences.csv', row: 4, column: 'person_id', value: 'P1, L1, 2020' },
    ]);
  });

  it('of a tie add up their weights, whoever is named first, save for parents', async () => {
    const ties = [
      'P1,P2,CONTACT,0.1',
      'P2,P1,CONTACT,0.2',
      'P1,P2,CONTACT,0.3',
      'P1,P2,PARENT,',
      'P2,P1,PARENT,',
      'P1,P2,,',
    ];
    const forth = await read({
      ...WORLD,
      'associations.csv': csv('person_id,other_person_id,kind,weight', ...ties),
    });
    const back = await read({
      ...WORLD,
      'associations.csv': csv('person_id,other_person_id,kind,weight', ...[...ties].reverse()),
    });
    expect(
      forth.rows['associations.csv'].map(({ personId, kind, weight }) => [personId, kind, weight]),
    ).toEqual([
      ['met:P1', undefined, undefined],
      ['met:P1', 'CONTACT', 0.1 + 0.2 + 0.3],
      ['met:P1', 'PARENT', undefined],
      ['met:P2', 'PARENT', undefined],
    ]);
    expect(back.rows['associations.csv']).toEqual(forth.rows['associations.csv']);
    expect(forth.counts['associations.csv']).toEqual({
      read: 6,
      accepted: 4,
      duplicate: 2,
      rejected: 0,
      dropped: 0,
    });
  });

  it('of a tie are as sensitive together as the most sensitive, and say which facts were not taken', async () => {
    const { rows, warnings } = await read({
      ...WORLD,
      'associations.csv': csv(
        'person_id,other_person_id,to,weight,marking',
        'P1,P2,2022,1,OFFICIAL',
        'P1,P2,2023,1,SECRET/ALPHA',
        'P1,P2,2022,1,SECRET/BRAVO',
      ),
    });
    expect(rows['associations.csv']).toMatchObject([
      { marking: 'SECRET/ALPHA;BRAVO', weight: 3, to: { first: '2022-01-01' } },
    ]);
    expect(warnings.map(({ row, problem }) => [row, problem])).toEqual([
      [2, expect.stringContaining('states other facts than row 1')],
      [3, expect.stringContaining('states other facts than row 1')],
    ]);
  });

  it('of a judgement give the latest decision on the pair', async () => {
    const { rows } = await read({
      ...WORLD,
      'judgements.csv': csv(
        'person_id,other_person_id,verdict,decided_on',
        'P2,P1,DIFFERENT,2023-02-01',
        'P1,P2,SAME,2023-01-01',
      ),
    });
    expect(rows['judgements.csv']).toMatchObject([
      { personId: 'met:P1', otherPersonId: 'met:P2', verdict: 'DIFFERENT' },
    ]);
  });

  it('come in code point order, whatever the order of the file', async () => {
    const ids = ['b', 'a', 'Z', 'é', '10', '9', '𝒳', '\uFF21', 'a b'];
    const one = await read({ 'persons.csv': csv('id', ...ids) });
    const two = await read({ 'persons.csv': csv('id', ...[...ids].reverse()) });
    expect(one.rows['persons.csv'].map(({ id }) => id.slice(4))).toEqual([
      '10',
      '9',
      'Z',
      'a',
      'a b',
      'b',
      'é',
      '\uFF21',
      '𝒳',
    ]);
    expect(two.rows).toEqual(one.rows);
  });
});

describe('links to what is not there', () => {
  it('are asked of the graph, once each, and only where the bundle does not define them', async () => {
    const { asked } = await read({
      ...WORLD,
      'involvements.csv': csv('person_id,offence_id,role,victim_id', 'P1,O1,SUSPECT,P8', 'P9,O9,SUSPECT,P8'),
      'intelligence.csv': csv('id,mentions', 'I1,P1;X1;I1'),
      'residences.csv': csv('person_id,location_id', 'P1,L9'),
    });
    expect(asked).toEqual({
      PERSON: ['met:P8', 'met:P9', 'met:X1'],
      OFFENCE: ['met:O9', 'met:X1'],
      LOCATION: ['met:L9', 'met:X1'],
      OTHER: ['met:X1'],
    });
  });

  it('reject the row where it says nothing without them', async () => {
    const { counts, rejected } = await read({
      ...WORLD,
      'involvements.csv': csv(
        'person_id,offence_id,role',
        'P9,O1,SUSPECT',
        'P1,O9,SUSPECT',
        'P8,O9,SUSPECT',
        'P1,O1,SUSPECT',
      ),
      'residences.csv': csv('person_id,location_id', 'P1,L9'),
      'identifiers.csv': csv('person_id,kind,value', 'P9,EMAIL,a@b.org'),
      'associations.csv': csv('person_id,other_person_id', 'P1,P9'),
      'custody.csv': csv('id,person_id', 'C1,P9'),
      'forensics.csv': csv('id,offence_id', 'F1,O9'),
      'orders.csv': csv('id,person_id', 'B1,P9'),
      'judgements.csv': csv('person_id,other_person_id,verdict', 'P1,P9,SAME'),
    });
    expect(rejected.map(({ file, row, column, value }) => [file, row, column, value])).toEqual([
      ['involvements.csv', 1, 'person_id', 'P9'],
      ['involvements.csv', 2, 'offence_id', 'O9'],
      ['involvements.csv', 3, 'offence_id', 'O9'],
      ['residences.csv', 1, 'location_id', 'L9'],
      ['identifiers.csv', 1, 'person_id', 'P9'],
      ['associations.csv', 1, 'other_person_id', 'P9'],
      ['custody.csv', 1, 'person_id', 'P9'],
      ['forensics.csv', 1, 'offence_id', 'O9'],
      ['orders.csv', 1, 'person_id', 'P9'],
      ['judgements.csv', 1, 'other_person_id', 'P9'],
    ]);
    expect(rejected[2]?.problem).toContain('also person_id "P8" points to nothing');
    expect(counts['involvements.csv']).toMatchObject({ read: 4, accepted: 1, rejected: 3 });
  });

  it('are dropped with their text kept where the row is still true', async () => {
    const { rows, warnings, rejected, counts } = await read({
      'persons.csv': csv('id', 'P1'),
      'offences.csv': csv('id,location_id,note', 'O1,L9,x'),
      'involvements.csv': csv('person_id,offence_id,role,victim_id', 'P1,O1,SUSPECT,P9'),
      'events.csv': csv('id,kind,person_id,person_ids,location_id', 'E1,SIGHTING,P9,P1;P8;P7,L9'),
      'custody.csv': csv('id,person_id,offence_ids', 'C1,P1,O9;O1'),
      'forensics.csv': csv('id,offence_id,person_id', 'F1,O1,P9'),
      'orders.csv': csv('id,person_id,protects_person_id', 'B1,P1,P9'),
    });
    expect(rejected).toEqual([]);
    expect(rows['offences.csv'][0]?.extra).toBe(JSON.stringify({ location_id: 'L9', note: 'x' }));
    expect(rows['offences.csv'][0]).not.toHaveProperty('locationId');
    expect(rows['involvements.csv'][0]).not.toHaveProperty('victimId');
    expect(rows['events.csv'][0]).toMatchObject({ personIds: ['met:P1'] });
    expect(JSON.parse(rows['events.csv'][0]?.extra ?? '')).toEqual({
      location_id: 'L9',
      person_id: 'P9',
      person_ids: 'P7;P8',
    });
    expect(rows['custody.csv'][0]?.offenceIds).toEqual(['met:O1']);
    expect(rows['forensics.csv'][0]).not.toHaveProperty('personId');
    expect(rows['orders.csv'][0]).not.toHaveProperty('protectsPersonId');
    expect(warnings.filter(({ row }) => row > 0)).toHaveLength(9);
    expect(counts['events.csv']?.dropped).toBe(4);
  });

  it('stand where the graph knows them from an earlier bundle', async () => {
    const files = {
      'involvements.csv': csv('person_id,offence_id,role', 'P9,O9,SUSPECT'),
      'residences.csv': csv('person_id,location_id', 'P9,L9'),
    };
    const { counts } = await read(files, { PERSON: ['met:P9'], OFFENCE: ['met:O9'], LOCATION: ['met:L9'] });
    expect(counts['involvements.csv']).toMatchObject({ accepted: 1, rejected: 0 });
    expect(counts['residences.csv']).toMatchObject({ accepted: 1, rejected: 0 });
  });

  it('do not stand on a row that was itself rejected', async () => {
    const { rows, rejected, warnings } = await read({
      'persons.csv': csv('id,marking', 'P1,NONSENSE', 'P2,'),
      'offences.csv': csv('id', 'O1'),
      'involvements.csv': csv('person_id,offence_id,role', 'P1,O1,SUSPECT'),
      'orders.csv': csv('id,person_id', 'B1,P1', 'B2,P2'),
      'intelligence.csv': csv('id,mentions', 'I1,B1;B2;P1;P2;O1'),
    });
    expect(rejected.map(({ file }) => file)).toEqual(['persons.csv', 'involvements.csv', 'orders.csv']);
    expect(rows['intelligence.csv'][0]?.mentions).toEqual([
      { kind: 'OTHER', id: 'met:B2' },
      { kind: 'OFFENCE', id: 'met:O1' },
      { kind: 'PERSON', id: 'met:P2' },
    ]);
    expect(warnings.map(({ value }) => value)).toEqual(['B1', 'P1']);
  });

  it('of a report are left out where one id names things of two kinds', async () => {
    const { rows, warnings } = await read({
      'persons.csv': csv('id', '1'),
      'offences.csv': csv('id', '1', '2'),
      'intelligence.csv': csv('id,mentions', 'I1,1;2'),
    });
    expect(rows['intelligence.csv'][0]?.mentions).toEqual([{ kind: 'OFFENCE', id: 'met:2' }]);
    expect(warnings).toMatchObject([{ value: '1', problem: expect.stringContaining('several things') }]);
  });

  it('change the fingerprint of a row, so that it is seen when they lead somewhere later', async () => {
    const files = { 'offences.csv': csv('id,location_id', 'O1,L1') };
    const without = await read(files);
    const known = await read(files, { LOCATION: ['met:L1'] });
    expect(known.rows['offences.csv'][0]?.hash).not.toBe(without.rows['offences.csv'][0]?.hash);
  });

  it('leave an event standing with neither time nor anybody', async () => {
    const { counts } = await read({ 'events.csv': csv('id,kind,at,person_id', 'E1,CALL,soon,P9') });
    expect(counts['events.csv']).toEqual({ read: 1, accepted: 1, duplicate: 0, rejected: 0, dropped: 2 });
  });
});
