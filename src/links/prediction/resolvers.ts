import type { Context } from '../../access/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOfWays } from '../shown/evidenceOfWays.ts';
import { shownById } from '../shown/shownById.ts';
import { shownNode } from '../shown/shownNode.ts';
import { type FoundLikely, findLikely } from './findLikely.ts';
import type { Measured } from './measure.ts';
import { TOO_MUCH } from './measuredIn.ts';
import { waysTo, waysToThing } from './sightTies.ts';
import { type Through, throughOf } from './through.ts';

interface Likely extends Pick<FoundLikely, 'sight' | 'graph'> {
  readonly person: number;
  readonly score: number;
  /** Who was asked for. */
  readonly of: number;
}
interface Shown {
  readonly sight: Sight;
  readonly through: Through;
  readonly of: number;
  readonly person: number;
}
type Args = Record<string, never>;

const waysOf = ({ sight, through: { kind, node } }: Shown, from: number) =>
  kind === 'PERSON'
    ? [...waysTo(sight, from, node), ...waysTo(sight, node, from)]
    : waysToThing(sight, from, node);

const measureOf = (measured: Measured | undefined) =>
  measured === undefined
    ? {
        measured: false,
        reason: TOO_MUCH,
        precision: [],
      }
    : {
        measured: measured.ours.auc !== null,
        ...{ reason: measured.reason, predictable: measured.predictable, hidden: measured.hiddenWhat },
        ...{ hiddenTies: measured.hiddenTies, reachable: measured.reachable },
        ...{ auc: measured.ours.auc, aucLow: measured.ours.aucLow, precision: measured.ours.precision },
      };

export const prediction = {
  Query: {
    likelyAssociates: async (
      _root: unknown,
      { personId, first }: { personId: string; first?: number | null },
      context: Context,
    ) => {
      const found = await findLikely(context, { personId, first: first ?? 20 });
      const { sight, graph, state: of } = found;
      return {
        reason: found.reason,
        found: found.found,
        people: found.people.map((one): Likely => ({ ...one, sight, graph, of })),
        measured: measureOf(found.measured),
      };
    },
  },
  LikelyAssociate: {
    person: ({ sight, person }: Likely, _args: Args, context: Context) =>
      shownById(context, sight.adjacency.idOf(person)),
    through: ({ sight, graph, person, of }: Likely) =>
      throughOf(graph, of, person).map((through): Shown => ({ sight, through, of, person })),
  },
  LikelyThrough: {
    node: ({ sight, through }: Shown, _args: Args, context: Context) =>
      shownNode(context, sight, through.node),
    adds: ({ through }: Shown) => through.adds,
    evidenceOfA: (shown: Shown, _args: Args, context: Context) =>
      evidenceOfWays(context, shown.sight, waysOf(shown, shown.of)),
    evidenceOfB: (shown: Shown, _args: Args, context: Context) =>
      evidenceOfWays(context, shown.sight, waysOf(shown, shown.person)),
  },
};
