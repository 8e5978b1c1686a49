import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Adjacency } from '../../../src/links/adjacency/Adjacency.ts';
import { type AdjacencyBuilder, adjacencyBuilder } from '../../../src/links/adjacency/buildAdjacency.ts';

export const random = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  return (limit: number) => uniformInt(generator, 0, limit - 1);
};

export interface PlainLink {
  readonly person: string;
  readonly kind: 'SUSPECT_IN' | 'VICTIM_OF' | 'USED' | 'LIVED_AT' | 'TIED_TO';
  readonly other: string;
  readonly record: string;
  readonly otherRecord?: string;
  readonly marking: string;
  readonly from: number;
  readonly to: number;
  readonly ended: boolean;
  /** A suspect who was eliminated or acquitted: walked like any other, and tied to nobody by it. */
  readonly cleared?: boolean;
}

/** A small world in plain lists: persons of one or two records, offences, phones and places, some marked SECRET. */
export interface PlainWorld {
  readonly markings: ReadonlyMap<string, string>;
  readonly links: readonly PlainLink[];
  /** Areas of places, years of offences and kinds of identifiers, as far as they are known. */
  readonly strata?: ReadonlyMap<string, string>;
  /** Where offences occurred. */
  readonly places?: readonly PlainPlace[];
}

export interface PlainPlace {
  readonly offence: string;
  readonly location: string;
  readonly marking: string;
  readonly ended: boolean;
}

const OTHERS = { SUSPECT_IN: 'O', VICTIM_OF: 'O', USED: 'I', LIVED_AT: 'L', TIED_TO: 'P' } as const;

export function randomWorld(seed: number, size = 7): PlainWorld {
  const below = random(seed);
  const marking = () => (below(6) === 0 ? 'SECRET' : 'OFFICIAL');
  const markings = new Map<string, string>();
  for (const letter of 'POL') for (let n = 0; n < size; n += 1) markings.set(`${letter}${n}`, marking());
  const kinds = ['SUSPECT_IN', 'SUSPECT_IN', 'VICTIM_OF', 'USED', 'LIVED_AT', 'TIED_TO'] as const;
  const links = Array.from({ length: 6 * size }, (_, n): PlainLink => {
    const kind = kinds[below(kinds.length)] ?? 'USED';
    const person = `P${below(size)}`;
    const other = `${OTHERS[kind]}${below(size)}`;
    const first = below(4) === 0 ? 0 : 1 + below(100);
    return {
      ...{ person, kind, other, record: `${person}/${below(2)}`, marking: marking() },
      ...(kind === 'TIED_TO' ? { otherRecord: `${other}/${below(2)}` } : {}),
      ...{
        from: first,
        to: first === 0 ? 0 : first + below(20),
        ended: kind !== 'TIED_TO' && below(12) === 0,
        cleared: kind === 'SUSPECT_IN' && (seed + n) % 6 === 0,
      },
    };
  }).filter(({ person, other }) => person !== other);
  return { markings, links };
}

/** The same with what puts things into strata, some of it not known and some of it hidden. */
export function withStrata(world: PlainWorld, seed: number): PlainWorld {
  const below = random(seed + 9_000);
  const oneOf = { O: ['2022', '2023', ''], L: ['camden', 'hackney', ''], I: ['PHONE', 'VEHICLE'] } as const;
  const ids = [...new Set([...world.markings.keys(), ...world.links.map(({ other }) => other)])].sort();
  const strata = ids.flatMap((id) => {
    const texts = oneOf[id[0] as keyof typeof oneOf] ?? [''];
    const text = texts[below(texts.length)] ?? '';
    return text === '' ? [] : [[id, text] as const];
  });
  const [offences, locations] = ['O', 'L'].map((letter) => ids.filter((id) => id.startsWith(letter)));
  const places = (offences ?? []).flatMap((offence) =>
    Array.from({ length: below(3) }, () => ({
      ...{ offence, location: locations?.[below(locations.length)] ?? '' },
      ...{ marking: below(5) === 0 ? 'SECRET' : 'OFFICIAL', ended: below(8) === 0 },
    })),
  );
  return { ...world, strata: new Map(strata), places };
}

/**
 * The same with a phone and an offence of more than a thousand others, who are linked to nothing else; for who does not see
 * what is SECRET it may be a thousand and no more.
 */
export function withHubs(world: PlainWorld, seed: number): PlainWorld {
  const below = random(seed + 5_000);
  const markings = new Map(world.markings);
  const link = { from: 0, to: 0, ended: false };
  const links = (['USED', 'SUSPECT_IN'] as const).flatMap((kind, at) => {
    const other = `${OTHERS[kind]}${below(3)}`;
    return Array.from({ length: 1_000 - below(2) + 2 * below(2) }, (_, n): PlainLink => {
      const person = `PX${at}${n}`;
      markings.set(person, 'OFFICIAL');
      return { ...link, person, kind, other, record: `${person}/0`, marking: n < 3 ? 'SECRET' : 'OFFICIAL' };
    });
  });
  return { ...world, markings, links: [...world.links, ...links] };
}

const KIND_OF = { P: 'PERSON', O: 'OFFENCE', L: 'LOCATION', I: 'IDENTIFIER' } as const;
export const kindOf = (id: string) => KIND_OF[id[0] as keyof typeof KIND_OF];

/** @param keep leaves out what is hidden, to compare with a world that never had it */
export function adjacencyOf(
  { markings, links, strata, places = [] }: PlainWorld,
  keep: (marking: string) => boolean = () => true,
): Adjacency {
  const builder: AdjacencyBuilder = adjacencyBuilder();
  const nodes = new Map<string, number>();
  const there = (id: string) => kindOf(id) === 'IDENTIFIER' || keep(markings.get(id) ?? '');
  for (const id of [...markings.keys(), ...links.map(({ other }) => other)])
    if (!nodes.has(id) && there(id))
      nodes.set(
        id,
        builder.addNode({ kind: kindOf(id), id, marking: markings.get(id), stratum: strata?.get(id) }),
      );
  for (const link of links) {
    const [start, end] = [nodes.get(link.person), nodes.get(link.other)];
    if (start === undefined || end === undefined || !keep(link.marking)) continue;
    builder.addLink({
      ...{
        kind: link.kind,
        start,
        end,
        marking: link.marking,
        from: link.from,
        to: link.to,
        ended: link.ended,
        cleared: link.cleared === true,
      },
      ...{ recordOfStart: link.record, recordOfEnd: link.otherRecord },
    });
  }
  for (const { offence, location, marking, ended } of places) {
    const [start, end] = [nodes.get(offence), nodes.get(location)];
    if (start === undefined || end === undefined || !keep(marking)) continue;
    builder.addLink({ kind: 'OCCURRED_AT', start, end, marking, ended });
  }
  return builder.build();
}
