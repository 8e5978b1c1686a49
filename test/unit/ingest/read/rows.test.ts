import { describe, expect, it } from 'vitest';
import { csv, read, WORLD } from './readBundle.ts';

describe('rows that cannot be true', () => {
  it('rejects ragged rows, with too few cells or too many, and reads the others', async () => {
    const { counts, rejected } = await read({ 'persons.csv': csv('id,sex', 'P1', 'P2,F,too,many', 'P3,M') });
    expect(counts['persons.csv']).toMatchObject({ read: 3, accepted: 1, rejected: 2 });
    expect(rejected).toMatchObject([
      {
        file: 'persons.csv',
        row: 1,
        problem: 'has 1 cells, the header 2',
        remedy: expect.stringContaining('Quote'),
      },
      { file: 'persons.csv', row: 2, value: 'P2,F,too,many', problem: 'has 4 cells, the header 2' },
    ]);
  });

  it('rejects a row without its key and says in which column', async () => {
    const { counts, rejected } = await read({ 'persons.csv': csv('id,sex', ',F', '  ,M') });
    expect(counts['persons.csv']).toMatchObject({ accepted: 0, rejected: 2 });
    expect(rejected[0]).toMatchObject({ row: 1, column: 'id', problem: 'is empty' });
  });

  it('rejects keys that are too long to index or hold control characters', async () => {
    const { rejected } = await read({
      'persons.csv': `id\n${'P'.repeat(201)}\n"P\u001f1"\n"P\n2"\n"P\u00003"\nP4\n`,
    });
    expect(rejected.map(({ row, problem }) => [row, problem])).toEqual([
      [1, 'is longer than 200 characters'],
      [2, 'holds control characters'],
      [3, 'holds control characters'],
      [4, 'holds control characters'],
    ]);
  });

  it('rejects a role, an event kind, an identifier kind and a verdict that nobody knows', async () => {
    const { counts, rejected } = await read({
      ...WORLD,
      'involvements.csv': csv('person_id,offence_id,role', 'P1,O1,BYSTANDER', 'P1,O1,suspect'),
      'events.csv': csv('id,kind', 'E1,SEANCE'),
      'identifiers.csv': csv('kind,value', 'PAGER,123'),
      'judgements.csv': csv('person_id,other_person_id,verdict', 'P1,P2,PERHAPS'),
    });
    expect(rejected.map(({ file, column, value }) => [file, column, value])).toEqual([
      ['involvements.csv', 'role', 'BYSTANDER'],
      ['identifiers.csv', 'kind', 'PAGER'],
      ['events.csv', 'kind', 'SEANCE'],
      ['judgements.csv', 'verdict', 'PERHAPS'],
    ]);
    expect(rejected[0]?.remedy).toContain('SUSPECT, VICTIM, WITNESS, REPORTER, OTHER');
    expect(counts['involvements.csv']).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
  });

  it('rejects what cannot be read as a marking, and never lowers it', async () => {
    const { rows, rejected, markings } = await read({
      'persons.csv': csv(
        'id,marking',
        'P1,SECRET/ALPHA',
        'P2,SECRT',
        'P3,secret/bravo;Alpha',
        'P4,',
        '"P5","\u0000"',
      ),
    });
    expect(rows['persons.csv'].map(({ id, marking }) => [id, marking])).toEqual([
      ['met:P1', 'SECRET/ALPHA'],
      ['met:P3', 'SECRET/ALPHA;BRAVO'],
      ['met:P4', 'OFFICIAL'],
    ]);
    expect(rejected).toMatchObject([
      { row: 2, column: 'marking', value: 'SECRT', problem: expect.stringContaining('never lowered') },
      { row: 5, column: 'marking' },
    ]);
    expect(markings).toEqual(['OFFICIAL', 'SECRET/ALPHA', 'SECRET/ALPHA;BRAVO']);
  });

  it('tells everything that is wrong with a row in its one line', async () => {
    const { rejected, counts } = await read({
      'involvements.csv': csv('person_id,offence_id,role', 'P9,,BAD'),
    });
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.problem).toMatch(/is empty; also role "BAD" is not a known value/);
    expect(counts['involvements.csv']).toMatchObject({ read: 1, rejected: 1 });
  });

  it('rejects ties and judgements of somebody with themselves', async () => {
    const { rejected } = await read({
      ...WORLD,
      'associations.csv': csv('person_id,other_person_id', 'P1,P1', 'P1,P2'),
      'judgements.csv': csv('person_id,other_person_id,verdict', 'P2,P2,SAME'),
    });
    expect(rejected.map(({ file, problem }) => [file, problem])).toEqual([
      ['associations.csv', 'is the same person'],
      ['judgements.csv', 'is the same record'],
    ]);
  });
});

describe('cells that are dropped while the row stays', () => {
  it('keeps the text of a sex, status or date that cannot be read', async () => {
    const { rows, warnings, counts } = await read({
      'persons.csv': csv('id,sex,status,born_on', 'P1,female,LOST,2001-02-30', 'P2, f ,in custody,2001-02'),
    });
    expect(rows['persons.csv'][0]).toMatchObject({
      id: 'met:P1',
      extra: JSON.stringify({ born_on: '2001-02-30', sex: 'female', status: 'LOST' }),
    });
    expect(rows['persons.csv'][0]).not.toHaveProperty('sex');
    expect(rows['persons.csv'][1]).toMatchObject({ sex: 'F', status: 'IN_CUSTODY', bornOn: '2001-02' });
    expect(warnings.map(({ row, column, value }) => [row, column, value])).toEqual([
      [1, 'born_on', '2001-02-30'],
      [1, 'sex', 'female'],
      [1, 'status', 'LOST'],
    ]);
    expect(counts['persons.csv']).toEqual({ read: 2, accepted: 2, duplicate: 0, rejected: 0, dropped: 3 });
  });

  it('drops dates in the future, but lets orders and residences end there', async () => {
    const { rows, warnings } = await read({
      ...WORLD,
      'offences.csv': csv('id,reported_on,occurred_from', 'O1,2023-07-02,2023-07-01', 'O2,2024,2023'),
      'residences.csv': csv('person_id,location_id,from,to', 'P1,L1,2023-01-01,2030-01-01'),
      'orders.csv': csv('id,person_id,from,to', 'B1,P1,2023-01-01,2030-01-01'),
    });
    expect(warnings.map(({ row, column, problem }) => [row, column, problem])).toEqual([
      [1, 'reported_on', 'lies in the future'],
      [2, 'reported_on', 'lies in the future'],
    ]);
    expect(rows['offences.csv'][1]?.occurredFrom).toMatchObject({ precision: 'YEAR', last: '2023-12-31' });
    expect(rows['residences.csv'][0]?.to?.first).toBe('2030-01-01');
    expect(rows['orders.csv'][0]?.to?.first).toBe('2030-01-01');
  });

  it('takes the date of the bundle for today where that is later', async () => {
    const { rows } = await read({
      'manifest.yaml': 'as_of: 2023-09-30\n',
      'offences.csv': csv('id,reported_on', 'O1,2023-09-30', 'O2,2023-10-01'),
    });
    expect(rows['offences.csv'].map(({ reported }) => reported?.first)).toEqual(['2023-09-30', undefined]);
  });

  it('drops an end that lies before its start', async () => {
    const { rows, warnings } = await read({
      ...WORLD,
      'offences.csv': csv(
        'id,occurred_from,occurred_to',
        'O1,2023-03-02,2023-03-01',
        'O2,2023-03-02T10:00,2023-03-02T09:59',
        'O3,2023-03-02T10:00,2023-03',
      ),
      'custody.csv': csv('id,person_id,arrested_at,released_at', 'C1,P1,2023-03-02,2023-03-01'),
      'residences.csv': csv('person_id,location_id,from,to', 'P1,L1,2023-03-02,2022'),
    });
    expect(warnings.map(({ column, row, problem }) => [column, row, problem])).toEqual([
      ['occurred_to', 1, 'lies before occurred_from'],
      ['occurred_to', 2, 'lies before occurred_from'],
      ['to', 1, 'lies before from'],
      ['released_at', 1, 'lies before arrested_at'],
    ]);
    expect(rows['offences.csv'][2]?.occurredTo?.precision).toBe('MONTH');
  });

  it('drops coordinates that look swapped, lie outside the world, are nought or stand alone', async () => {
    const { rows, warnings } = await read({
      'locations.csv': csv(
        'id,latitude,longitude',
        'L1,51.5074,-0.1278',
        'L2,-0.1278,51.5074',
        'L3,105.2,40.1',
        'L4,95,190',
        'L5,0,0',
        'L6,51.5,',
        'L7,here,-0.1',
      ),
    });
    const [london, ...others] = rows['locations.csv'];
    expect(london).toMatchObject({ latitude: 51.5074, longitude: -0.1278, h3: expect.stringMatching(/^89/) });
    for (const place of others) expect(place).not.toHaveProperty('latitude');
    expect(others[0]?.extra).toBe(JSON.stringify({ latitude: '-0.1278', longitude: '51.5074' }));
    const problems = (row: number) =>
      warnings.filter((warning) => warning.row === row).map(({ problem }) => problem);
    expect(problems(2)[0]).toContain('looks swapped');
    expect(problems(3)[0]).toContain('looks swapped');
    expect(problems(4)[0]).toContain('outside the world');
    expect(problems(5)[0]).toContain('stands for unknown');
    expect(problems(6)).toEqual(['stands alone']);
    expect(problems(7)).toEqual(['is not a number', 'stands alone']);
  });

  it('drops ages, weights and durations that nobody and nothing can have', async () => {
    const { rows, warnings } = await read({
      ...WORLD,
      'involvements.csv': csv('person_id,offence_id,role,age', 'P1,O1,SUSPECT,131', 'P2,O1,VICTIM,0'),
      'associations.csv': csv('person_id,other_person_id,weight', 'P1,P2,-1'),
      'events.csv': csv('id,kind,duration_seconds', 'E1,CALL,1.5', 'E2,CALL,60'),
    });
    expect(warnings.map(({ column, value }) => [column, value])).toEqual([
      ['age', '131'],
      ['weight', '-1'],
      ['duration_seconds', '1.5'],
    ]);
    expect(rows['involvements.csv'].map(({ age }) => age)).toEqual([undefined, 0]);
    expect(rows['associations.csv'][0]).not.toHaveProperty('weight');
  });

  it('keeps an offence whose code nobody knows, says so, and leaves its type open', async () => {
    const { rows, warnings } = await read({
      'offences.csv': csv(
        'id,offence_code,offence_title',
        'O1,8N,',
        'O2,X99,',
        'O3,008/06,',
        'O4,,No such title',
        'O5,,',
      ),
    });
    expect(rows['offences.csv'].map(({ typeMatch, typeCode }) => [typeMatch, typeCode])).toEqual([
      ['matched', '8N'],
      ['unmatched', undefined],
      ['matched', expect.any(String)],
      ['unmatched', undefined],
      ['unstated', undefined],
    ]);
    expect(rows['offences.csv'][1]?.statedCode).toBe('X99');
    expect(warnings).toMatchObject([{ row: 2, column: 'offence_code', value: 'X99' }]);
  });

  it('drops cells with NUL characters and texts too long for an index, and keeps their text', async () => {
    const { rows, warnings } = await read({
      'persons.csv': `id,family_name,given_names\nP1,"Sm\u0000ith",${'x'.repeat(2001)}\n`,
    });
    expect(warnings.map(({ column, problem }) => [column, problem])).toEqual([
      ['family_name', 'holds NUL characters'],
      ['given_names', 'is longer than 2000 characters'],
    ]);
    expect(JSON.parse(rows['persons.csv'][0]?.extra ?? '{}')).toMatchObject({ family_name: 'Sm\u0000ith' });
    expect(warnings[1]?.value).toHaveLength(200);
  });

  it('keeps columns nobody knows with each row and reports them once', async () => {
    const { rows, warnings, unknownColumns } = await read({
      'persons.csv': csv('id,shoe_size,constructor,', 'P1,9,yes,note', 'P2,,,'),
    });
    expect(rows['persons.csv'][0]?.extra).toBe(
      JSON.stringify({ 'column 4': 'note', constructor: 'yes', shoe_size: '9' }),
    );
    expect(rows['persons.csv'][1]).not.toHaveProperty('extra');
    expect(unknownColumns['persons.csv']).toEqual(['shoe_size', 'constructor', 'column 4']);
    expect(warnings).toMatchObject([
      { file: 'persons.csv', row: 0, problem: expect.stringContaining('shoe_size') },
    ]);
  });
});

describe('identifiers in their one form', () => {
  it('brings phones to E.164, registrations to capitals, e-mails to small letters', async () => {
    const { rows } = await read({
      'identifiers.csv': csv(
        'kind,value',
        'PHONE,07700 900123',
        'PHONE,0044 20 7946 0123',
        'PHONE,+33 6 12 34 56 78',
        'VEHICLE,ab12 cde',
        'EMAIL,Ann.Smith@Example.ORG',
        'DOCUMENT,ab 123-456',
        'ACCOUNT,12-34-56 12345678',
        'ACCOUNT,Jo-Doe_1',
      ),
    });
    expect(rows['identifiers.csv'].map(({ identifier }) => [identifier.value, identifier.valid])).toEqual(
      expect.arrayContaining([
        ['+447700900123', true],
        ['+442079460123', true],
        ['+33612345678', true],
        ['AB12CDE', true],
        ['ann.smith@example.org', true],
        ['AB123456', true],
        ['12345612345678', true],
        ['Jo-Doe_1', true],
      ]),
    );
  });

  it('keeps what cannot be normalised, trimmed and marked as not valid', async () => {
    const { rows, warnings } = await read({
      'identifiers.csv': csv('kind,value', 'PHONE, ring twice ', 'VEHICLE,BLUE FORD FOCUS', 'EMAIL,nobody'),
    });
    expect(rows['identifiers.csv'].map(({ identifier }) => identifier)).toEqual(
      expect.arrayContaining([
        { kind: 'PHONE', value: 'ring twice', raw: 'ring twice', valid: false },
        { kind: 'VEHICLE', value: 'BLUE FORD FOCUS', raw: 'BLUE FORD FOCUS', valid: false },
        { kind: 'EMAIL', value: 'nobody', raw: 'nobody', valid: false },
      ]),
    );
    expect(warnings).toHaveLength(3);
  });

  it('writes British postcodes with one space and drops others', async () => {
    const { rows, warnings } = await read({
      'persons.csv': csv('id,postcode', 'P1,sw1a1aa', 'P2,75001', 'P3,N1  9GU'),
    });
    expect(rows['persons.csv'].map(({ postcode }) => postcode)).toEqual(['SW1A 1AA', undefined, 'N1 9GU']);
    expect(warnings).toMatchObject([{ row: 2, column: 'postcode', value: '75001' }]);
  });

  it('reads lists by semicolon, trimmed and without repeats', async () => {
    const { rows } = await read({
      'persons.csv': csv('id,aliases,warnings', 'P1, Bob ;Bobby;;Bob,violent; FIREARMS'),
    });
    expect(rows['persons.csv'][0]).toMatchObject({
      aliases: ['Bob', 'Bobby'],
      warnings: ['VIOLENT', 'FIREARMS'],
    });
  });
});
