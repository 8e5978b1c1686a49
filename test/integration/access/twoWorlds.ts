import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type BundleLines, manifest } from '../../support/bundles.ts';

const PERSONS = 8;
const OFFENCES = 12;
const PLACES = 4;
const PHONES = ['07400100001', '07400100002', '07400100003', '07400100004'];
const NAMES = [
  'Adam Stone',
  'Adem Stone',
  'Beth Ryan',
  'Carl Voss',
  'Carla Voss',
  'Dan Reed',
  'Dana Read',
  'Eve Oak',
];
const ROLES = ['SUSPECT', 'SUSPECT', 'SUSPECT', 'VICTIM', 'WITNESS', 'REPORTER', 'OTHER'];

/** Rows by key, so that what is hidden adds facts and changes none. */
type Keyed = ReadonlyMap<string, string>;
export interface World {
  readonly lines: BundleLines;
  readonly keys: Readonly<Record<string, Keyed>>;
}

function makerOf(seed: number) {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const pick = <T>(values: readonly [T, ...T[]] | readonly T[]): T => values[below(values.length)] as T;
  const times = <T>(count: number, make: (at: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  return { below, pick, times };
}

const HEADERS = {
  'persons.csv': 'id,full_name,aliases,sex,born_on,phone,address,postcode,status,warnings',
  'locations.csv': 'id,address,postcode,borough,latitude,longitude,kind',
  'offences.csv': 'id,crime_number,offence_code,offence_title,reported_on,location_id,found_by,summary',
  'involvements.csv': 'person_id,offence_id,role,status,relationship,age',
  'residences.csv': 'person_id,location_id,from',
  'identifiers.csv': 'person_id,offence_id,kind,value,from',
  'associations.csv': 'person_id,other_person_id,kind,from',
  'intelligence.csv': 'id,text,mentions',
  'events.csv': 'id,kind,at,person_id,person_ids,identifier_kind,identifier_value,location_id',
  'custody.csv': 'id,person_id,offence_ids,arrested_at',
  'forensics.csv': 'id,offence_id,exhibit,result,person_id',
  'orders.csv': 'id,person_id,kind,from,to,protects_person_id',
  'judgements.csv': 'person_id,other_person_id,verdict',
} as const;
type File = keyof typeof HEADERS;
/** How many cells of a row are its key. */
const KEY: Partial<Record<File, readonly number[]>> = {
  'involvements.csv': [0, 1, 2],
  'residences.csv': [0, 1, 2],
  'identifiers.csv': [0, 1, 3, 4],
  'associations.csv': [0, 1, 2, 3],
};

function worldOf(
  meta: { readonly source: string; readonly asOf: string; readonly marking?: string },
  rows: Readonly<Record<File, readonly string[]>>,
  mark: () => string,
  base?: World,
): World {
  const keys: Record<string, Map<string, string>> = {};
  const lines: Record<string, readonly string[]> = {
    'manifest.yaml': manifest(
      meta.source,
      meta.asOf,
      ...(meta.marking === undefined ? [] : [`marking: ${meta.marking}`]),
    ),
  };
  for (const [file, list] of Object.entries(rows)) {
    const known = new Map<string, string>();
    for (const row of list) {
      const key = keyOf(file as File, row);
      if (!known.has(key) && base?.keys[file]?.has(key) !== true) known.set(key, `${row},${mark()}`);
    }
    keys[file] = known;
    if (known.size > 0) lines[file] = [`${HEADERS[file as File]},marking`, ...known.values()];
  }
  return { lines, keys };
}

function keyOf(file: File, row: string): string {
  const cells = row.split(',');
  if (file === 'judgements.csv') return cells.slice(0, 2).sort().join('|');
  return (KEY[file] ?? [0]).map((at) => cells[at]).join('|');
}

function factsOf(
  { below, pick, times }: ReturnType<typeof makerOf>,
  prefix: string,
  person: () => string,
  offence: () => string,
  place: () => string,
): Readonly<Record<File, readonly string[]>> {
  const own = (kind: string, at: number) => `${prefix}${kind}${at}`;
  const day = () => `2023-0${1 + below(6)}-${10 + below(18)}`;
  return {
    'persons.csv': times(PERSONS, (at) =>
      [
        ...[
          own('p', at),
          pick(NAMES),
          pick(['', 'Stoney', 'Reedy']),
          pick(['F', 'M', 'X', '']),
          pick(['1980', '1999-05', '']),
        ],
        ...[pick(['', ...PHONES]), pick(['', '1 High St', '2 Low Rd']), pick(['', 'SW1A 1AA', 'E1 6AN'])],
        ...[pick(['', 'AT_LIBERTY', 'IN_CUSTODY']), pick(['', 'VIOLENT'])],
      ].join(','),
    ),
    'locations.csv': times(PLACES, (at) =>
      [
        own('l', at),
        pick(['1 High St', '2 Low Rd', '3 Side St']),
        pick(['SW1A 1AA', 'E1 6AN', '']),
        pick(['Camden', 'Hackney', '']),
        '51.5',
        '-0.1',
        pick(['HOME', 'STREET']),
      ].join(','),
    ),
    'offences.csv': times(OFFENCES, (at) =>
      [
        own('o', at),
        `CR${prefix}${at}`,
        pick(['8N', '1', '105A', 'ZZ', '']),
        pick(['', 'Unheard of']),
        pick([day(), day(), '2023-05', '']),
        pick(['', place()]),
        pick(['', 'POLICE', 'VICTIM']),
        'A summary',
      ].join(','),
    ),
    'involvements.csv': times(4 * OFFENCES, () =>
      [
        person(),
        offence(),
        pick(ROLES),
        pick(['', 'NAMED', 'CHARGED', 'ELIMINATED']),
        pick(['', 'PARTNER', 'STRANGER']),
        pick(['', '34', '17']),
      ].join(','),
    ),
    'residences.csv': times(PERSONS, () => [person(), place(), `${2000 + below(20)}`].join(',')),
    'identifiers.csv': times(PERSONS, (at) =>
      at % 4 === 3
        ? `,,PHONE,${pick(PHONES)},`
        : at % 4 === 2
          ? `,${offence()},VEHICLE,AB12CD${below(4)},`
          : `${person()},,PHONE,${pick(PHONES)},${2000 + below(20)}`,
    ),
    'associations.csv': times(PERSONS, () =>
      [person(), person(), 'ASSOCIATE', `${2000 + below(20)}`].join(','),
    ).filter((row) => row.split(',')[0] !== row.split(',')[1]),
    'intelligence.csv': times(3, (at) => [own('i', at), 'Seen', `${person()};${offence()}`].join(',')),
    'events.csv': times(4, (at) =>
      [own('e', at), 'CALL', '2023-06-05T12:00', person(), person(), 'PHONE', pick(PHONES), place()].join(
        ',',
      ),
    ),
    'custody.csv': times(2, (at) => [own('c', at), person(), offence(), '2023-06-07T08:00'].join(',')),
    'forensics.csv': times(2, (at) => [own('f', at), offence(), 'Knife', 'HIT', person()].join(',')),
    'orders.csv': times(2, (at) =>
      [own('n', at), person(), 'MAPPA', '2023-01-01', '2033-01-01', person()].join(','),
    ),
    'judgements.csv': times(2, () =>
      [person(), person(), pick(['SAME', 'SAME', 'DIFFERENT'])].join(','),
    ).filter((row) => row.split(',')[0] !== row.split(',')[1]),
  };
}

/** A small random graph of one source, its rows marked with any of these. */
export function openWorld(seed: number, markings: readonly string[]): World {
  const maker = makerOf(seed);
  const { below, pick } = maker;
  const rows = factsOf(
    maker,
    '',
    () => `p${below(PERSONS)}`,
    () => `o${below(OFFENCES)}`,
    () => `l${below(PLACES)}`,
  );
  return worldOf({ source: 's', asOf: '2023-06-30' }, rows, () => (below(3) === 0 ? pick(markings) : ''));
}

/**
 * What is added above somebody: of the same source, on things that are there and on new ones, all under one marking;
 * and of a source of its own, with the same names, numbers and addresses.
 */
export function hiddenWorlds(seed: number, marking: string, base: World): readonly World[] {
  const maker = makerOf(seed);
  const { below } = maker;
  const mixed = (kind: string, count: number) => () => `${below(3) === 0 ? 'h' : ''}${kind}${below(count)}`;
  const same = factsOf(maker, 'h', mixed('p', PERSONS), mixed('o', OFFENCES), mixed('l', PLACES));
  const own = factsOf(
    maker,
    'p',
    () => `pp${below(PERSONS)}`,
    () => `po${below(OFFENCES)}`,
    () => `pl${below(PLACES)}`,
  );
  return [
    worldOf({ source: 's', asOf: '2023-12-31', marking }, same, () => '', base),
    worldOf({ source: 'h', asOf: '2024-01-31', marking }, own, () => ''),
  ];
}
