import { adjacencyBuilder } from '../../../src/links/adjacency/buildAdjacency.ts';
import type { LinkKind, NodeKind } from '../../../src/links/adjacency/kinds.ts';
import { sightOf, type VictimMode } from '../../../src/links/adjacency/Sight.ts';
import type { PlainLink, PlainWorld } from './randomGraph.ts';

export const KINDS = {
  SUSPECT_IN: 'OFFENCE',
  USED: 'IDENTIFIER',
  LIVED_AT: 'ADDRESS',
  TIED_TO: 'TIE',
} as const;
export type PlainKind = (typeof KINDS)[keyof typeof KINDS];

/** Links that a caller sees, by their own marking and those of both ends. */
export function seenLinks({ markings, links }: PlainWorld, visible: readonly string[]) {
  const shows = (id: string) => id.startsWith('I') || visible.includes(markings.get(id) ?? '');
  return links.filter(
    ({ marking, person, other }) => visible.includes(marking) && shows(person) && shows(other),
  );
}

/** Links that a caller may walk without victims, by the rule of who is protected written down again. */
export function walkable(world: PlainWorld, visible: readonly string[]) {
  const seen = seenLinks(world, visible);
  const isProtected = (roles: readonly PlainLink[]) =>
    roles.some(({ kind }) => kind === 'VICTIM_OF') &&
    !roles.some(({ kind, ended }) => kind === 'SUSPECT_IN' && !ended);
  const roles = new Map<string, PlainLink[]>();
  for (const link of seen) roles.set(link.person, [...(roles.get(link.person) ?? []), link]);
  const nominal = (person: string, record: string | undefined) => {
    const own = roles.get(person) ?? [];
    return !isProtected(own) && !isProtected(own.filter((link) => link.record === record));
  };
  return seen.filter(
    ({ kind, ended, person, record, other, otherRecord }) =>
      kind !== 'VICTIM_OF' &&
      !ended &&
      nominal(person, record) &&
      (kind !== 'TIED_TO' || nominal(other, otherRecord)),
  );
}

/** Links that tie people, of those that are walked. */
export const tying = (links: readonly PlainLink[]) => links.filter(({ cleared }) => cleared !== true);

/** Whether a thing has more than a thousand links of one kind; nobody counts as somebody's hub. */
const isHub = (links: readonly PlainLink[], thing: string) =>
  Object.keys(KINDS).some(
    (kind) => links.filter((link) => link.kind === kind && link.other === thing).length > 1_000,
  );

/** By kind, the things of each person, hubs left out; a tie is the pair of the two. */
export function plainThings(world: PlainWorld, visible: readonly string[]) {
  const things = new Map<PlainKind, Map<string, Set<string>>>(
    Object.values(KINDS).map((kind) => [kind, new Map()]),
  );
  const links = walkable(world, visible);
  const hubs = new Set([...new Set(links.map(({ other }) => other))].filter((thing) => isHub(links, thing)));
  for (const { kind, person, other } of tying(links)) {
    if (kind === 'VICTIM_OF' || (kind !== 'TIED_TO' && hubs.has(other))) continue;
    const thing = kind === 'TIED_TO' ? [person, other].sort().join('-') : other;
    for (const one of kind === 'TIED_TO' ? [person, other] : [person]) {
      const byPerson = things.get(KINDS[kind]);
      byPerson?.set(one, (byPerson.get(one) ?? new Set<string>()).add(thing));
    }
  }
  return things;
}

/** The stratum that a thing is counted in: nothing of what is hidden puts it there. */
export function plainStratum(
  { markings, strata, places = [] }: PlainWorld,
  visible: readonly string[],
  kind: PlainKind,
  thing: string,
): string {
  const seen = (marking = '') => visible.includes(marking);
  const area = places
    .filter(({ offence, marking, ended }) => offence === thing && !ended && seen(marking))
    .map(({ location }) => location)
    .sort()
    .flatMap((location) => (seen(markings.get(location)) ? [strata?.get(location) ?? []] : []))
    .flat()[0];
  if (kind === 'TIE') return '';
  const own = strata?.get(thing);
  if (kind === 'OFFENCE') return `${area ?? 'area not known'}, ${own ?? 'year not known'}`;
  return own ?? (kind === 'ADDRESS' ? 'area not known' : 'kind not known');
}

/** By kind, what there is of it by stratum: the users of each thing. */
export function plainCensus(world: PlainWorld, visible: readonly string[]) {
  return new Map(
    [...plainThings(world, visible)].map(([kind, byPerson]) => {
      const strata = new Map<string, Map<string, number>>();
      for (const thing of [...byPerson.values()].flatMap((own) => [...own])) {
        const label = plainStratum(world, visible, kind, thing);
        const users = strata.get(label) ?? new Map<string, number>();
        strata.set(label, users.set(thing, (users.get(thing) ?? 0) + 1));
      }
      return [kind, { byPerson, strata }] as const;
    }),
  );
}

export interface PlainDraw {
  readonly label: string;
  readonly users: ReadonlyMap<string, number>;
  readonly links: number;
  readonly k1: number;
  readonly k2: number;
  /** By how many draws the two come to a thing together. */
  readonly draws: number;
}

/** In how many draws somebody is dealt so many different things, of which each has so many users. */
export function plainDrawsOf(users: readonly number[], number: number): number {
  const falling = [...users].sort((a, b) => b - a);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return sum(
    Array.from({ length: number }, (_, before) => sum(users) / (sum(users) - sum(falling.slice(0, before)))),
  );
}

/** By number of users: three hostels of which everybody was in each, and fifty homes of two. */
export const tallyOfHostels = Array.from({ length: 1_001 }, (_, users) =>
  users === 1_000 ? 3 : users === 2 ? 50 : 0,
);

/** The strata of a kind, with how many things of each two persons are linked to. */
export function plainDraws(
  census: ReturnType<typeof plainCensus>,
  kind: PlainKind,
  [a, b]: readonly [string, string],
): readonly PlainDraw[] {
  const { byPerson, strata } = census.get(kind) ?? {};
  return [...(strata ?? [])].map(([label, users]) => {
    const of = (person: string) => [...(byPerson?.get(person) ?? [])].filter((thing) => users.has(thing));
    const links = [...users.values()].reduce((sum, number) => sum + number, 0);
    const [k1, k2] = [of(a).length, of(b).length];
    const [one, two] = [k1, k2].map((number) => plainDrawsOf([...users.values()], number));
    return { label, users, links, k1, k2, draws: (one ?? 0) * (two ?? 0) };
  });
}

/** Whether two are tied, or suspects in one offence, however many are. */
export const areRecorded = (links: readonly PlainLink[], a: string, b: string) =>
  tying(links).some(
    (one) =>
      (one.kind === 'TIED_TO' && [one.person, one.other].sort().join() === [a, b].sort().join()) ||
      (one.kind === 'SUSPECT_IN' &&
        one.person === a &&
        tying(links).some(
          (other) => other.kind === 'SUSPECT_IN' && other.person === b && other.other === one.other,
        )),
  );

export const near = (number: number) => Math.round(number * 1e6) / 1e6 + 0;

/** A sight of links that are written down, each end as `KIND id`, with its days where it has any. */
export function built(
  links: readonly (readonly [LinkKind, string, string, from?: number, to?: number])[],
  victims: VictimMode = 'NONE',
  strata: Readonly<Record<string, string>> = {},
) {
  const builder = adjacencyBuilder();
  const marking = 'OFFICIAL';
  const kindAndId = (name: string) => name.split(' ') as [NodeKind, string];
  const add = (name: string) => {
    const [kind, id] = kindAndId(name);
    return (
      builder.find(kind, id) ??
      builder.addNode({
        ...{ kind, id, marking: kind === 'IDENTIFIER' ? undefined : marking, stratum: strata[name] },
      })
    );
  };
  for (const [kind, start, end, from, to] of links)
    builder.addLink({
      ...{ kind, start: add(start), end: add(end), marking },
      ...(from === undefined ? {} : { from, to: to ?? 0 }),
    });
  const adjacency = builder.build();
  const node = (name: string) => {
    const found = adjacency.find(...kindAndId(name));
    if (found === undefined) throw new Error(name);
    return found;
  };
  return { sight: sightOf(adjacency, [marking], victims), node };
}
