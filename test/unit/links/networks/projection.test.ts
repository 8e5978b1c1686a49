import { describe, expect, it } from 'vitest';
import { type Sight, sightOf } from '../../../../src/links/adjacency/Sight.ts';
import { countThings } from '../../../../src/links/networks/projection/countThings.ts';
import {
  type Projection,
  type ProjectionQuestion,
  STATED,
} from '../../../../src/links/networks/projection/ProjectionQuestion.ts';
import { type Projected, project } from '../../../../src/links/networks/projection/project.ts';
import { LEVEL, leastAccepted, validate } from '../../../../src/links/networks/projection/validate.ts';
import { surpriseOfCount } from '../../../../src/links/shared/surprise.ts';
import { built, tying, walkable } from '../plainModel.ts';
import { adjacencyOf, type PlainLink, randomWorld } from '../randomGraph.ts';

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Whether a dated link lies in a window; one without a date only where there is none. */
const lies = (link: PlainLink, { from, to }: Window) =>
  (from === 0 && to === 0) ||
  ((link.from !== 0 || link.to !== 0) &&
    (to === 0 || link.from === 0 || link.from <= to) &&
    (from === 0 || link.to === 0 || link.to >= from));

/** Two spans that the known days show to be apart. */
const apart = (one: PlainLink, other: PlainLink) => {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one];
  if (first.from === 0) {
    const begun = second.from;
    return begun > 0 && first.to > 0 && first.to < begun;
  }
  return first.to > 0 && first.to < second.from;
};

/** `A B thing` for each thing of two people. */
function plainTies(links: readonly PlainLink[], projection: Projection, window: Window): ReadonlySet<string> {
  const ties = new Set<string>();
  const inWindow = tying(links).filter((link) => lies(link, window));
  for (const one of inWindow) {
    if (projection === 'CONTACT' && one.kind === 'TIED_TO')
      ties.add([...[one.person, one.other].sort(), 'stated'].join(' '));
    for (const other of inWindow) {
      if (one.other !== other.other || one.kind !== other.kind || one.person >= other.person) continue;
      const pair = `${one.person} ${other.person} ${one.other}`;
      if (projection === 'CO_OFFENDING' && one.kind === 'SUSPECT_IN') ties.add(pair);
      if (projection === 'CONTACT' && one.kind === 'USED') {
        const uses = (person: string) =>
          inWindow.filter((use) => use.kind === 'USED' && use.person === person && use.other === one.other);
        if (uses(one.person).some((mine) => uses(other.person).some((theirs) => !apart(mine, theirs))))
          ties.add(pair);
      }
    }
  }
  return ties;
}

/** The people who are so many ties away at most. */
function plainReach(
  ties: ReadonlySet<string>,
  people: readonly string[],
  reach: number,
): ReadonlySet<string> {
  let within = new Set(people);
  for (let step = 0; step < reach; step += 1) {
    const next = new Set(within);
    for (const tie of ties) {
      const [a = '', b = ''] = tie.split(' ');
      if (within.has(a)) next.add(b);
      if (within.has(b)) next.add(a);
    }
    within = next;
  }
  return within;
}

const told = ({ adjacency }: Sight, { persons, a, b, thing }: Projected) =>
  Array.from(thing, (one, at) =>
    [
      adjacency.idOf(persons[a[at] ?? 0] ?? 0),
      adjacency.idOf(persons[b[at] ?? 0] ?? 0),
      one === STATED ? 'stated' : adjacency.idOf(one),
    ].join(' '),
  ).sort();

const WINDOWS: readonly Window[] = [
  { from: 0, to: 0 },
  { from: 30, to: 60 },
  { from: 0, to: 40 },
];

describe('the network of people', () => {
  it('has the ties that a plain model counts on random graphs, victims taking no part', async () => {
    const counted = { CO_OFFENDING: 0, CONTACT: 0 };
    let undated = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const world = randomWorld(seed, 10);
      const visible = seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL'];
      const sight = sightOf(adjacencyOf(world), visible, 'NONE');
      const links = walkable(world, visible);
      for (const projection of ['CO_OFFENDING', 'CONTACT'] as const)
        for (const window of WINDOWS) {
          const projected = await project({ sight, people: undefined, reach: 1, projection, ...window });
          const ties = told(sight, projected);
          expect([seed, projection, window, ties]).toEqual([
            seed,
            projection,
            window,
            [...plainTies(links, projection, window)].sort(),
          ]);
          counted[projection] += ties.length;
          undated += projected.undated;
        }
    }
    expect(Math.min(counted.CO_OFFENDING, counted.CONTACT, undated)).toBeGreaterThan(200);
  });

  it('goes as far from some people as is asked, and ties all whom it reaches', async () => {
    let grew = 0;
    for (let seed = 100; seed < 130; seed += 1) {
      const world = randomWorld(seed, 14);
      const sight = sightOf(adjacencyOf(world), ['OFFICIAL'], 'NONE');
      const links = walkable(world, ['OFFICIAL']);
      const people = ['P1', 'P2'].flatMap((id) => {
        const node = sight.adjacency.find('PERSON', id);
        return node !== undefined && sight.sees(node) ? [node] : [];
      });
      for (const projection of ['CO_OFFENDING', 'CONTACT'] as const)
        for (const reach of [0, 1, 2]) {
          const window = WINDOWS[seed % 3] ?? { from: 0, to: 0 };
          const projected = await project({ sight, people, reach, projection, ...window });
          const ids = people.map((node) => sight.adjacency.idOf(node));
          const all = plainTies(links, projection, window);
          const within = plainReach(all, ids, reach);
          expect(projected.persons.map((one) => sight.adjacency.idOf(one))).toEqual([...within].sort());
          const ties = [...all].filter((tie) => {
            const [a = '', b = ''] = tie.split(' ');
            return within.has(a) && within.has(b);
          });
          expect([seed, told(sight, projected)]).toEqual([seed, ties.sort()]);
          grew += within.size - people.length;
        }
    }
    expect(grew).toBeGreaterThan(50);
  });

  it('is the same in a world that never had what is hidden, what is validated as well', async () => {
    for (let seed = 300; seed < 330; seed += 1) {
      const world = randomWorld(seed, 10);
      const answers = [];
      for (const adjacency of [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')]) {
        const sight = sightOf(adjacency, ['OFFICIAL'], 'NONE');
        for (const projection of ['CO_OFFENDING', 'CONTACT'] as const) {
          const question = { sight, people: undefined, reach: 1, projection, from: 0, to: 0 };
          const projected = await project(question);
          const { tested, sharing, validated } = await validate(
            sight.adjacency,
            projected,
            await countThings(question),
          );
          answers.push([projection, told(sight, projected), tested, sharing, validated]);
        }
      }
      expect([seed, answers.slice(2)]).toEqual([seed, answers.slice(0, 2)]);
    }
  });

  it('ties people by calls of their phones on the day, by stops, and not by what many use', async () => {
    const users = Array.from(
      { length: 11 },
      (_, n) => ['USED', `PERSON u${n}`, 'IDENTIFIER office'] as const,
    );
    const crowd = Array.from({ length: 101 }, (_, n) => ['WITH', 'EVENT fair', `PERSON c${n}`] as const);
    const { sight, node: state } = built([
      ['USED', 'PERSON a', 'IDENTIFIER phoneA'],
      ['USED', 'PERSON before', 'IDENTIFIER phoneB', 1, 9],
      ['USED', 'PERSON b', 'IDENTIFIER phoneB', 10, 30],
      ['BY', 'EVENT call', 'IDENTIFIER phoneA', 20, 20],
      ['WITH', 'EVENT call', 'IDENTIFIER phoneB', 20, 20],
      ['BY', 'EVENT stop', 'PERSON c'],
      ['WITH', 'EVENT stop', 'PERSON a'],
      ...users,
      ['BY', 'EVENT ring', 'IDENTIFIER office'],
      ['WITH', 'EVENT ring', 'IDENTIFIER phoneA'],
      ...crowd,
    ]);
    const all = { sight, people: undefined, reach: 1, projection: 'CONTACT', from: 0, to: 0 } as const;
    const projected = await project(all);
    const ties = told(sight, projected);
    expect(ties.filter((tie) => !tie.endsWith(' office'))).toEqual(['a b call', 'a c stop']);
    expect(ties.filter((tie) => tie.endsWith(' office'))).toHaveLength(55);
    // The fair and the office.
    expect(projected.crowds).toBe(2);
    // What a person is asked for leads to the same as what is asked of everybody.
    const ofA = await project({ ...all, people: [state('PERSON a')] });
    expect(told(sight, ofA)).toEqual(['a b call', 'a c stop']);
    const early = await project({ ...all, from: 1, to: 5 });
    expect([told(sight, early), early.undated]).toEqual([[], expect.any(Number)]);
    expect(early.undated).toBeGreaterThan(100);
  });
});

describe('a network that is too large', () => {
  it('is not worked out in part: of everybody, or of one person who leads to too much', async () => {
    // 4,950 pairs in each of 102 offences of the same 100 people.
    const { sight, node: state } = built(
      Array.from({ length: 102 }, (_, offence) =>
        Array.from({ length: 100 }, (_, n) => ['SUSPECT_IN', `PERSON p${n}`, `OFFENCE o${offence}`] as const),
      ).flat(),
    );
    const all = { sight, people: undefined, reach: 1, projection: 'CO_OFFENDING', from: 0, to: 0 } as const;
    for (const people of [undefined, [state('PERSON p7')]]) {
      const { tooLarge, persons, thing } = await project({ ...all, people });
      expect([tooLarge, persons, thing.length]).toEqual([true, [], 0]);
    }
    const alone = await project({ ...all, people: [state('PERSON p7')], reach: 0 });
    expect([alone.tooLarge, alone.persons.length]).toEqual([false, 1]);
  });
});

describe('validated ties', () => {
  it('are those whose tail Benjamini and Hochberg accept among all pairs, counted again in full', async () => {
    let [kept, dropped] = [0, 0];
    for (let seed = 0; seed < 20; seed += 1) {
      const world = randomWorld(seed, 12);
      const partners = Array.from({ length: 12 }, (_, n) => n).flatMap((n) =>
        ['Pa', 'Pb'].map(
          (person): PlainLink => ({
            ...{ person, kind: 'SUSPECT_IN', other: `O9${n}`, record: `${person}/0`, marking: 'OFFICIAL' },
            ...{ from: 0, to: 0, ended: false },
          }),
        ),
      );
      const markings = new Map([...world.markings]);
      for (const id of ['Pa', 'Pb', ...partners.map(({ other }) => other)]) markings.set(id, 'OFFICIAL');
      const whole = { markings, links: [...world.links, ...partners] };
      const sight = sightOf(adjacencyOf(whole), ['OFFICIAL'], 'NONE');
      const question: ProjectionQuestion = {
        ...{ sight, people: undefined, reach: 1, projection: 'CO_OFFENDING', from: 0, to: 0 },
      };
      const projected = await project(question);
      const found = await validate(sight.adjacency, projected, await countThings(question));
      const plain = plainValidated(walkable(whole, ['OFFICIAL']), (id) =>
        projected.persons.some((one) => sight.adjacency.idOf(one) === id),
      );
      const ties = told(sight, projected).length;
      const chosen = told(sight, {
        ...projected,
        ...pick(projected, (at) => found.kept[at] === 1),
      });
      expect([
        seed,
        found.tested,
        new Set(chosen.map((tie) => tie.split(' ').slice(0, 2).join(' '))),
      ]).toEqual([seed, plain.tested, plain.validated]);
      expect(plain.validated).toContain('Pa Pb');
      kept += chosen.length;
      dropped += ties - chosen.length;
    }
    expect(Math.min(kept, dropped)).toBeGreaterThan(100);
  });

  it('keep what a source states without a test', async () => {
    const { sight } = built([
      ['TIED_TO', 'PERSON a', 'PERSON b'],
      ['USED', 'PERSON a', 'IDENTIFIER x'],
      ['USED', 'PERSON b', 'IDENTIFIER x'],
    ]);
    const question = { sight, people: undefined, reach: 1, projection: 'CONTACT', from: 0, to: 0 } as const;
    const projected = await project(question);
    const { kept, tested, validated } = await validate(
      sight.adjacency,
      projected,
      await countThings(question),
    );
    expect([told(sight, projected), [...kept].sort(), tested, validated]).toEqual([
      ['a b stated', 'a b x'],
      [0, 1],
      1,
      0,
    ]);
  });

  it('of no pair that is surprising enough: none', () => {
    expect(leastAccepted([1, 1, 0.5], 1_000)).toBe(Number.POSITIVE_INFINITY);
    // Of 100 tests the first is accepted at 0.0005, and so are two at 0.001.
    expect(leastAccepted([3.4, 1], 100)).toBe(3.4);
    expect(leastAccepted([3.1, 3.1, 1], 100)).toBe(3.1);
    expect(leastAccepted([3.1, 1], 100)).toBe(Number.POSITIVE_INFINITY);
  });
});

function plainValidated(links: readonly PlainLink[], isIn: (id: string) => boolean) {
  const things = new Map<string, Set<string>>();
  for (const { kind, person, other } of tying(links))
    if (kind === 'SUSPECT_IN') things.set(person, (things.get(person) ?? new Set()).add(other));
  const all = new Set([...things.values()].flatMap((own) => [...own])).size;
  const people = [...things.keys()].filter(isIn).sort();
  const pairs = people.flatMap((a, at) => people.slice(at + 1).map((b) => ({ a, b })));
  const tests = pairs.map(({ a, b }) => {
    const [mine, theirs] = [things.get(a) ?? new Set(), things.get(b) ?? new Set()];
    const both = [...mine].filter((thing) => theirs.has(thing)).length;
    return { pair: `${a} ${b}`, both, p: 10 ** -surpriseOfCount(all, mine.size, theirs.size, both) };
  });
  tests.sort((one, other) => one.p - other.p);
  let accepted = 0;
  for (const [at, { p }] of tests.entries())
    if (p <= ((at + 1) * LEVEL) / tests.length) accepted = Math.max(accepted, at + 1);
  const validated = tests.slice(0, accepted).filter(({ both }) => both > 0);
  return { tested: tests.length, validated: new Set(validated.map(({ pair }) => pair)) };
}

const pick = ({ a, b, thing }: Projected, isIn: (at: number) => boolean) => ({
  a: a.filter((_, at) => isIn(at)),
  b: b.filter((_, at) => isIn(at)),
  thing: thing.filter((_, at) => isIn(at)),
});
