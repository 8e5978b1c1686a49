import { Random } from '../../seed/Random.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  type IdentifierValue,
  type RowOf,
  type StagedBundle,
} from '../../src/ingest/types.ts';
import { BASE, stagedRows } from '../made/stagedRows.ts';

export const SOURCE = 'made';
const SEED = 6;
/** For each person: things of a kind that there are, and links of a kind. */
const PHONES = 1.5;
const PLACES = 1.5;
const USES = 5;
const HOMES = 3;
const TIES = 2;
/** Links of the largest hub for each person that there is: 70,000 for a million. */
const LARGEST_HUB = 0.07;
const HUBS = 12;
const BOROUGHS = 33;

export interface Network {
  readonly persons: number;
  readonly relationships: number;
  readonly largestHub: number;
  readonly bundle: StagedBundle;
}
/** Rows by file, made as they are asked for. */
export type MadeFiles = { readonly [F in BundleFile]?: () => Iterable<RowOf[F]> };

/** Ids by number; those of hubs come first. */
export const personId = (nth: number): string => `${SOURCE}:P${nth}`;
export const placeId = (nth: number): string => `${SOURCE}:L${nth}`;
export const phoneOf = (nth: number): IdentifierValue => {
  const value = `+447${String(nth).padStart(9, '0')}`;
  return { kind: 'PHONE', value, raw: value, valid: true };
};

/**
 * A network of so many persons, three times as many phones and places, and ten times as many relationships: five uses of
 * a phone, three homes and two ties a person. A dozen phones and a dozen places are hubs, the largest with seven in a
 * hundred of the persons, the n-th with 1/n of that; the rest are dealt out evenly. The same number gives the same.
 * @param added what else there is
 */
export function makeNetwork(persons: number, asOf: string, added: MadeFiles = {}): Network {
  const hubs = Array.from({ length: HUBS }, (_, nth) => Math.round((persons * LARGEST_HUB) / (nth + 1)));
  const largestHub = hubs[0] ?? 0;
  /** Pairs of a person and a thing: the links of the hubs first, then the others. */
  function* dealt(seed: number, links: number, things: number): Generator<readonly [number, number]> {
    const random = new Random(SEED + seed);
    let left = links;
    for (const [hub, size] of hubs.entries())
      for (let user = 0; user < size && left > 0; user += 1, left -= 1)
        yield [Math.floor(((user + random.next()) * persons) / size), hub];
    for (; left > 0; left -= 1) yield [random.int(0, persons - 1), random.int(HUBS, things - 1)];
  }
  const phones = Math.round(persons * PHONES);
  const places = Math.round(persons * PLACES);
  const files = {
    *'persons.csv'(): Generator<RowOf['persons.csv']> {
      for (let nth = 0; nth < persons; nth += 1)
        yield { ...BASE, id: personId(nth), fullName: `Person ${nth}`, aliases: [], warnings: [] };
    },
    *'locations.csv'(): Generator<RowOf['locations.csv']> {
      for (let nth = 0; nth < places; nth += 1)
        yield { ...BASE, id: placeId(nth), address: `Place ${nth}`, borough: `Borough ${nth % BOROUGHS}` };
    },
    *'residences.csv'(): Generator<RowOf['residences.csv']> {
      for (const [person, place] of dealt(1, persons * HOMES, places))
        yield { ...BASE, personId: personId(person), locationId: placeId(place) };
    },
    *'identifiers.csv'(): Generator<RowOf['identifiers.csv']> {
      for (const [person, phone] of dealt(2, persons * USES, phones))
        yield { ...BASE, personId: personId(person), identifier: phoneOf(phone) };
    },
    *'associations.csv'(): Generator<RowOf['associations.csv']> {
      const random = new Random(SEED);
      for (let left = persons * TIES; left > 0; left -= 1) {
        const one = random.int(0, persons - 1);
        const other = (one + random.int(1, persons - 1)) % persons;
        yield { ...BASE, personId: personId(one), otherPersonId: personId(other), kind: 'ASSOCIATE' };
      }
    },
  };
  const relationships = persons * (USES + HOMES + TIES);
  const bundle = stagedRows(SOURCE, asOf, `network-${persons}`, together(files, added));
  return { persons, relationships, largestHub, bundle };
}

/** The rows of both, file by file. */
function together(one: MadeFiles, other: MadeFiles): MadeFiles {
  const names = BUNDLE_FILES.filter((file) => file in one || file in other);
  const rows = names.map((file) => {
    function* both() {
      yield* one[file]?.() ?? [];
      yield* other[file]?.() ?? [];
    }
    return [file, both] as const;
  });
  return Object.fromEntries(rows);
}
