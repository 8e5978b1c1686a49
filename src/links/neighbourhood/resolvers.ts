import type { Context } from '../../access/index.ts';
import { KIND_BITS, REVERSED } from '../adjacency/Adjacency.ts';
import { dayText } from '../adjacency/days.ts';
import { LINK_KINDS } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOf, stepBy } from '../shown/evidenceOf.ts';
import { shownNode } from '../shown/shownNode.ts';
import type { Expanded, Neighbour } from './expand.ts';
import { findNeighbourhood } from './findNeighbourhood.ts';
import type { NeighbourhoodOptions } from './neighbourhoodOptions.ts';

interface ExpansionParent {
  readonly sight: Sight;
  readonly expanded: Expanded;
}
interface LinkParent {
  readonly sight: Sight;
  readonly state: number;
  readonly neighbour: Neighbour;
}

const linksOf = (sight: Sight, state: number, neighbours: readonly Neighbour[]): readonly LinkParent[] =>
  neighbours.map((neighbour) => ({ sight, state, neighbour }));

/** What `Neighbourhood` and `Expansion` both say of a node that was expanded. */
const expansion = (sight: Sight, { state, counts, links, undated }: Expanded) => ({
  counts: counts.map(({ kind, undatedShown, ...count }) => ({
    ...count,
    kind: LINK_KINDS[kind],
    leftOut: count.total - count.shown,
    undatedLeftOut: count.undated - undatedShown,
  })),
  links: linksOf(sight, state, links),
  undatedLinks: linksOf(sight, state, undated),
});

/** The states at the start and the end of the relationship. */
function endsOf({ sight, state, neighbour }: LinkParent): readonly [number, number] {
  const reversed = ((sight.adjacency.kind[neighbour.halves[0] ?? 0] ?? 0) & REVERSED) !== 0;
  return reversed ? [neighbour.state, state] : [state, neighbour.state];
}

/** Links that lie in both directions between the two, as ties may, are steps of their own. */
async function evidence(context: Context, { sight, state, neighbour }: LinkParent) {
  const { kind } = sight.adjacency;
  const directions = [0, REVERSED].map((direction) =>
    neighbour.halves.filter((half) => ((kind[half] ?? 0) & REVERSED) === direction),
  );
  const found = directions
    .filter((halves) => halves.length > 0)
    .map((halves) => evidenceOf(context, stepBy(sight, state, halves, neighbour.state)));
  return (await Promise.all(found)).flat();
}

export const neighbourhood = {
  Query: {
    neighbourhood: async (
      _root: unknown,
      args: { id: string; options?: NeighbourhoodOptions | null },
      context: Context,
    ) => {
      const { sight, own, further, notExpanded, reason } = await findNeighbourhood(context, {
        id: args.id,
        options: args.options ?? {},
      });
      return {
        reason,
        notExpanded,
        node: own === undefined ? null : await shownNode(context, sight, own.state),
        ...(own === undefined ? { counts: [], links: [], undatedLinks: [] } : expansion(sight, own)),
        further: further.map((expanded) => ({ sight, expanded })),
      };
    },
  },
  Expansion: {
    node: ({ sight, expanded }: ExpansionParent, _args: unknown, context: Context) =>
      shownNode(context, sight, expanded.state),
    counts: ({ sight, expanded }: ExpansionParent) => expansion(sight, expanded).counts,
    links: ({ sight, expanded }: ExpansionParent) => expansion(sight, expanded).links,
    undatedLinks: ({ sight, expanded }: ExpansionParent) => expansion(sight, expanded).undatedLinks,
  },
  NeighbourLink: {
    id: async (parent: LinkParent, _args: unknown, context: Context) => {
      const { sight, neighbour } = parent;
      const bits = sight.adjacency.kind[neighbour.halves[0] ?? 0] ?? 0;
      const kind = LINK_KINDS[bits & KIND_BITS] ?? '';
      const ends = await Promise.all(endsOf(parent).map((state) => shownNode(context, sight, state)));
      const ids = ends.map(({ id }) => id);
      // A tie has no direction of its own.
      return [kind, ...(kind === 'TIED_TO' ? ids.sort() : ids)].join('|');
    },
    kind: ({ neighbour }: LinkParent) => LINK_KINDS[neighbour.kind],
    from: (parent: LinkParent, _args: unknown, context: Context) =>
      shownNode(context, parent.sight, endsOf(parent)[0]),
    to: (parent: LinkParent, _args: unknown, context: Context) =>
      shownNode(context, parent.sight, endsOf(parent)[1]),
    firstDay: ({ neighbour }: LinkParent) => dayText(neighbour.first),
    lastDay: ({ neighbour }: LinkParent) => dayText(neighbour.last),
    evidence: (parent: LinkParent, _args: unknown, context: Context) => evidence(context, parent),
  },
};
