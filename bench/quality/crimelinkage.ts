import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

type Row = Readonly<Record<string, string>>;

/**
 * Writes the 490 burglaries of crimelinkage (GPL: read where they are and never copied into the project) as an import
 * bundle.
 * @param shared the shared folder
 * @param folder an empty folder, which becomes the bundle
 * @returns offenders by offence, ids as `cl:<id>`
 */
export async function crimelinkageBundle(
  shared: string,
  folder: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const read = async (name: string): Promise<readonly Row[]> =>
    parse(await readFile(join(shared, 'data/real/crimelinkage', name)), { columns: true });
  const [crimes, involved] = [await read('crimes.csv'), await read('offenders.csv')];
  const known = new Set(crimes.map(({ crimeID }) => crimeID));
  const time = (day = '', hour = '') =>
    /^\d{4}$/.test(hour) ? `${day}T${hour.slice(0, 2)}:${hour.slice(2)}` : day;
  const write = (
    name: string,
    columns: readonly string[],
    rows: readonly (readonly (string | undefined)[])[],
  ) =>
    writeFile(
      join(folder, name),
      stringify([...rows.map((row) => [...row])], { header: true, columns: [...columns] }),
    );
  await writeFile(join(folder, 'manifest.yaml'), 'source: cl\nas_of: 2000-01-01\ncoordinates: LOCAL\n');
  await write(
    'locations.csv',
    ['id', 'longitude', 'latitude'],
    crimes.map(({ crimeID, X, Y }) => [crimeID, X, Y]),
  );
  await write(
    'offences.csv',
    ['id', 'offence_title', 'occurred_from', 'occurred_to', 'location_id', 'modus_operandi'],
    crimes.map((crime) => [
      ...[
        crime.crimeID,
        'Burglary',
        time(crime.DATE_FROM, crime.TIME_FROM),
        time(crime.DATE_TO, crime.TIME_TO),
      ],
      ...[crime.crimeID, [1, 2, 3].map((nth) => `${nth}:${crime[`MO${nth}`]}`).join(';')],
    ]),
  );
  const solved = involved.filter(({ crimeID }) => known.has(crimeID));
  await write(
    'involvements.csv',
    ['person_id', 'offence_id', 'role'],
    solved.map(({ offenderID, crimeID }) => [offenderID, crimeID, 'SUSPECT']),
  );
  const by = new Map<string, Set<string>>();
  for (const { offenderID = '', crimeID = '' } of solved)
    by.set(`cl:${crimeID}`, (by.get(`cl:${crimeID}`) ?? new Set()).add(offenderID));
  return by;
}
