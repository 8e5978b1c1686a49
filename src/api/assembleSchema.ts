import { readFileSync } from 'node:fs';
import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import {
  defaultFieldResolver,
  type GraphQLSchema,
  isScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { authorise, type Context, rightOf } from '../access/index.ts';
import { resolvers as access } from '../access/resolvers.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { resolvers as harm } from '../harm/resolvers.ts';
import { resolvers as league } from '../league/resolvers.ts';
import { resolvers as records } from '../records/resolvers.ts';
import { resolvers as search } from '../search/resolvers.ts';
import { buildCatalogue } from './catalogue.ts';

const DOMAINS = ['access', 'harm', 'league', 'records', 'search'] as const;

const BASE = `
type Query
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
  const typeDefs = [
    BASE,
    ...DOMAINS.map((domain) =>
      readFileSync(new URL(`../${domain}/${domain}.graphql`, import.meta.url), 'utf8'),
    ),
  ];
  const domains = makeExecutableSchema({
    typeDefs,
    // A second scalar of the same name would win the merge and make generated date filters find nothing, in silence.
    resolvers: [...(isScalarType(date) ? [{ Date: date }] : []), access, harm, league, records, search],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  const schema = mergeSchemas({ schemas: [catalogue, domains] });
  guard(schema);
  return schema;
}

/** Wraps each root field with the check of its right. */
function guard(schema: GraphQLSchema): void {
  for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {})) {
    const right = rightOf(`Query.${name}`);
    if (right === undefined)
      throw new LinchpinError('INTERNAL', `Query.${name} is not in the policy table (src/access/policy.ts).`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, context: Context, info) => {
      authorise(context.caller.roles, right);
      return resolve(root, args, context, info);
    };
  }
}

/** The text that is committed as `schema.graphql`. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
