import { type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { testGraph } from '../../support/graph.ts';
import { openRules } from '../../support/openRules.ts';
import { testAudit } from '../../support/testAudit.ts';

let graph: Graph;
let schema: GraphQLSchema;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  schema = await assembleSchema();
});

async function ask(source: string, roles: readonly string[] = ['analyst']) {
  const contextValue: Context = {
    caller: {
      subject: 'a.analyst',
      roles,
      teams: [],
      clearance: 'OFFICIAL',
      compartments: [],
      purpose: 'comparing two editions',
      visible: ['OFFICIAL'],
    },
    requestId: 'test',
    signal: new AbortController().signal,
    graph,
    clock: systemClock,
    rules: openRules,
    pseudonyms: {
      victim: () => 'V-NOBODY',
      forExport: () => ({ victim: () => 'V-NOBODY' }),
      erased: () => 'erased:nobody',
    },
    audit: testAudit(graph),
    touched: new Set(),
    standIns: new Map(),
    loaders: new Map(),
  };
  const { data, errors } = await graphql({ schema, source, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: errors?.map(({ message }) => message) };
}

describe('harm over GraphQL', () => {
  it('says what an offence weighs in an edition, of whom the weight is and how sure it is', async () => {
    const { data, errors } = await ask(`{
      harmWeight(edition: "cchi-public", offenceCode: "8/77") {
        days lowDays highDays basis provisional from source titledWeights
        edition { id name complete weights } offenceType { code title group countCode }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.harmWeight).toMatchObject({
      days: 365,
      lowDays: 365,
      highDays: 1277.5,
      basis: 'GUIDELINE',
      provisional: true,
      titledWeights: 0,
      edition: { id: 'cchi-public', complete: false, weights: 418 },
      offenceType: { code: '008/77', title: 'Intentional Strangulation (Serious Crime Act 2015)' },
    });
  });

  it('answers null where the harm is unknown', async () => {
    const { data } = await ask('{ harmWeight(edition: "cchi-public", offenceCode: "999/02") { days } }');
    expect(data).toEqual({ harmWeight: null });
  });

  it('lists the editions with how much of each is provisional', async () => {
    const { data } = await ask(
      '{ harmEditions { id name publisher date unit licence source complete weights provisionalWeights } }',
    );
    expect(data.harmEditions).toHaveLength(2);
    expect(data.harmEditions[0]).toMatchObject({ id: 'cchi-public', unit: 'days', provisionalWeights: 391 });
  });

  it('pages the queue of unmatched codes, for those who may read it', async () => {
    const query =
      '{ unmatchedOffenceCodes { edges { node { code title reason offences } } pageInfo { hasNextPage } } }';
    expect((await ask(query)).data.unmatchedOffenceCodes).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false },
    });
    expect((await ask(query, ['auditor'])).errors?.join()).toContain('unmatched:read');
  });
});
