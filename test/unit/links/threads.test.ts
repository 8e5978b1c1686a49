import { describe, expect, it } from 'vitest';
import { hoursAfter, londonTime } from '../../../src/config/index.ts';
import { allegationsOf } from '../../../src/links/dossier/allegations.ts';
import type { Exhibit } from '../../../src/links/dossier/exhibits.ts';
import type { CustodyRow, OrderRow } from '../../../src/links/dossier/repository.ts';
import { type Casework, type Thread, threadsOf } from '../../../src/links/threads/threads.ts';
import { byUrgency, mostUrgent } from '../../../src/links/threads/urgency.ts';

const NOW = '2024-03-31T12:00:00';
const base = { personId: 's:A', importId: 'i1' } as const;
const held = (arrestedAt: string | null, releasedAt: string | null): CustodyRow => ({
  ...{ ...base, custodyId: 's:C', recordIds: ['s:A'], offenceIds: ['s:O'], arrestedAt, releasedAt },
});
const order = (kind: string | null, from: string | null, to: string | null): OrderRow => ({
  ...{ ...base, orderId: 's:N', recordIds: ['s:A'], kind, from, to },
});
const exhibit = (more: Partial<Exhibit>): Exhibit => ({
  ...{ importId: 'i1', exhibitId: 's:X', offenceId: 's:O', matched: [], submittedOn: null, resultOn: null },
  ...{ result: null, ...more },
});
const threads = (of: Partial<Casework>) =>
  threadsOf({ allegations: [], custody: [], orders: [], exhibits: [], ...of }, NOW);
/** Kind, end, and whether something is unknown. */
const told = (of: Partial<Casework>) =>
  threads(of).map(({ kind, until, unknown }) => [kind, until, unknown !== undefined]);

describe('what waits about a person', () => {
  it.each<[string, CustodyRow, readonly unknown[]]>([
    [
      'a release to come',
      held('2024-03-30T10:00:00', '2024-04-02T10:00:00'),
      [['CUSTODY_ENDING', '2024-04-02T10:00:00', false]],
    ],
    ['a release in the last hour', held('2024-03-30T10:00:00', '2024-03-31T11:00:00'), []],
    ['a release in two months', held('2024-03-30T10:00:00', '2024-06-01T10:00:00'), []],
    // Summer time began in between: 24 hours later the clock says one hour more.
    [
      'an arrest of last night',
      held('2024-03-30T22:00:00', null),
      [['CUSTODY_ENDING', '2024-03-31T23:00:00', true]],
    ],
    ['an arrest of last week', held('2024-03-24T22:00:00', null), [['CUSTODY_ENDING', undefined, true]]],
    ['no day at all', held(null, null), [['CUSTODY_ENDING', undefined, true]]],
    ['an arrest to come', held('2024-04-24T22:00:00', null), []],
  ])('is custody with %s', (_what, row, expected) => {
    expect(told({ custody: [row] })).toEqual(expected);
  });

  it.each<[OrderRow, readonly unknown[]]>([
    [order('BAIL', '2024-03-01', '2024-04-28'), [['BAIL_ENDING', '2024-04-28', false]]],
    [order('BAIL', '2024-03-01', '2024-03-31'), [['BAIL_ENDING', '2024-03-31', false]]],
    [order('BAIL', '2024-03-01', '2024-04-29'), []],
    [order('BAIL', '2024-03-01', '2024-03-30'), []],
    [order('BAIL', '2024-04-01', '2024-04-02'), []],
    [order('BAIL', '2024-03-01', null), [['BAIL_ENDING', undefined, true]]],
    [order('BAIL', null, null), [['BAIL_ENDING', undefined, true]]],
    [order('BAIL', '2024-04-01', null), []],
    [order('SHPO', '2024-03-01', null), []],
    [order('DVPO', null, '2024-04-02'), [['ORDER_ENDING', '2024-04-02', false]]],
    [order(null, '2024-03-01', '2024-04-02'), [['ORDER_ENDING', '2024-04-02', false]]],
  ])('is the order %j', (row, expected) => {
    expect(told({ orders: [row] })).toEqual(expected);
  });

  it('are exhibits, as the gaps of a dossier are', () => {
    const HIT = exhibit({ result: 'HIT', matched: ['s:A'], resultOn: '2024-02-10' });
    expect(told({ exhibits: [HIT, exhibit({ submittedOn: '2024-01-01' }), exhibit({})] })).toEqual([
      ['HIT_WITHOUT_ARREST', undefined, false],
      ['EXHIBIT_WITHOUT_RESULT', undefined, false],
      ['EXHIBIT_WITHOUT_RESULT', undefined, true],
    ]);
    expect(told({ exhibits: [HIT], custody: [held('2024-02-11T10:00:00', '2024-02-12T10:00:00')] })).toEqual(
      [],
    );
    const allegations = allegationsOf([
      {
        ...base,
        offenceId: 's:O',
        recordId: 's:A',
        status: 'ELIMINATED',
        since: null,
        reportedOn: null,
        outcome: null,
      },
    ]);
    expect(told({ exhibits: [exhibit({ submittedOn: '2024-01-01' })], allegations })).toEqual([]);
  });

  it('rests on what states it', () => {
    const [custody] = threads({ custody: [held('2024-03-30T10:00:00', '2024-04-02T10:00:00')] });
    expect(custody).toMatchObject({ custodyId: 's:C', offenceId: 's:O', since: '2024-03-30T10:00:00' });
    expect(custody?.restsOn()).toMatchObject([
      { source: 's', recordId: 's:A', importId: 'i1', to: '2024-04-02T10:00:00' },
    ]);
  });
});

describe('the order of what waits', () => {
  it('is: soon, matches, later, exhibits, unknown; the oldest and the soonest first', () => {
    const thread = (id: string, more: Partial<Thread>): Thread => ({
      ...{ kind: 'EXHIBIT_WITHOUT_RESULT', what: '', restsOn: () => [], exhibitId: id, ...more },
    });
    const HIT = { kind: 'HIT_WITHOUT_ARREST' } as const;
    const expected = [
      [1, thread('over', { kind: 'CUSTODY_ENDING', until: '2024-03-31T01:00:00', unknown: 'charged?' })],
      [1, thread('soon', { kind: 'BAIL_ENDING', until: '2024-04-07' })],
      [2, thread('old match', { ...HIT, since: '2023-01-01' })],
      [2, thread('match', { ...HIT, since: '2024-01-01' })],
      [2, thread('match without a day', HIT)],
      [3, thread('later', { kind: 'ORDER_ENDING', until: '2024-04-08' })],
      [4, thread('old exhibit', { since: '2023-05-01' })],
      [4, thread('exhibit without a day', {})],
      [5, thread('unsure match', { ...HIT, since: '2022-01-01', unknown: 'days' })],
      [5, thread('bail without an end', { kind: 'BAIL_ENDING', unknown: 'end' })],
    ] as const;
    const listed = expected.map(([, one]) => ({ rank: 1, personId: 's:A', thread: one }));
    const sorted = byUrgency([...listed].reverse(), '2024-03-31');
    expect(sorted.map(({ urgency, thread: { exhibitId } }) => [urgency, exhibitId])).toEqual(
      expected.map(([urgency, { exhibitId }]) => [urgency, exhibitId]),
    );
  });

  it('is by rank among equals', () => {
    const thread: Thread = { kind: 'HIT_WITHOUT_ARREST', what: '', restsOn: () => [], since: '2024-01-01' };
    const of = (rank: number) => ({ rank, personId: `s:${rank}`, thread });
    expect(byUrgency([of(3), of(1), of(2)], '2024-03-31').map(({ rank }) => rank)).toEqual([1, 2, 3]);
  });

  it('is the same where few are held of many', () => {
    const day = (at: number) => `2024-03-${String(1 + (at % 28)).padStart(2, '0')}`;
    // Many are alike in all that the order looks at.
    const listed = Array.from({ length: 10_000 }, (_, at) => ({
      ...{ rank: at % 7, personId: `s:${at}` },
      thread: {
        ...{ kind: 'EXHIBIT_WITHOUT_RESULT' as const, what: '', restsOn: () => [] },
        ...{ exhibitId: 's:X', offenceId: `s:O${at}`, since: day(at * 31) },
      },
    }));
    const urgent = mostUrgent(200, '2024-03-31');
    for (const one of listed) urgent.add(one);
    expect(urgent.taken()).toEqual(byUrgency(listed, '2024-03-31').slice(0, 200));
  });
});

describe('wall time in London', () => {
  it('is an hour before or after across the change of summer time', () => {
    expect(londonTime(new Date('2024-07-01T12:00:00Z'))).toBe('2024-07-01T13:00:00');
    expect(hoursAfter('2024-01-01T12:00:00', 24)).toBe('2024-01-02T12:00:00');
    expect(hoursAfter('2024-03-30T12:00:00', 24)).toBe('2024-03-31T13:00:00');
    expect(hoursAfter('2024-10-26T12:00', 24)).toBe('2024-10-27T11:00:00');
  });
});
