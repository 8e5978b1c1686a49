import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, newFolder, read, WORLD } from './readBundle.ts';

const persons = csv('id', 'P1');

/** The error that a manifest gives, its message foremost. */
const refused = (manifest: string, files = {}) =>
  expect(read({ 'persons.csv': persons, 'manifest.yaml': manifest, ...files })).rejects;

describe('the manifest', () => {
  it('may be missing: the folder names the source, and everything is OFFICIAL', async () => {
    const { source, asOf, rows } = await read({ 'persons.csv': persons });
    expect([source, asOf]).toEqual(['met', undefined]);
    expect(rows['persons.csv'][0]).toMatchObject({ id: 'met:P1', marking: 'OFFICIAL' });
  });

  it('names source, date and marking', async () => {
    const { source, asOf, rows } = await read({
      'persons.csv': persons,
      'manifest.yaml': 'source: crimint\nas_of: 2023-06-30\nmarking: SECRET/BRAVO;ALPHA\n',
    });
    expect([source, asOf]).toEqual(['crimint', '2023-06-30']);
    expect(rows['persons.csv'][0]).toMatchObject({ id: 'crimint:P1', marking: 'SECRET/ALPHA;BRAVO' });
  });

  it('says which key it does not know and which it may be', async () => {
    await refused('sorce: x\n').toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(/manifest\.yaml: "sorce" is not known \(did you mean "source"\?\)/),
    });
  });

  it.each([
    ['source: "met:1"', /source: must be letters.*no colon/],
    ['as_of: 2023-06', /as_of: "2023-06" is not a date/],
    ['marking: SECRT', /"SECRT" is not a marking.*never lowered/],
    ['coordinates: OSGB', /coordinates: must be LOCAL or EPSG/],
    ['coordinates: EPSG:99999', /EPSG:99999 is not a known system/],
    ['coordinates: EPSG:4267', /EPSG:4267 needs the shift grid/],
    ['match_titles: maybe', /match_titles/],
    ['complete: [people.csv]', /complete\.0/],
    ['complete: [offences.csv]', /complete: offences\.csv is not in the bundle, and would end all its facts/],
    ['files: { nominals.csv: persons.csv }', /files: there is no nominals\.csv in the bundle/],
    ['files: { persons.csv: people.csv }', /files\.persons\.csv/],
    [
      'columns: { person.csv: { Ref: id } }',
      /columns: "person\.csv" is no file.*did you mean "persons\.csv"/,
    ],
    ['columns: { offences.csv: { Ref: id } }', /columns: there is no offences\.csv in the bundle/],
    ['columns: { persons.csv: { Ref: id } }', /maps "Ref", which the header does not have/],
    ['columns: { persons.csv: { id: surname } }', /maps "id" to "surname", which persons\.csv does not have/],
    [
      'values: { involvement.role: { A: SUSPECT } }',
      /values: "involvement\.role".*did you mean "involvements\.role"/,
    ],
    [
      'dates: { offences.reported: d/M/yyyy }',
      /dates: "offences\.reported".*did you mean "offences\.reported_on"/,
    ],
    ['dates: { offences.location_id: d/M/yyyy }', /is no date column/],
    ['dates: { offences.reported_on: DD/MM/YYYY }', /"DD\/MM\/YYYY" is not a date pattern/],
    ['dates: { offences.reported_on: dd/MM }', /has no year/],
    ['- a list', /must be a list of "key: value" lines/],
    ['source: [', /is not valid YAML/],
  ])('refuses %s with the reason', async (manifest, message) => {
    await refused(`${manifest}\n`).toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(message),
    });
  });

  it('refuses two columns that would be one', async () => {
    await refused('columns: { persons.csv: { Ref: id } }\n', {
      'persons.csv': csv('id,Ref', 'P1,R1'),
    }).toMatchObject({
      message: expect.stringMatching(/both "id" and "Ref" are id/),
    });
  });

  it('says that nothing ends where files are complete as of no date', async () => {
    const { warnings } = await read({ 'persons.csv': persons, 'manifest.yaml': 'complete: [persons.csv]\n' });
    expect(warnings).toMatchObject([{ file: 'manifest.yaml', row: 0, remedy: 'Add as_of.' }]);
  });

  it('accepts keys without anything under them', async () => {
    const { source } = await read({ 'persons.csv': persons, 'manifest.yaml': 'files:\ncolumns:\nvalues:\n' });
    expect(source).toBe('met');
  });
});

describe("other people's files", () => {
  it('need no rewriting: files, columns, values, dates and the British grid', async () => {
    const { rows, rejected, warnings, counts } = await read({
      'manifest.yaml': `
        files: { nominals.csv: persons.csv, crimes.csv: offences.csv, links.csv: involvements.csv, places.csv: locations.csv }
        columns:
          nominals.csv: { "Nominal Ref": id, Surname: family_name, Gender: sex, DOB: born_on }
          offences.csv: { "Crime No": id, "Date Rep": reported_on }
          links.csv: { Nominal: person_id, Crime: offence_id, Part: role }
          places.csv: { Ref: id, Northing: latitude, Easting: longitude }
        values:
          involvements.role: { OFFENDER: SUSPECT }
          persons.sex: { "1": M, "2": F, 9: null }
        dates: { offences.reported_on: d/M/yyyy, persons.born_on: dd-MMM-yyyy }
        coordinates: EPSG:27700`,
      'nominals.csv': csv(
        'Nominal Ref,Surname,Gender,DOB',
        '17,Smith,1,03-May-1980',
        '18,Jones,9,1980-05',
        '19,Brown,3,31-Feb-1980',
      ),
      'crimes.csv': csv('Crime No,Date Rep', 'C1,3/5/2023', 'C2,2023-05-03'),
      'links.csv': csv('Nominal,Crime,Part', '17,C1,OFFENDER', '18,C1,Villain'),
      'places.csv': csv('Ref,Northing,Easting', 'L1,180380,530034', 'L2,51.5,-0.1', 'L3,9000000,530034'),
    });
    expect(rows['persons.csv']).toMatchObject([
      { id: 'met:17', familyName: 'Smith', sex: 'M', bornOn: '1980-05-03' },
      { id: 'met:18', bornOn: '1980-05' },
      { id: 'met:19', extra: JSON.stringify({ born_on: '31-Feb-1980', sex: '3' }) },
    ]);
    expect(rows['persons.csv'][1]).not.toHaveProperty('sex');
    expect(rows['offences.csv'].map(({ reported }) => reported?.first)).toEqual(['2023-05-03', '2023-05-03']);
    expect(rows['involvements.csv']).toMatchObject([{ personId: 'met:17', role: 'SUSPECT' }]);
    // Parliament Square, to within ten metres.
    expect(rows['locations.csv'][0]?.latitude).toBeCloseTo(51.5074, 3);
    expect(rows['locations.csv'][0]?.longitude).toBeCloseTo(-0.1277, 3);
    expect(counts['persons.csv']).toMatchObject({ read: 3, accepted: 3, dropped: 2 });
    expect(rejected).toMatchObject([{ file: 'links.csv', row: 2, column: 'Part', value: 'Villain' }]);
    expect(warnings.map(({ file, row, column, problem }) => [file, row, column, problem])).toEqual([
      ['nominals.csv', 3, 'DOB', 'is not a date'],
      ['nominals.csv', 3, 'Gender', 'is not a known value'],
      ['places.csv', 2, 'Northing', 'looks like degrees, while the manifest says EPSG:27700'],
      ['places.csv', 2, 'Easting', 'looks like degrees, while the manifest says EPSG:27700'],
      ['places.csv', 3, 'Northing', 'lies outside the area of EPSG:27700'],
      ['places.csv', 3, 'Easting', 'lies outside the area of EPSG:27700'],
    ]);
  });

  it('may be several files of one kind, whose row numbers stay their own', async () => {
    const { counts, rejected, rows } = await read({
      'manifest.yaml': 'files: { north.csv: persons.csv, south.csv: persons.csv }\n',
      'north.csv': csv('id,sex', 'P1,F', 'P2,M'),
      'south.csv': csv('id,sex', 'P3,F', 'P1,M', 'P2,M', ',F'),
    });
    expect(counts['persons.csv']).toEqual({ read: 6, accepted: 3, duplicate: 1, rejected: 2, dropped: 0 });
    expect(rows['persons.csv'].map(({ id, sex }) => [id, sex])).toEqual([
      ['met:P1', 'F'],
      ['met:P2', 'M'],
      ['met:P3', 'F'],
    ]);
    expect(rejected).toMatchObject([
      { file: 'south.csv', row: 2, problem: expect.stringContaining('row 1 of north.csv') },
      { file: 'south.csv', row: 4 },
    ]);
  });

  it('may be mapped from beside the bundle, where --map wins over the manifest', async () => {
    const map = join(await newFolder(), 'map.yaml');
    await writeFile(map, 'source: other\nvalues: { persons.sex: { "2": F } }\n');
    const files = {
      'manifest.yaml': 'source: mine\nas_of: 2023-06-01\nvalues: { persons.sex: { "1": M } }\n',
      'persons.csv': csv('id,sex', 'P1,1', 'P2,2'),
    };
    const { source, asOf, rows } = await read(files, {}, { mapFile: map });
    expect([source, asOf]).toEqual(['other', '2023-06-01']);
    expect(rows['persons.csv'].map(({ sex }) => sex)).toEqual(['M', 'F']);
    await expect(read(files, {}, { mapFile: `${map}.none` })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('may lie on a plane of their own, in metres, without a place on the globe', async () => {
    const { rows } = await read({
      'manifest.yaml': 'coordinates: LOCAL\n',
      'locations.csv': csv('id,latitude,longitude', 'L1,-4659.3,13661.1'),
    });
    expect(rows['locations.csv'][0]).toMatchObject({ x: 13661.1, y: -4659.3 });
    expect(rows['locations.csv'][0]).not.toHaveProperty('latitude');
    expect(rows['locations.csv'][0]).not.toHaveProperty('h3');
  });

  it.each([
    ['EPSG:26971', 578924.252858319, 350353.394956896, 41.88, -87.73],
    ['EPSG:32630', 5710000, 700000, 51.5057, -0.118],
    ['EPSG:3857', 6711542, -14230, 51.5074, -0.1278],
    ['EPSG:4258', 51.5074, -0.1278, 51.5074, -0.1278],
    ['EPSG:4277', 51.5069, -0.1262, 51.5074, -0.1278],
  ])('may be in %s', async (system, northing, easting, latitude, longitude) => {
    const { rows } = await read({
      'manifest.yaml': `coordinates: ${system}\n`,
      'locations.csv': csv('id,latitude,longitude', `L1,${northing},${easting}`),
    });
    expect(rows['locations.csv'][0]?.latitude).toBeCloseTo(latitude, 2);
    expect(rows['locations.csv'][0]?.longitude).toBeCloseTo(longitude, 2);
  });

  it('are not matched by title where the manifest says that titles are not to be trusted', async () => {
    const offences = csv('id,offence_title', 'O1,Stalking involving fear of violence');
    const trusted = await read({ ...WORLD, 'offences.csv': offences });
    const distrusted = await read({
      ...WORLD,
      'offences.csv': offences,
      'manifest.yaml': 'match_titles: false\n',
    });
    expect(trusted.rows['offences.csv'][0]?.typeMatch).not.toBe('unmatched');
    expect(distrusted.rows['offences.csv'][0]?.typeMatch).toBe('unmatched');
  });
});
