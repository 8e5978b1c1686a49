import { type Context, callOptions, scrubbed } from '../access/index.ts';
import { loader } from '../access/loader.ts';
import { normaliseCode } from './offenceCodes.ts';
import { findTypes, findWeight, listEditions } from './repository.ts';
import { type UnmatchedCode, unmatchedOffenceCodes } from './unmatchedCodes.ts';

const editions = (context: Context) =>
  loader(context, 'harmEditions', async (ids: readonly string[]) => {
    const rows = await listEditions(
      context.graph,
      context.caller.visible,
      callOptions(context, 'harmEditions'),
    );
    return ids.map((id) => rows.find((row) => row.id === id));
  });

const types = (context: Context) =>
  loader(context, 'offenceTypes', async (codes: readonly string[]) => {
    const rows = await findTypes(context.graph, codes, callOptions(context, 'offenceTypes'));
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return codes.map((code) => byCode.get(code));
  });

const editionField =
  <K extends string>(field: K) =>
  async (parent: { id: string } & { [key in K]?: unknown }, _args: unknown, context: Context) =>
    parent[field] ??
    ((await editions(context).load(parent.id)) as Record<string, unknown> | undefined)?.[field];

const typeField =
  <K extends string>(field: K) =>
  async (parent: { code: string } & { [key in K]?: unknown }, _args: unknown, context: Context) =>
    parent[field] ??
    ((await types(context).load(parent.code)) as Record<string, unknown> | undefined)?.[field];

export const resolvers = {
  Query: {
    harmEditions: (_root: unknown, _args: unknown, context: Context) =>
      listEditions(context.graph, context.caller.visible, callOptions(context, 'harmEditions')),
    harmWeight: async (_root: unknown, args: { edition: string; offenceCode: string }, context: Context) => {
      const key = {
        edition: args.edition,
        code: normaliseCode(args.offenceCode),
        visible: context.caller.visible,
      };
      const weight = await findWeight(context.graph, key, callOptions(context, 'harmWeight'));
      return (
        weight && {
          ...weight,
          edition: { id: weight.edition },
          offenceType: { code: weight.code },
          titledWeights: weight.titled,
        }
      );
    },
    unmatchedOffenceCodes: (_root: unknown, args: { first: number; after?: string }, context: Context) =>
      unmatchedOffenceCodes(
        context.graph,
        { ...args, visible: context.caller.visible },
        callOptions(context, 'unmatchedOffenceCodes'),
      ),
  },
  UnmatchedCode: {
    title: ({ title, offenceIds }: UnmatchedCode, _args: unknown, context: Context) =>
      scrubbed(
        context,
        offenceIds.map((offence) => ({ offence })),
        title,
      ),
  },
  HarmEdition: Object.fromEntries(
    [
      'name',
      'publisher',
      'date',
      'unit',
      'licence',
      'source',
      'complete',
      'weights',
      'provisionalWeights',
    ].map((field) => [field, editionField(field)]),
  ),
  OffenceType: Object.fromEntries(
    ['title', 'group', 'subgroup', 'countCode'].map((field) => [field, typeField(field)]),
  ),
};
