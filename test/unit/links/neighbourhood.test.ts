import { describe, expect, it } from 'vitest';
import { REVERSED } from '../../../src/links/adjacency/Adjacency.ts';
import { adjacencyBuilder } from '../../../src/links/adjacency/buildAdjacency.ts';
import { EVERY_KIND, LINK_KINDS, type LinkKind, maskOf } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { standingOn } from '../../../src/links/adjacency/standing.ts';
import { type Expanded, expand, type Neighbour } from '../../../src/links/neighbourhood/expand.ts';
import { expandFurther } from '../../../src/links/neighbourhood/expandFurther.ts';
import { beginTurn } from '../../../src/links/turns/Turn.ts';
import { walkable } from './plainModel.ts';
import { adjacencyOf, type PlainLink, type PlainWorld, randomWorld } from './randomGraph.ts';

/** Whether a link stood on a day, written down again in words. */
function plainStanding({ kind, from, to }: PlainLink, day: number): 'yes' | 'no' | 'unknown' {
  if (day === 0) return 'yes';
  const happened = kind === 'SUSPECT_IN' || kind === 'VICTIM_OF';
  if (happened) return from === 0 ? (to > 0 && to <= day ? 'yes' : 'unknown') : from <= day ? 'yes' : 'no';
  if (to > 0 && to < day) return 'no';
  return from === 0 ? 'unknown' : from <= day ? 'yes' : 'no';
}

interface Asked {
  readonly day: number;
  readonly perKind: number;
  readonly kinds: readonly LinkKind[];
}

/** What a node is linked to, by looking at every link of the world. */
function plainNeighbourhood(links: readonly PlainLink[], id: string, { day, perKind, kinds }: Asked) {
  const answer = [];
  for (const kind of LINK_KINDS) {
    const met = new Map<string, PlainLink[]>();
    for (const link of links) {
      if (link.kind !== kind) continue;
      const other = link.person === id ? link.other : link.other === id ? link.person : undefined;
      if (other !== undefined) met.set(other, [...(met.get(other) ?? []), link]);
    }
    const by = { yes: [] as string[], unknown: [] as string[], no: [] as string[] };
    const begun = new Map<string, number>();
    for (const [other, own] of met) {
      const all = own.map((link) => plainStanding(link, day));
      const standing = all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no';
      by[standing].push(other);
      const standings = own.filter((_, at) => all[at] === standing);
      const firsts = standings.map(({ from }) => from);
      const lasts = standings.map(({ to }) => to);
      const first = firsts.includes(0) ? 0 : Math.min(...firsts);
      begun.set(other, first > 0 ? first : lasts.includes(0) ? 0 : Math.max(...lasts));
    }
    if (met.size === 0) continue;
    const listed = (ids: string[]) =>
      kinds.includes(kind)
        ? ids
            .sort(
              (a, b) =>
                (begun.get(b) ?? 0) - (begun.get(a) ?? 0) ||
                LETTERS.indexOf(a[0] ?? '') - LETTERS.indexOf(b[0] ?? '') ||
                (a < b ? -1 : 1),
            )
            .slice(0, perKind)
        : [];
    answer.push({
      kind,
      counts: [by.yes.length, by.unknown.length, by.no.length],
      links: listed(by.yes),
      undated: listed(by.unknown),
    });
  }
  return answer;
}
/** Nodes stand in the order of their kinds. */
const LETTERS = 'POLI';

function told(sight: Sight, { counts, links, undated }: Expanded) {
  const idsOf = (list: readonly Neighbour[], kind: number) =>
    list.filter((one) => one.kind === kind).map((one) => sight.adjacency.idOf(sight.nodeOf(one.state)));
  return counts.map(({ kind, total, undated: unknown, atOtherTimes }) => ({
    kind: LINK_KINDS[kind],
    counts: [total, unknown, atOtherTimes],
    links: idsOf(links, kind),
    undated: idsOf(undated, kind),
  }));
}

/** A world with a phone and an offence that nearly everybody has. */
function withHub(seed: number): PlainWorld {
  const world = randomWorld(seed, 9);
  const hubs = Array.from({ length: 30 }, (_, n): PlainLink[] => {
    const person = `P${n}`;
    const rest = {
      person,
      record: `${person}/0`,
      marking: n % 5 === 0 ? 'SECRET' : 'OFFICIAL',
      ended: false,
    };
    return [
      { ...rest, kind: 'USED', other: 'I0', from: n % 3 === 0 ? 0 : n + 1, to: n % 4 === 0 ? 0 : n + 20 },
      { ...rest, kind: 'SUSPECT_IN', other: 'O0', from: n + 1, to: n + 1 },
    ];
  });
  const persons = Array.from({ length: 30 }, (_, n) => [`P${n}`, 'OFFICIAL'] as const);
  return {
    markings: new Map([...persons, ...world.markings]),
    links: [...world.links, ...hubs.flat()],
  };
}

const asking = (sight: Sight, { day, perKind, kinds }: Asked) => ({
  ...{ sight, perKind, at: day, kinds: kinds.length === LINK_KINDS.length ? EVERY_KIND : maskOf(kinds) },
  pseudonymOf: () => '',
});
const WAYS: readonly Asked[] = [
  { day: 0, perKind: 200, kinds: LINK_KINDS },
  { day: 0, perKind: 3, kinds: LINK_KINDS },
  { day: 25, perKind: 4, kinds: LINK_KINDS },
  { day: 60, perKind: 200, kinds: ['USED', 'TIED_TO'] },
];
const statesOf = (sight: Sight) =>
  Array.from({ length: sight.adjacency.size }, (_, node) => node).filter((node) => sight.sees(node));

describe('a neighbourhood', () => {
  it('is what a plain model counts and lists on random graphs with hubs, dates and markings', async () => {
    let [shown, leftOut, undated] = [0, 0, 0];
    for (let seed = 0; seed < 16; seed += 1) {
      const world = withHub(seed);
      const visible = seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL'];
      const sight = sightOf(adjacencyOf(world), visible, 'NONE');
      const links = walkable(world, visible);
      for (const asked of WAYS)
        for (const state of statesOf(sight)) {
          const id = sight.adjacency.idOf(state);
          const found = told(sight, await expand(asking(sight, asked), state));
          expect([seed, asked, id, found]).toEqual([seed, asked, id, plainNeighbourhood(links, id, asked)]);
          for (const one of found) {
            shown += one.links.length;
            leftOut += (one.counts[0] ?? 0) - one.links.length;
            undated += one.undated.length;
          }
        }
    }
    expect(Math.min(shown, leftOut, undated)).toBeGreaterThan(500);
  });

  it('is the same in a world that never had what is hidden, with pseudonyms as well', async () => {
    for (let seed = 300; seed < 312; seed += 1) {
      const world = withHub(seed);
      const answers = [];
      for (const adjacency of [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')])
        for (const mode of ['NONE', 'PSEUDONYMS'] as const) {
          const sight = sightOf(adjacency, ['OFFICIAL'], mode);
          const asked = asking(sight, { day: 25, perKind: 5, kinds: LINK_KINDS });
          const answer = [];
          for (const state of statesOf(sight)) {
            const own = await expand(asked, state);
            const { further, notExpanded } = await expandFurther(asked, own, beginTurn());
            answer.push(adjacency.idOf(state), told(sight, own), notExpanded);
            answer.push(further.map((one) => [adjacency.idOf(sight.nodeOf(one.state)), told(sight, one)]));
          }
          answers.push(answer);
        }
      const [none, pseudonyms, noneWithout, pseudonymsWithout] = answers;
      expect([seed, noneWithout, pseudonymsWithout]).toEqual([seed, none, pseudonyms]);
      expect(none).not.toEqual(pseudonyms);
    }
  });

  it('says of each neighbour what the neighbour itself would say, and follows no victim into another role', async () => {
    let victims = 0;
    for (let seed = 0; seed < 8; seed += 1) {
      const sight = sightOf(adjacencyOf(withHub(seed)), ['OFFICIAL', 'SECRET'], 'PSEUDONYMS');
      const asked = asking(sight, { day: 0, perKind: 6, kinds: LINK_KINDS });
      for (const state of statesOf(sight)) {
        const own = await expand(asked, state);
        const { further, notExpanded } = await expandFurther(asked, own, beginTurn());
        const neighbours = new Set(own.links.map((one) => one.state));
        expect(further.map((one) => one.state)).toEqual([...neighbours]);
        expect(notExpanded).toBe(0);
        for (const one of further) {
          expect(one).toEqual(await expand(asked, one.state));
          if (!sight.isVictim(one.state)) continue;
          victims += 1;
          expect(one.links.every(({ kind }) => LINK_KINDS[kind] === 'VICTIM_OF')).toBe(true);
        }
      }
    }
    expect(victims).toBeGreaterThan(20);
  });

  it('does not expand what would make an answer of more than 2,000 links, and says how many', async () => {
    const builder = adjacencyBuilder();
    const phones = Array.from({ length: 150 }, (_, n) =>
      builder.addNode({ kind: 'IDENTIFIER', id: `I${String(n).padStart(3, '0')}` }),
    );
    const people = Array.from({ length: 60 }, (_, n) =>
      builder.addNode({ kind: 'PERSON', id: `P${String(n).padStart(2, '0')}`, marking: 'OFFICIAL' }),
    );
    for (const start of people)
      for (const end of phones) builder.addLink({ kind: 'USED', start, end, marking: 'OFFICIAL' });
    const sight = sightOf(builder.build(), ['OFFICIAL'], 'NONE');
    const asked = asking(sight, { day: 0, perKind: 200, kinds: LINK_KINDS });
    const own = await expand(asked, sight.adjacency.find('PERSON', 'P00') ?? -1);
    const { further, notExpanded } = await expandFurther(asked, own, beginTurn());
    // 150 links of the person's own, and 60 of each phone.
    expect(further).toHaveLength(Math.floor((2_000 - 150) / 60));
    expect(notExpanded).toBe(150 - further.length);
  });

  it('puts victims of one day in the order of their pseudonyms, whoever they are', async () => {
    const builder = adjacencyBuilder();
    const end = builder.addNode({ kind: 'OFFENCE', id: 'O', marking: 'OFFICIAL' });
    for (const id of ['A', 'B', 'C']) {
      const start = builder.addNode({ kind: 'PERSON', id, marking: 'OFFICIAL' });
      builder.addLink({ kind: 'VICTIM_OF', start, end, marking: 'OFFICIAL', recordOfStart: `${id}/0` });
    }
    const sight = sightOf(builder.build(), ['OFFICIAL'], 'PSEUDONYMS');
    const names: Readonly<Record<string, string>> = { A: 'V-2', B: 'V-3', C: 'V-1' };
    const nameOf = (state: number) => names[sight.adjacency.idOf(sight.nodeOf(state))] ?? '';
    const { links } = await expand(
      { ...asking(sight, { day: 0, perKind: 2, kinds: LINK_KINDS }), pseudonymOf: nameOf },
      sight.adjacency.find('OFFENCE', 'O') ?? -1,
    );
    expect(links.map(({ state }) => nameOf(state))).toEqual(['V-1', 'V-2']);
  });

  it('is one neighbour where two people tie each other, by the links of both directions', async () => {
    const builder = adjacencyBuilder();
    const [start, end] = ['A', 'B'].map((id) =>
      builder.addNode({ kind: 'PERSON', id, marking: 'OFFICIAL' }),
    ) as [number, number];
    builder.addLink({ kind: 'TIED_TO', start, end, marking: 'OFFICIAL', from: 5, to: 9 });
    builder.addLink({ kind: 'TIED_TO', start: end, end: start, marking: 'OFFICIAL', from: 2 });
    const sight = sightOf(builder.build(), ['OFFICIAL'], 'NONE');
    const { links, counts } = await expand(asking(sight, { day: 0, perKind: 9, kinds: LINK_KINDS }), 0);
    expect(counts).toMatchObject([{ total: 1, shown: 1 }]);
    expect(links).toMatchObject([{ first: 2, last: 0, halves: [{}, {}].map(() => expect.any(Number)) }]);
    const directions = links[0]?.halves.map((half) => (sight.adjacency.kind[half] ?? 0) & REVERSED);
    expect(new Set(directions).size).toBe(2);
  });
});

describe('whether a link stood on a day', () => {
  const [home, offence] = [LINK_KINDS.indexOf('LIVED_AT'), LINK_KINDS.indexOf('SUSPECT_IN')];
  it.each([
    [0, home, [50, 60], 'STOOD'],
    [49, home, [50, 60], 'NOT'],
    [50, home, [50, 60], 'STOOD'],
    [60, home, [50, 60], 'STOOD'],
    [61, home, [50, 60], 'NOT'],
    [99, home, [50, 0], 'STOOD'],
    [40, home, [0, 60], 'UNKNOWN'],
    [61, home, [0, 60], 'NOT'],
    [40, home, [0, 0], 'UNKNOWN'],
    [99, offence, [50, 60], 'STOOD'],
    [49, offence, [50, 60], 'NOT'],
    [99, offence, [0, 60], 'STOOD'],
    [40, offence, [0, 60], 'UNKNOWN'],
    [40, offence, [0, 0], 'UNKNOWN'],
  ] as const)('on day %i, kind %i, of %j: %s', (day, kind, days, standing) => {
    expect(standingOn(day, kind, days)).toBe(standing);
  });
});
