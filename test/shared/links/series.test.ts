import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, systemClock } from '../../../src/config/index.ts';
import { type ModelCard, scoreBundle } from '../../../src/links/index.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');

type Row = Readonly<Record<string, string>>;
interface Scored {
  readonly a: string;
  readonly b: string;
  readonly probability: number;
}

let folder = '';
let card: ModelCard;
let scored: readonly Scored[];
let offenders: ReadonlyMap<string, ReadonlySet<string>>;

/** The 490 burglaries of crimelinkage (GPL, read in place and never copied) as an import bundle. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-series-'));
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
  offenders = by;
  const out = join(folder, 'pairs.csv');
  const { signal } = new AbortController();
  ({ card } = await scoreBundle({
    path: folder,
    out,
    least: 0,
    clock: systemClock,
    workDirectory: folder,
    signal,
  }));
  const rows: readonly Row[] = parse(await readFile(out), { columns: true });
  scored = rows.map(({ offence_a: a = '', offence_b: b = '', probability }) => ({
    a,
    b,
    probability: Number(probability),
  }));
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('series linkage on burglaries with a truth', () => {
  it('tells pairs of one offender from others at or above the published area under the curve', () => {
    const pairs = scored.flatMap(({ a, b, probability }) => {
      const [one, two] = [offenders.get(a), offenders.get(b)];
      return one === undefined || two === undefined
        ? []
        : [{ linked: [...one].some((who) => two.has(who)), probability }];
    });
    const order = pairs.toSorted((a, b) => a.probability - b.probability);
    const linked = pairs.filter((pair) => pair.linked).length;
    let ranks = 0;
    for (const [rank, pair] of order.entries()) if (pair.linked) ranks += rank + 1;
    const auc = (ranks - (linked * (linked + 1)) / 2) / (linked * (pairs.length - linked));
    expect(linked).toBe(255);
    expect(auc).toBeGreaterThanOrEqual(0.925);
  });

  it('puts C:431 and C:460 first of the pairs without a suspect', () => {
    const unsolved = scored.filter(({ a, b }) => !offenders.has(a) && !offenders.has(b));
    const [first] = unsolved.toSorted((a, b) => b.probability - a.probability);
    expect([first?.a, first?.b]).toEqual(['cl:C:431', 'cl:C:460']);
  });

  it('keeps a card of what it learned on and how well it does, beside distance alone', () => {
    expect(card).toMatchObject({ basis: 'TRAINED', offences: 490, source: 'cl', linkedPairs: 255 });
    expect(card.withSingles?.auc).toBeGreaterThan(card.distanceAlone?.auc ?? 1);
  });
});
