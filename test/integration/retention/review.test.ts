import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { decideRetention, retentionDue } from '../../../src/retention/index.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

const LOW = ['OFFICIAL'];
const HIGH = ['OFFICIAL', 'SECRET'];
const TODAY = '2026-11-26';
const clock = { now: () => new Date(`${TODAY}T12:00:00Z`) };

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('f', '2026-06-30'),
    'persons.csv': [
      'id,full_name,status',
      'thief,Tom Thief,',
      'robber,Rob Robber,',
      'rapist,Ray Rapist,',
      'tagged,Tim Tagged,',
      'recent,Rick Recent,',
      'undated,Una Undated,',
      'nobody,Nora Nobody,',
      'inside,Ian Inside,IN_CUSTODY',
      'victim,Vera Victim,',
      'covert,Cas Covert,',
    ],
    'offences.csv': [
      'id,offence_code,reported_on,marking',
      'theft,49,2015-03-04,',
      'robbery,34B,2014-03,',
      'rape,19C,2013-01-01,',
      'new,49,2026-05-01,',
      'when,49,,',
      'secret,49,2026-05-02,SECRET',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,status',
      'thief,theft,SUSPECT,NAMED',
      'robber,robbery,SUSPECT,CONVICTED',
      'rapist,rape,SUSPECT,NAMED',
      'recent,new,SUSPECT,CHARGED',
      'undated,when,SUSPECT,NAMED',
      'inside,theft,SUSPECT,CONVICTED',
      'victim,theft,VICTIM,',
      'covert,theft,SUSPECT,NAMED',
      'covert,secret,SUSPECT,NAMED',
    ],
    'orders.csv': ['id,person_id,kind,from,to', 'm1,tagged,MAPPA,2010-01-01,2011-01-01'],
  });
});
beforeEach(() => rawCypher(graph, 'MATCH (n:RetentionDecision) DETACH DELETE n'));

const due = (visible = LOW, question: object = {}) =>
  retentionDue(graph, { limit: 50, ...question }, { visible }, clock);
const told = (rows: Awaited<ReturnType<typeof due>>) =>
  rows.map(({ personId, group, dueOn }) => [personId.slice(2), group.id, dueOn ?? 'unknown']);
const keep = (by: string, visible: readonly string[], more: object = {}) =>
  decideRetention(
    graph,
    {
      personId: 'f:thief',
      decision: 'KEEP',
      reason: 'still of interest to the team',
      reviewOn: '2030-01-01',
      ...more,
    },
    { subject: by, visible },
    clock,
  );

describe('the list of what is due', () => {
  it('puts each nominal in the first group that fits and counts from the newest fact; unknown comes last', async () => {
    expect(told(await due())).toEqual(
      [
        ['covert', 'GROUP_4', '2021-03-04'],
        ['thief', 'GROUP_4', '2021-03-04'],
        ['tagged', 'GROUP_1', '2021-01-01'],
        ['rapist', 'GROUP_1', '2023-01-01'],
        ['robber', 'GROUP_2', '2024-03-31'],
        ['nobody', 'GROUP_4', 'unknown'],
        ['undated', 'GROUP_4', 'unknown'],
      ].sort((a, b) => `${a[2]}${a[0]}`.localeCompare(`${b[2]}${b[0]}`)),
    );
  });

  it('says why, what the newest fact is, and how many have no day', async () => {
    const rows = await due();
    const of = (id: string) => rows.find(({ personId }) => personId === `f:${id}`);
    expect(of('robber')).toMatchObject({
      because: 'suspect of 34B in f:robbery, CONVICTED',
      lastFact: { on: '2014-03-31', kind: 'OFFENCE', id: 'f:robbery' },
      undated: 0,
    });
    expect(of('tagged')?.because).toBe('bound by an order of kind MAPPA');
    expect(of('undated')).toMatchObject({ lastFact: null, undated: 1, because: 'fits no other group' });
  });

  it('is judged by what the caller sees: a hidden fact neither keeps somebody off it nor shows', async () => {
    const ids = async (visible: readonly string[]) =>
      (await due([...visible])).map(({ personId }) => personId);
    expect(await ids(LOW)).toContain('f:covert');
    expect(await ids(HIGH)).not.toContain('f:covert');
  });

  it('comes in pages that together are the whole, and by group', async () => {
    const whole = await due();
    const pages: string[] = [];
    for (let after: object | undefined; ; ) {
      const page = await due(LOW, { limit: 2, after });
      pages.push(...page.map(({ personId }) => personId));
      const last = page.at(-1);
      if (last === undefined) break;
      after = { dueOn: last.sortOn, personId: last.personId };
    }
    expect(pages).toEqual(whole.map(({ personId }) => personId));
    expect(told(await due(LOW, { group: 'GROUP_1' })).map(([id]) => id)).toEqual(['tagged', 'rapist']);
    await expect(due(LOW, { group: 'GROUP_9' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('the decision of a review', () => {
  it('to keep puts the next review off, and is shown with the person', async () => {
    await keep('s1', LOW);
    const ids = async (before: string) => (await due(LOW, { before })).map(({ personId }) => personId);
    expect(await ids(TODAY)).not.toContain('f:thief');
    expect(await ids('2030-01-01')).toContain('f:thief');
    const row = (await due(LOW, { before: '2030-01-01' })).find(({ personId }) => personId === 'f:thief');
    expect(row?.decisions.map(({ by, decision }) => [by, decision])).toEqual([['s1', 'KEEP']]);
  });

  it('without a day of review takes the interval of the group', async () => {
    expect((await keep('s1', LOW, { reviewOn: undefined })).reviewOn).toBe('2031-11-26');
  });

  it('is made once, however often it is asked for in the same words', async () => {
    const first = await keep('s1', LOW);
    expect(await keep('s1', LOW)).toEqual(first);
  });

  it('of somebody who has not seen the newest one is refused', async () => {
    const first = await keep('s1', LOW);
    await expect(keep('s2', LOW, { reason: 'no interest whatever' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const second = await keep('s2', LOW, { reason: 'no interest whatever', expected: first.id });
    expect(second.by).toBe('s2');
  });

  it('on what is secret is seen by nobody who does not see that', async () => {
    const review = { personId: 'f:covert', decision: 'KEEP', reason: 'needed for the operation' } as const;
    await decideRetention(graph, review, { subject: 's1', visible: HIGH }, clock);
    const row = (await due()).find(({ personId }) => personId === 'f:covert');
    expect(row?.decisions).toEqual([]);
    expect(row?.dueOn).toBe('2021-03-04');
  });

  it('is refused on a victim, on nobody, without a reason and for a day that has passed', async () => {
    for (const [more, code] of [
      [{ personId: 'f:victim' }, 'NOT_FOUND'],
      [{ personId: 'f:none' }, 'NOT_FOUND'],
      [{ reason: 'short' }, 'BAD_INPUT'],
      [{ reviewOn: TODAY }, 'BAD_INPUT'],
      [{ decision: 'ERASE' }, 'BAD_INPUT'],
    ] as const)
      await expect(keep('s1', LOW, more)).rejects.toMatchObject({ code });
  });
});
