import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import {
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  isScalarType,
  Kind,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { resolvers as access } from '../access/resolvers.ts';
import { resolvers as harm } from '../harm/resolvers.ts';
import { resolvers as league } from '../league/resolvers.ts';
import { resolvers as links } from '../links/resolvers.ts';
import { resolvers as records } from '../records/resolvers.ts';
import { resolvers as retention } from '../retention/resolvers.ts';
import { resolvers as search } from '../search/resolvers.ts';
import { buildCatalogue } from './catalogue.ts';
import { guardFields } from './guardFields.ts';
import { holdListSizes } from './limits/holdListSizes.ts';

const DOMAINS = ['access', 'harm', 'league', 'links', 'records', 'retention', 'search'] as const;

const BASE = `
type Query
type Mutation
type Subscription
"A calendar day, written \`2023-06-30\`."
scalar Date
`;

/**
 * The one schema: the hand-written domains and the generated catalogue, merged. Every root field checks the caller's
 * right by the one policy table before it runs.
 * @throws LinchpinError INTERNAL for a root field that the policy table does not know
 */
export async function assembleSchema(): Promise<GraphQLSchema> {
  const catalogue = await buildCatalogue();
  const date = catalogue.getType('Date');
  if (isScalarType(date)) refuseDaysThatAreNone(date);
  const typeDefs = [BASE, ...DOMAINS.flatMap(sdlOf)];
  const domains = makeExecutableSchema({
    typeDefs,
    // A second scalar of the same name would win the merge and make generated date filters find nothing, in silence.
    resolvers: [
      ...(isScalarType(date) ? [{ Date: date }] : []),
      ...access,
      harm,
      ...league,
      ...links,
      ...records,
      retention,
      search,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  const schema = mergeSchemas({ schemas: [catalogue, domains] });
  holdListSizes(schema);
  guardFields(schema);
  return schema;
}

/** The generated scalar rolls 30 February over into March; a day that is none is an error. */
function refuseDaysThatAreNone(date: GraphQLScalarType): void {
  const { parseValue, parseLiteral } = date;
  const check = (text: unknown) => {
    if (typeof text === 'string' && parseStatedDay(text)) return;
    throw new GraphQLError('A Date is a day that exists, written 2023-06-30.', {
      extensions: { code: 'BAD_INPUT' },
    });
  };
  date.parseValue = (value) => {
    check(value);
    return parseValue(value);
  };
  date.parseLiteral = (node, variables) => {
    check(node.kind === Kind.STRING ? node.value : undefined);
    return parseLiteral(node, variables);
  };
}

function parseStatedDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
}

/** The schema language of a domain: every `.graphql` file in its folder and below. */
function sdlOf(domain: string): readonly string[] {
  const folder = fileURLToPath(new URL(`../${domain}`, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The text that is committed as `schema.graphql`. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
