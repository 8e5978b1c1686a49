import type { Context } from '../../access/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOf, type Step, stepOf } from '../shown/evidenceOf.ts';
import { namedHubs } from '../shown/namedHubs.ts';
import { shownNode } from '../shown/shownNode.ts';
import { findPaths } from './findPaths.ts';
import type { FoundPath, Searched } from './PathQuestion.ts';
import type { PathOptions } from './pathOptions.ts';
import { pathsToListed } from './pathsToListed.ts';

interface Shown {
  readonly sight: Sight;
  readonly path: FoundPath;
}
type StepParent = { readonly sight: Sight; readonly from: number; readonly to: number; readonly step: Step };

const hubsOf = (sight: Sight | undefined, { hubs }: Searched) =>
  sight === undefined ? [] : namedHubs(sight, hubs);

export const paths = {
  Query: {
    paths: async (
      _root: unknown,
      args: { from: string; to: string; options?: PathOptions | null },
      context: Context,
    ) => {
      const { sight, paths, searched, reason } = await findPaths(context, {
        ...args,
        options: args.options ?? {},
      });
      return {
        found: paths.length > 0,
        reason,
        paths: paths.map((path) => ({ sight, path })),
        hubsNotExpanded: hubsOf(sight, searched),
        truncated: searched.truncated,
      };
    },
    pathsToListed: async (
      _root: unknown,
      args: { personId: string; programme: string; options?: PathOptions | null },
      context: Context,
    ) => {
      const { sight, paths, searched, reason } = await pathsToListed(context, {
        ...args,
        options: args.options ?? {},
      });
      return {
        found: paths.length > 0,
        reason,
        paths: paths.map(({ rank, personId, path }) => ({
          rank,
          person: { id: personId },
          path: { sight, path },
        })),
        hubsNotExpanded: hubsOf(sight, searched),
        truncated: searched.truncated,
      };
    },
  },
  Path: {
    cost: ({ path }: Shown) => path.cost,
    length: ({ path }: Shown) => path.halves.length,
    steps: ({ sight, path }: Shown) =>
      path.halves.map((half, place): StepParent => {
        const [from, to] = [path.states[place] ?? 0, path.states[place + 1] ?? 0];
        // A half link that was walked from the other side is told by a negative number.
        const step = half >= 0 ? stepOf(sight, from, half, to) : stepOf(sight, to, -1 - half, from);
        return { sight, from, to, step };
      }),
  },
  PathStep: {
    from: ({ sight, from }: StepParent, _args: unknown, context: Context) => shownNode(context, sight, from),
    to: ({ sight, to }: StepParent, _args: unknown, context: Context) => shownNode(context, sight, to),
    kind: ({ step }: StepParent) => step.kind,
    evidence: ({ step }: StepParent, _args: unknown, context: Context) => evidenceOf(context, step),
  },
};
