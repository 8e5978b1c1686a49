import { describe, expect, it } from 'vitest';
import { comparedPeople } from '../../../../src/league/editions/comparedPeople.ts';
import { comparePair } from '../../../../src/league/editions/comparePair.ts';
import { editionTable } from '../../../../src/league/editions/EditionTable.ts';
import { typeDifferences } from '../../../../src/league/editions/typeDifferences.ts';
import type { Allegation } from '../../../../src/league/table/allegations.ts';

const DAY = 1_000_000;
/** Days by edition and kind; a kind that is absent has no weight. */
const DAYS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  sentencing: { rape: 2_000, assault: 300, stalking: 10 },
  served: { rape: 3_000, assault: 100, stalking: 400, new: 50 },
};
const allegation = (personId: string, typeCode: string, number: number): Allegation => ({
  personId,
  offenceId: `${personId}-${typeCode}-${number}`,
  typeCode,
  titleKey: null,
  micros: null,
  status: null,
  foundBy: null,
  reportedOn: '2023-06-01',
  occurredFrom: null,
  victimIds: [],
});
const many = (personId: string, typeCode: string, count: number) =>
  Array.from({ length: count }, (_, number) => allegation(personId, typeCode, number));
const ALLEGATIONS = [
  ...many('fighter', 'assault', 3),
  ...many('newcomer', 'new', 1),
  ...many('rapist', 'rape', 1),
  ...many('stalker', 'stalking', 4),
];
const table = (edition: string, size: number) =>
  editionTable({ excludedStatuses: [] }, ALLEGATIONS, {
    edition,
    size,
    weightOf: ({ typeCode }) => {
      const days = DAYS[edition]?.[typeCode ?? ''];
      const micros = (days ?? 0) * DAY;
      const bounds = { lowMicros: micros, highMicros: micros };
      const provisional = typeCode === 'rape';
      const weight = { code: typeCode ?? '', titleKey: '', micros, ...bounds, basis: 'OWN', provisional };
      return days === undefined ? undefined : weight;
    },
  });
const tables = (size: number) => [table('sentencing', size), table('served', size)] as const;

describe('one list under two editions', () => {
  it('lists the fighter by one and the stalker by the other', () => {
    const [one, other] = tables(2);
    expect(one.ranked.map(({ personId }) => personId)).toEqual(['rapist', 'fighter', 'stalker', 'newcomer']);
    expect(other.ranked.map(({ personId }) => personId)).toEqual([
      'rapist',
      'stalker',
      'fighter',
      'newcomer',
    ]);
    expect(comparePair(one, other)).toMatchObject({ one: 'sentencing', overlap: 1, jaccard: 1 / 3 });
  });

  it('correlates those of known harm under both, and counts the others beside', () => {
    const { listed, everybody } = comparePair(...tables(2));
    expect(listed).toMatchObject({ people: 3, peopleOfUnknownHarm: 0, spearman: 0.5 });
    expect(listed.kendallTauB).toBeCloseTo(1 / 3, 14);
    expect(everybody).toMatchObject({ people: 3, peopleOfUnknownHarm: 1 });
  });

  it('sums what is provisional and what has no weight, over the listed and over all', () => {
    const [one, other] = tables(2);
    expect(one.listed).toEqual({
      people: 2,
      allegations: 4,
      unknownHarm: 0,
      harmMicros: 2_900 * DAY,
      provisionalMicros: 2_000 * DAY,
    });
    expect(one.everybody).toMatchObject({ people: 4, allegations: 9, unknownHarm: 1 });
    expect(other.everybody).toMatchObject({ unknownHarm: 0, harmMicros: 4_950 * DAY });
  });

  it('puts first the kind whose share of the listed harm differs most, and last what is unknown', () => {
    const types = typeDifferences(tables(4));
    expect(types.map(({ typeCode }) => typeCode)).toEqual(['stalking', 'assault', 'rape', 'new']);
    expect(types[0]?.editions).toMatchObject([
      { allegations: 4, micros: 40 * DAY, share: 40 / 2_940 },
      { allegations: 4, micros: 1_600 * DAY, share: 1_600 / 4_950 },
    ]);
    expect(types[0]?.difference).toBeCloseTo(1_600 / 4_950 - 40 / 2_940, 14);
    expect(types.at(-1)).toMatchObject({
      difference: undefined,
      editions: [
        { allegations: 1, unknownHarm: 1, micros: undefined, share: undefined },
        { micros: 50 * DAY },
      ],
    });
  });

  it('says that a kind has no harm among the listed where nobody listed is suspected of it', () => {
    const stalking = typeDifferences(tables(2)).find(({ typeCode }) => typeCode === 'stalking');
    expect(stalking?.editions[0]).toMatchObject({ allegations: 0, micros: 0, share: 0 });
  });

  it('shows everybody listed by either, under both, by the rank of the first', () => {
    const people = comparedPeople(tables(2));
    expect(people.map(({ personId }) => personId)).toEqual(['rapist', 'fighter', 'stalker']);
    expect(people[2]?.places).toMatchObject([
      { edition: 'sentencing', rank: 3, listed: false, harmMicros: 40 * DAY },
      { edition: 'served', rank: 2, listed: true, harmMicros: 1_600 * DAY },
    ]);
    expect(people[0]?.places).toMatchObject([
      { provisionalMicros: 2_000 * DAY },
      { provisionalMicros: 3_000 * DAY },
    ]);
    expect(people[2]?.allegations[0]).toMatchObject({
      offenceId: 'stalker-stalking-0',
      editions: [
        { micros: 10 * DAY, share: 0.25 },
        { micros: 400 * DAY, share: 0.25 },
      ],
    });
  });
});
