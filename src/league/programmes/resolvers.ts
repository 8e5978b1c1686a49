import { type Context, callOptions, touch } from '../../access/index.ts';
import { type League, leagueTotals } from '../table/computeLeague.ts';
import { entryOf } from '../table/resolvers.ts';
import { createProgramme, retireProgramme, updateProgramme } from './changeProgrammes.ts';
import type { ProgrammeInput } from './checkDefinition.ts';
import { dryRun } from './dryRun.ts';
import { type Programme, visibleProgrammes } from './programmes.ts';
import { listVersions } from './repository.ts';

const TOP = 10;

const changeOf = ({ caller, clock }: Context) => ({ caller, at: clock.now().toISOString() });

const topOf = (league: League) => league.entries.slice(0, TOP);

interface UpdateArguments {
  readonly id: string;
  readonly input: ProgrammeInput;
  readonly expectedVersion: number;
  readonly reason?: string | null;
}

export const resolvers = {
  Query: {
    programmes: (_root: unknown, { retired }: { retired?: boolean | null }, context: Context) =>
      visibleProgrammes(context.graph, context.caller, callOptions(context, 'programmes'), {
        retired: retired === true,
      }),
    programmeDryRun: async (_root: unknown, { input }: { input: ProgrammeInput }, context: Context) => {
      const options = callOptions(context, 'programmeDryRun');
      const league = await dryRun(context.graph, input, context.caller, options);
      touch(
        context,
        topOf(league).map(({ personId }) => personId),
      );
      return league;
    },
  },
  Mutation: {
    createProgramme: async (_root: unknown, { input }: { input: ProgrammeInput }, context: Context) => {
      const options = callOptions(context, 'createProgramme');
      const programme = await createProgramme(context.graph, input, changeOf(context), options);
      touch(context, [programme.id]);
      return programme;
    },
    updateProgramme: async (
      _root: unknown,
      { id, input, expectedVersion, reason }: UpdateArguments,
      context: Context,
    ) => {
      touch(context, [id]);
      const change = { ...changeOf(context), expectedVersion, reason };
      return updateProgramme(context.graph, id, input, change, callOptions(context, 'updateProgramme'));
    },
    retireProgramme: async (
      _root: unknown,
      { id, reason }: { readonly id: string; readonly reason: string },
      context: Context,
    ) => {
      touch(context, [id]);
      const options = callOptions(context, 'retireProgramme');
      return retireProgramme(context.graph, id, reason, changeOf(context), options);
    },
  },
  Programme: {
    edition: ({ edition }: Programme) => ({ id: edition }),
    historic: ({ historic }: Programme) => historic ?? true,
    versions: async ({ id, version }: Programme, _args: unknown, context: Context) => {
      if (version === 0) return [];
      const options = callOptions(context, 'programmeVersions');
      const versions = await listVersions(context.graph, id, context.caller.visible, options);
      return versions.map(({ content, ...rest }) => ({ ...rest, definition: content }));
    },
  },
  ProgrammeDryRun: {
    listed: (league: League) => league.entries.length,
    totals: leagueTotals,
    top: (league: League) => topOf(league).map(entryOf(league)),
  },
};
