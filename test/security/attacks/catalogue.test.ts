import {
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import { attack } from '../../support/attacker.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';

/** What somebody may filter and sort the generated catalogue by: nothing that is personal, free text, or a marking's neighbour. */
const FILTERABLE: Readonly<Record<string, readonly string[]>> = {
  CatalogueOffence: ['id', 'reportedOn'],
  CatalogueOffenceType: ['code', 'title', 'group', 'subgroup'],
};
/** Joins conditions; tells nothing by itself. */
const LOGIC = ['AND', 'OR', 'NOT'];
/** The caller may name a marking, but the caller's own markings are joined to it: of what is hidden it says nothing. */
const HARMLESS = ['marking'];

let schema: GraphQLSchema;
let target: TestService;
const inputs = (pattern: RegExp) =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLInputObjectType => isInputObjectType(type) && pattern.test(type.name),
  );

beforeAll(async () => {
  schema = await assembleSchema();
  const graph = await testGraph();
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'offences.csv': [
      'id,crime_number,reported_on,offence_title,marking',
      'O1,SEEN1,2023-06-01,Public title,',
      'O9,HIDDEN9,2023-06-20,Hidden title,SECRET',
    ],
  });
  // A kind of offence that is itself hidden, and one that hides behind an open offence.
  await rawCypher(
    graph,
    `MATCH (o:Offence {id: 'force:O1'})
     CREATE (o)-[:CLASSED_AS {marking: 'SECRET'}]->(:OffenceType {code: 'X9', title: 'Hidden kind', marking: 'SECRET'})`,
  );
  target = await testService(graph);
}, 120_000);

const ask = (query: string, roles?: readonly string[]) =>
  attack(target, { body: { query }, ...(roles && { roles }) });

describe('hole 1: a guarded field in a filter or an order', () => {
  it('is in no generated filter', () => {
    const wheres = inputs(/^Catalogue.*Where$/);
    expect(wheres.length).toBeGreaterThan(1);
    for (const type of wheres) {
      const owner = Object.keys(FILTERABLE).find((name) => type.name === `${name}Where`);
      const allowed = [
        ...LOGIC,
        ...HARMLESS,
        ...(owner === undefined ? ['node', 'edge'] : (FILTERABLE[owner] ?? [])),
      ];
      expect(
        Object.keys(type.getFields()).filter((name) => !allowed.includes(name)),
        type.name,
      ).toEqual([]);
    }
  });

  it('is in no generated order', () => {
    const sorts = inputs(/^Catalogue.*Sort$/);
    expect(sorts.length).toBeGreaterThan(1);
    for (const type of sorts) {
      const owner = Object.keys(FILTERABLE).find((name) => type.name === `${name}Sort`);
      const allowed = owner === undefined ? ['node', 'edge'] : (FILTERABLE[owner] ?? []);
      expect(
        Object.keys(type.getFields()).filter((name) => !allowed.includes(name)),
        type.name,
      ).toEqual([]);
    }
  });

  it('tells nothing of a hidden record by prefix, marking or order', async () => {
    for (const where of [
      '{ id: { startsWith: "force:O9" } }',
      '{ id: { contains: "O9" } }',
      '{ marking: { eq: "SECRET" } }',
      '{ marking: { startsWith: "S" } }',
      '{ NOT: { marking: { eq: "OFFICIAL" } } }',
      '{ OR: [{ id: { eq: "force:O9" } }, { marking: { in: ["SECRET"] } }] }',
      '{ reportedOn: { gt: "2023-06-10" } }',
    ])
      expect((await ask(`{ catalogueOffences(where: ${where}) { id } }`)).data, where).toEqual({
        catalogueOffences: [],
      });
    expect((await ask('{ catalogueOffences(sort: { reportedOn: DESC }) { id } }')).text).not.toContain('O9');
    expect(
      (await ask('{ catalogueOffencesConnection { totalCount edges { node { id } } } }')).data,
    ).toMatchObject({
      catalogueOffencesConnection: { totalCount: 1 },
    });
  });
});

describe('hole 2: a filter on a relationship asks about hidden nodes', () => {
  it('has no field in any filter', () => {
    for (const type of inputs(/^Catalogue.*Where$/))
      for (const field of Object.values(type.getFields())) {
        const of = getNamedType(field.type).name;
        expect(of, `${type.name}.${field.name}`).not.toMatch(/Relationship|ConnectionFilters|Aggregat/);
      }
  });

  it('is refused, and what is hidden is not reached through the relationship', async () => {
    for (const filter of [
      '{ type: { some: { title: { eq: "Hidden kind" } } } }',
      '{ typeConnection: { some: { node: { code: { eq: "X9" } } } } }',
      '{ type_SOME: { code: { eq: "X9" } } }',
    ])
      expect((await ask(`{ catalogueOffences(where: ${filter}) { id } }`)).code, filter).toBe('BAD_INPUT');
    expect((await ask('{ catalogueOffences { id type { code title } } }')).text).not.toMatch(/X9|Hidden/);
  });
});

describe('holes 3 and 4: @cypher passes by authorization', () => {
  it('has no field in the catalogue: every generated root field is one of a type that is filtered', () => {
    const roots = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) =>
      name.startsWith('catalogue'),
    );
    expect(roots.sort()).toEqual([
      'catalogueOffenceTypes',
      'catalogueOffenceTypesConnection',
      'catalogueOffences',
      'catalogueOffencesConnection',
    ]);
  });

  it('answers nobody who is not signed in, and nobody without the right', async () => {
    const query = '{ catalogueOffences { id } catalogueOffenceTypes { code } }';
    expect(await attack(target, { body: { query }, token: 'none' })).toMatchObject({
      status: 401,
      data: undefined,
    });
    for (const roles of [['administrator'], ['auditor'], []])
      expect((await ask(query, roles)).code).toBe('FORBIDDEN');
  });
});

describe('hole 5: rules of filter do not guard creation', () => {
  it('has nothing to guard: the catalogue has no mutation and no subscription', () => {
    const named = (type: 'Mutation' | 'Subscription') => {
      const found = schema.getType(type);
      return isObjectType(found) ? Object.values(found.getFields()) : [];
    };
    for (const field of [...named('Mutation'), ...named('Subscription')]) {
      expect(field.name).not.toMatch(/catalogue/i);
      for (const { type } of field.args) expect(getNamedType(type).name).not.toMatch(/^Catalogue/);
    }
  });
});

describe('hole 6: an anonymous list answers nothing in silence', () => {
  it('is a refusal with a code instead', async () => {
    const reply = await attack(target, {
      body: { query: '{ catalogueOffences { id } }' },
      headers: { authorization: '' },
    });
    expect(reply).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', data: undefined });
  });
});

describe('hole 7: "all of these compartments" cannot be written as a rule', () => {
  it('is one marking id for each node, in those that the caller sees: an unmarked node is seen by nobody', async () => {
    const graph = await testGraph();
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-06-30'),
      'offences.csv': [
        'id,reported_on,marking',
        'O1,2023-06-01,',
        'O2,2023-06-01,OFFICIAL/ALPHA;BRAVO',
        'O3,2023-06-01,',
      ],
    });
    await rawCypher(graph, "MATCH (o:Offence {id: 'force:O3'}) REMOVE o.marking");
    expect((await ask('{ catalogueOffences { id } }')).data).toEqual({
      catalogueOffences: [{ id: 'force:O1' }],
    });
  });
});
