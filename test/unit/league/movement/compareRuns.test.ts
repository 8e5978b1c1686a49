import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../src/league/movement/compareRuns.ts';
import { besideOf, compared, role, START } from './start.ts';
import { runOf, type World } from './world.ts';

/** Causes by person, without those whom others moved. */
function causesAfter(change: (world: World) => World, from: World = START) {
  const { movements } = compared(from, change(from));
  return Object.fromEntries(
    movements
      .map(
        ({ personId, causes }) =>
          [
            personId,
            causes
              .filter(({ cause }) => cause !== 'OTHERS_MOVED')
              .map(({ cause, shareMicros, offenceIds }) => [cause, shareMicros, ...offenceIds]),
          ] as const,
      )
      .filter(([, causes]) => causes.length > 0),
  );
}

const withOffence = (id: string, change: object) => (world: World) =>
  ({ ...world, offences: { ...world.offences, [id]: { ...world.offences[id], ...change } } }) as World;

describe('why somebody moved between two runs', () => {
  it('is nothing where nothing changed', () => {
    expect(causesAfter((world) => world)).toEqual({});
  });

  it('is a new offence, reported after the earlier run', () => {
    const change = (world: World) => ({
      ...withOffence('s:o9', role('heavy', 101, { 's:c': 'NAMED' }))(world),
      day: 101,
    });
    expect(causesAfter(change)).toEqual({
      's:c': [['NEW_OFFENCE', 2_555_000_001, 's:o9']],
      's:a': [['LEFT_WINDOW', -10_416_667, 's:o2']],
    });
  });

  it('is a new offence that was reported before, and was not known then', () => {
    const late = { ...role('heavy', 80, { 's:c': 'NAMED' }), knownDay: 101 };
    expect(causesAfter(withOffence('s:o9', late))).toEqual({
      's:c': [['NEW_OFFENCE', 2_555_000_001, 's:o9']],
    });
  });

  it('is an offence that left the window', () => {
    expect(causesAfter((world) => ({ ...world, day: 101 }))).toEqual({
      's:a': [['LEFT_WINDOW', -10_416_667, 's:o2']],
    });
  });

  it('is a reclassification: other type, into scope, out of scope, and of an unknown harm that becomes known', () => {
    const heavy = { type: 'heavy', classedDay: 101 };
    expect(causesAfter(withOffence('s:o7', heavy))).toEqual({
      's:d': [['RECLASSIFIED', 2_544_583_334, 's:o7']],
    });
    expect(causesAfter(withOffence('s:o5', heavy))).toEqual({
      's:d': [['RECLASSIFIED', 2_555_000_001, 's:o5']],
    });
    const narrow = { ...START, types: ['heavy', 'stable'] };
    expect(causesAfter(withOffence('s:o7', heavy), narrow)).toEqual({
      's:d': [['RECLASSIFIED', 2_555_000_001, 's:o7']],
    });
    expect(causesAfter(withOffence('s:o3', { type: 'light' }), narrow)).toEqual({
      's:b': [['RECLASSIFIED', -182_250_003, 's:o3']],
    });
  });

  it('is another weight of the same type', () => {
    expect(causesAfter((world) => ({ ...world, edition: 'two' }))).toEqual({
      's:a': [['WEIGHT_CHANGED', -729_999_998 + 8_583_334, 's:o1', 's:o2']],
      's:b': [['WEIGHT_CHANGED', 8_583_334, 's:o4']],
      's:c': [['WEIGHT_CHANGED', 8_583_334, 's:o4']],
      's:d': [['WEIGHT_CHANGED', 8_583_334, 's:o7']],
    });
  });

  it('is an elimination, or that a suspect who was eliminated is one again', () => {
    expect(causesAfter(withOffence('s:o3', { roles: { 's:b': 'ELIMINATED' } }))).toEqual({
      's:b': [['ELIMINATED_OR_ACQUITTED', -182_250_003, 's:o3']],
    });
    expect(causesAfter(withOffence('s:o6', { roles: { 's:e': 'NAMED' } }))).toEqual({
      's:d': [['REINSTATED', 10_416_667, 's:o6']],
    });
  });

  it('is a merge, in which an offence that both had counts once', () => {
    const change = (world: World): World => ({ ...world, people: [['s:a'], ['s:b', 's:c'], ['s:d', 's:e']] });
    const { movements, turnover } = compared(START, change(START));
    const [kept, gone] = movements.filter(({ personId }) => personId === 's:b');
    expect(kept).toMatchObject({ rankBefore: 2, rankAfter: 2, changeMicros: 0, state: 'STAYED', causes: [] });
    expect(gone).toMatchObject({
      rankAfter: undefined,
      state: undefined,
      mergedInto: 's:b',
      causes: [{ cause: 'IDENTITY', shareMicros: -10_416_667, offenceIds: ['s:o4'] }],
    });
    expect(turnover).toMatchObject({ listedBefore: 2, listedAfter: 2, stayed: 2, jaccard: 1 });
  });

  it('is a merge or a split where harm goes to another person', () => {
    const merged = (world: World): World => ({ ...world, people: [['s:a', 's:b'], ['s:c'], ['s:d', 's:e']] });
    const whole = merged(START);
    const sum = 182_250_003 + 10_416_667;
    expect(compared(START, whole).movements[0]).toMatchObject({
      personId: 's:a',
      changeMicros: sum,
      causes: [{ cause: 'IDENTITY', shareMicros: sum, offenceIds: ['s:o3', 's:o4'] }],
    });
    expect(causesAfter(() => START, whole)).toEqual({
      's:a': [['IDENTITY', -sum, 's:o3', 's:o4']],
      's:b': [['IDENTITY', sum, 's:o3', 's:o4']],
    });
  });

  it('is a programme of other types, another window or other statuses', () => {
    expect(causesAfter((world) => ({ ...world, types: ['heavy', 'light', 'unknown'] }))).toEqual({
      's:b': [['PROGRAMME_CHANGED', -182_250_003, 's:o3']],
    });
    expect(causesAfter((world) => ({ ...world, windowDays: 60 }))).toEqual({
      's:c': [['PROGRAMME_CHANGED', 2_555_000_001, 's:o8']],
    });
    expect(causesAfter((world) => ({ ...world, windowDays: 30 }))).toEqual({
      's:a': [['PROGRAMME_CHANGED', -10_416_667, 's:o2']],
    });
    expect(causesAfter((world) => ({ ...world, excluded: [] }))).toEqual({
      's:d': [['PROGRAMME_CHANGED', 10_416_667, 's:o6']],
    });
    expect(causesAfter((world) => ({ ...world, excluded: ['ELIMINATED', 'CHARGED'] }))).toEqual({
      's:d': [['PROGRAMME_CHANGED', -10_416_667, 's:o7']],
    });
  });

  it('is a corrected fact where nothing else explains it, and says what rests on knowledge of now', () => {
    const gone = withOffence('s:o3', { roles: {} })(START);
    const lost = { cause: 'FACTS_CORRECTED', shareMicros: -182_250_003, offenceIds: ['s:o3'] };
    const [known] = compared(START, gone).movements.filter(({ personId }) => personId === 's:b');
    expect(known?.causes[0]).toEqual({ ...lost, asKnownNow: true });
    const [alone] = compareRuns(runOf(START, '1'), runOf(gone, '2')).movements.filter(
      ({ personId }) => personId === 's:b',
    );
    expect(alone?.causes[0]).toEqual({ ...lost, asKnownNow: false });
    const named = causesAfter(() => START, gone);
    expect(named).toEqual({ 's:b': [['FACTS_CORRECTED', 182_250_003, 's:o3']] });
  });

  it('is that others moved where the rank changed and the harm did not', () => {
    const { movements } = compared(START, withOffence('s:o7', { type: 'heavy', classedDay: 101 })(START));
    expect(movements.find(({ personId }) => personId === 's:b')).toMatchObject({
      rankBefore: 2,
      rankAfter: 3,
      rankChange: -1,
      state: 'LEFT',
      causes: [{ cause: 'OTHERS_MOVED', shareMicros: 0 }],
    });
  });

  it('is told apart from erased allegations, which leave the totals standing', () => {
    const run = runOf(START, 'before');
    const erased = { ...run, entries: run.entries.map((entry) => ({ ...entry, allegations: [] })) };
    const { movements } = compareRuns(erased, runOf({ ...START, day: 101 }, 'after'), {});
    for (const { causes, changeMicros } of movements)
      expect(causes.reduce((sum, { shareMicros }) => sum + shareMicros, 0)).toBe(changeMicros);
  });

  it('takes somebody who falls below the least number of offences with the rest of his allegations', () => {
    const least = (world: World) => {
      const run = runOf(world, 'r');
      const entries = run.entries.filter(({ offences }) => offences >= 2);
      return { ...run, programme: { ...run.programme, minOffences: 2 }, entries };
    };
    const { movements } = compareRuns(least(START), least({ ...START, day: 101 }), besideOf(START, START));
    const [a] = movements.filter(({ personId }) => personId === 's:a');
    expect(a?.causes.map(({ cause, offenceIds }) => [cause, ...offenceIds])).toEqual([
      ['LEFT_WINDOW', 's:o1', 's:o2'],
    ]);
  });
});

describe('the state of people on the list', () => {
  it('is NEW, STAYED, RETURNED or LEFT', () => {
    const change = withOffence('s:o7', { type: 'heavy', classedDay: 101 });
    const states = (listedEarlier: ReadonlySet<string>) =>
      Object.fromEntries(
        compareRuns(runOf(START, '1'), runOf(change(START), '2'), { listedEarlier }).movements.map(
          ({ personId, state }) => [personId, state],
        ),
      );
    const rest = { 's:a': 'STAYED', 's:b': 'LEFT', 's:c': undefined };
    expect(states(new Set())).toEqual({ ...rest, 's:d': 'NEW' });
    expect(states(new Set(['s:e']))).toEqual({ ...rest, 's:d': 'RETURNED' });
  });
});
