import { describe, expect, it } from 'vitest';
import { allegationsOf } from '../../../src/links/dossier/allegations.ts';
import type { Exhibit } from '../../../src/links/dossier/exhibits.ts';
import { gapsOf, type Known } from '../../../src/links/dossier/gaps.ts';
import { inForce } from '../../../src/links/dossier/inForce.ts';
import type { AllegationRow, CustodyRow, HomeRow } from '../../../src/links/dossier/repository.ts';

const TODAY = '2024-03-31';
const base = { personId: 's:A', importId: 'i1' } as const;
const home = (from: string | null, to: string | null, statedOn: string | null): HomeRow => ({
  ...{ ...base, locationId: 's:L', recordId: 's:A', from, to, statedOn },
});
const role = (
  offenceId: string,
  status: string | null,
  more: Partial<AllegationRow> = {},
): AllegationRow => ({
  ...{ ...base, offenceId, recordId: 's:A', status, since: null, reportedOn: '2024-01-10', outcome: null },
  ...more,
});
const exhibit = (more: Partial<Exhibit>): Exhibit => ({
  ...{ importId: 'i1', exhibitId: 's:X', offenceId: 's:O', matched: [], submittedOn: null, resultOn: null },
  ...{ result: null, ...more },
});
const held = (arrestedAt: string | null, ...offenceIds: string[]): CustodyRow => ({
  ...{ ...base, custodyId: 's:C', recordIds: ['s:A'], arrestedAt, releasedAt: null, offenceIds },
});

/** Of somebody of whom nothing else is missing. */
const gaps = (known: Partial<Known> = {}) =>
  gapsOf(
    {
      ...{ personId: 's:A', bornOn: '1990', allegations: [], custody: [], exhibits: [] },
      homes: [home('2023-12-01', null, '2024-03-01')],
      identifiers: [{ ...base, identifierId: 'PHONE:1', recordId: 's:A', raw: '1', from: null, to: null }],
      ...known,
    },
    TODAY,
  ).map(({ kind, state, since }) => [kind, state, since]);

describe('gaps of a nominal', () => {
  it('are none where everything is there', () => expect(gaps()).toEqual([]));

  it.each<[string, readonly HomeRow[], readonly unknown[]]>([
    ['no address at all', [], [['NO_ADDRESS', 'MISSING', undefined]]],
    [
      'one that begins later',
      [home('2024-05-01', null, '2024-03-01')],
      [['NO_ADDRESS', 'MISSING', undefined]],
    ],
    [
      'one that ended a year and a day ago',
      [home(null, '2023-03-30', null)],
      [['NO_ADDRESS', 'MISSING', '2023-03-30']],
    ],
    ['one that ended a year ago', [home(null, '2023-03-31', null)], []],
    [
      'one without an end that was stated long ago',
      [home('2019-01-01', null, '2020-01-01')],
      [['NO_ADDRESS', 'UNKNOWN', '2020-01-01']],
    ],
    ['one without any day', [home(null, null, null)], [['NO_ADDRESS', 'UNKNOWN', undefined]]],
    [
      'an old one and one stated lately',
      [home(null, '2001-01-01', null), home(null, null, '2024-01-01')],
      [],
    ],
  ])('tell of %s', (_what, homes, expected) => {
    expect(gaps({ homes })).toEqual(expected);
  });

  it('tell of no identifier and no birth date', () => {
    expect(gaps({ identifiers: [], bornOn: null })).toEqual([
      ['NO_IDENTIFIER', 'MISSING', undefined],
      ['NO_BIRTH_DATE', 'MISSING', undefined],
    ]);
  });

  it.each<[Partial<Exhibit>, readonly unknown[]]>([
    [{ submittedOn: '2024-02-01' }, [['EXHIBIT_WITHOUT_RESULT', 'MISSING', '2024-02-01']]],
    [{ result: 'PENDING' }, [['EXHIBIT_WITHOUT_RESULT', 'MISSING', undefined]]],
    [{}, [['EXHIBIT_WITHOUT_RESULT', 'UNKNOWN', undefined]]],
    [
      { submittedOn: '2024-02-01', resultOn: '2024-02-05' },
      [['EXHIBIT_WITHOUT_RESULT', 'UNKNOWN', '2024-02-01']],
    ],
    [{ submittedOn: '2024-02-01', result: 'NO_HIT' }, []],
    [{ result: 'HIT' }, []],
  ])('tell of an exhibit that waits: %j', (more, expected) => {
    expect(gaps({ exhibits: [exhibit(more)] })).toEqual(expected);
  });

  it('tell of no exhibit of an offence of which the person was cleared', () => {
    const exhibits = [exhibit({ submittedOn: '2024-02-01' })];
    for (const [status, there] of [
      ['ELIMINATED', 0],
      ['ACQUITTED', 0],
      ['NAMED', 1],
    ] as const)
      expect(gaps({ exhibits, allegations: allegationsOf([role('s:O', status)]) })).toHaveLength(there);
  });

  const HIT = { result: 'HIT', matched: ['s:A'], resultOn: '2024-02-10' } as const;
  const MISSING = [['HIT_WITHOUT_ARREST', 'MISSING', '2024-02-10']];
  it.each<[string, Partial<Exhibit>, string | null, readonly CustodyRow[], readonly unknown[]]>([
    ['nothing', HIT, 'NAMED', [], MISSING],
    ['custody before it', HIT, null, [held('2024-02-09T23:59', 's:O')], MISSING],
    ['custody for something else', HIT, null, [held('2024-02-11T01:00', 's:O2')], MISSING],
    ['custody on the day', HIT, null, [held('2024-02-10T01:00', 's:O')], []],
    ['custody for what is not stated', HIT, null, [held('2024-02-11T01:00')], []],
    [
      'custody without a day',
      HIT,
      null,
      [held(null, 's:O')],
      [['HIT_WITHOUT_ARREST', 'UNKNOWN', '2024-02-10']],
    ],
    ['a charge', HIT, 'CHARGED', [], []],
    ['an acquittal', HIT, 'ACQUITTED', [], []],
    [
      'custody, where the result has no day',
      { ...HIT, resultOn: null },
      null,
      [held('2024-02-11T01:00', 's:O')],
      [['HIT_WITHOUT_ARREST', 'UNKNOWN', undefined]],
    ],
    ['nothing, where it was matched to somebody else', { ...HIT, matched: [] }, null, [], []],
  ])('tell of a match that was followed by %s', (_what, more, status, custody, expected) => {
    const allegations = allegationsOf([role('s:O', status)]);
    expect(gaps({ allegations, custody, exhibits: [exhibit(more)] })).toEqual(expected);
  });

  it.each([
    ['VICTIM_WITHDREW', null, true],
    ['Outcome 16: victim does not support further action', 'NAMED', true],
    ['VICTIM_WITHDREW', 'CHARGED', false],
    ['UNDER_INVESTIGATION', null, false],
    [null, null, false],
  ])('tell of a victim by the outcome %s and the status %s', (outcome, status, there) => {
    const allegations = allegationsOf([role('s:O', status, { outcome })]);
    expect(gaps({ allegations })).toEqual(there ? [['VICTIM_WITHDREW', 'UNKNOWN', '2024-01-10']] : []);
  });

  it('stand by kind, the longest open first, and say what they rest on', () => {
    const found = gapsOf(
      {
        ...{ personId: 's:A', bornOn: '1990', homes: [home(null, null, TODAY)], custody: [] },
        ...{ identifiers: [], allegations: allegationsOf([role('s:O', null, { outcome: 'withdrawn' })]) },
        exhibits: [
          exhibit({ exhibitId: 's:X1', submittedOn: '2024-02-01' }),
          exhibit({ exhibitId: 's:X2', submittedOn: '2023-02-01' }),
          exhibit({ exhibitId: 's:X3', result: 'PENDING' }),
        ],
      },
      TODAY,
    );
    expect(found.map(({ kind, exhibitId }) => [kind, exhibitId])).toEqual([
      ['NO_IDENTIFIER', undefined],
      ['EXHIBIT_WITHOUT_RESULT', 's:X2'],
      ['EXHIBIT_WITHOUT_RESULT', 's:X1'],
      ['EXHIBIT_WITHOUT_RESULT', 's:X3'],
      ['VICTIM_WITHDREW', undefined],
    ]);
    expect(found.at(-1)?.restsOn).toMatchObject([{ source: 's', recordId: 's:A', offence: { id: 's:O' } }]);
    expect(found[1]?.restsOn).toMatchObject([{ source: 's', recordId: null, from: '2023-02-01' }]);
  });
});

describe('what a dossier shows', () => {
  it('counts the furthest along of several records', () => {
    const rows = [
      role('s:O', 'ELIMINATED'),
      role('s:O', null),
      role('s:O', 'ARRESTED'),
      role('s:P', 'ACQUITTED'),
    ];
    expect(allegationsOf(rows).map(({ offenceId, status }) => [offenceId, status])).toEqual([
      ['s:O', 'ARRESTED'],
      ['s:P', 'ACQUITTED'],
    ]);
  });

  it('puts undated offences last', () => {
    const on = (offenceId: string, reportedOn: string | null) => role(offenceId, null, { reportedOn });
    const ids = allegationsOf([on('s:a', null), on('s:b', '2020-01-01'), on('s:c', '2021-01-01')]);
    expect(ids.map(({ offenceId }) => offenceId)).toEqual(['s:c', 's:b', 's:a']);
  });

  it.each([
    ['2024-01-01', '2024-12-31', true],
    ['2024-03-31', '2024-03-31', true],
    ['2024-04-01', null, false],
    [null, '2024-03-30', false],
    [null, null, undefined],
  ])('says of an order from %s to %s whether it is in force', (from, to, expected) => {
    expect(inForce({ from, to }, TODAY)).toBe(expected);
  });
});
