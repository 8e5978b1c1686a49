import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Graph, recordChange, type Touched, touchedBetween } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
});
beforeEach(() =>
  rawCypher(
    graph,
    "MERGE (m:Marking {id: 'OFFICIAL'}) SET m.version = 0 WITH m MATCH (e:OutboxEvent) DELETE e",
  ),
);

const change = (touched: Touched) =>
  graph.transaction((tx) => recordChange(tx, { markings: ['OFFICIAL'], touched }));
const between = (from: number, to: number) =>
  touchedBetween(graph, new Map([['OFFICIAL', from]]), new Map([['OFFICIAL', to]]));
const ids = (prefix: string, number: number) => Array.from({ length: number }, (_, at) => `${prefix}${at}`);

describe('what changes of facts touched', () => {
  it('is told together, each thing once', async () => {
    await change({ persons: ['a', 'b'], offences: ['o'] });
    await change({});
    await change({ persons: ['b'], locations: ['l'], links: ['EVENT|e', 'RECORD|b', 'EVENT|e'] });
    expect(await between(0, 3)).toEqual({
      persons: expect.toSatisfy((found: string[]) => found.sort().join() === 'a,b'),
      offences: ['o'],
      locations: ['l'],
      links: expect.toSatisfy((found: string[]) => found.sort().join() === 'EVENT|e,RECORD|b'),
    });
    expect(await between(1, 2)).toEqual({ persons: [], offences: [], locations: [], links: [] });
    expect(await between(3, 3)).toEqual({});
  });

  it('is everything where one change touched more than 10,000 things, or several more than 20,000', async () => {
    await change({ persons: ids('p', 10_001) });
    expect(await between(0, 1)).toBe('everything');
    await change({ offences: ids('o', 10_000) });
    expect(await between(1, 2)).toMatchObject({ persons: [] });
    await change({ offences: ids('o', 10_000) });
    await change({ persons: ['p'] });
    expect(await between(1, 4)).toBe('everything');
  });

  it('is every link where too many were touched, whatever else is named', async () => {
    await change({ persons: ['a'], links: ids('EVENT|', 10_001) });
    await change({ persons: ['b'], links: 'everything' });
    await change({ links: ids('EVENT|', 10_000) });
    expect(await between(0, 1)).toEqual({ persons: ['a'], offences: [], locations: [], links: 'everything' });
    expect(await between(1, 2)).toMatchObject({ persons: ['b'], links: 'everything' });
    expect((await between(2, 3)) as object).toHaveProperty('links.length', 10_000);
    await change({ links: ids('ORDER|', 10_000) });
    await change({ persons: ['c'], links: ['EVENT|e'] });
    expect(await between(2, 5)).toMatchObject({ persons: ['c'], links: 'everything' });
  });

  it('is every link where an earlier version of the program wrote the note', async () => {
    await change({ persons: ['a'] });
    await rawCypher(graph, 'MATCH (e:OutboxEvent) REMOVE e.everyLink, e.linkIds');
    expect(await between(0, 1)).toMatchObject({ persons: ['a'], links: 'everything' });
  });

  it('is not known where a change is missing, too far back, or the numbers went back', async () => {
    await change({ persons: ['a'] });
    await change({ persons: ['b'] });
    await rawCypher(graph, "MATCH (e:OutboxEvent {id: 'facts/OFFICIAL/1'}) DELETE e");
    expect(await between(0, 2)).toBeUndefined();
    expect(await between(1, 2)).toMatchObject({ persons: ['b'] });
    expect(await between(0, 1_001)).toBeUndefined();
    expect(await between(2, 1)).toBeUndefined();
  });

  it('is kept for a thousand changes of each marking', async () => {
    await rawCypher(graph, "MATCH (m:Marking {id: 'OFFICIAL'}) SET m.version = 1000");
    await rawCypher(graph, "CREATE (:OutboxEvent {id: 'facts/OFFICIAL/1'})");
    await change({ persons: ['a'] });
    expect(await rawCypher(graph, 'MATCH (e:OutboxEvent) RETURN e.id AS id')).toEqual([
      { id: 'facts/OFFICIAL/1001' },
    ]);
  });
});
