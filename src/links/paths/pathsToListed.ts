import { type Context, callOptions } from '../../access/index.ts';
import { computeLeague } from '../../league/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { nodeFor } from '../nodeFor.ts';
import { beginTurn } from '../turns/Turn.ts';
import { noneSuch, reasonOf } from './findPaths.ts';
import { type FoundPath, newSearch, type Searched } from './PathQuestion.ts';
import { type PathOptions, readPathOptions } from './pathOptions.ts';
import { shortestPath } from './shortestPath.ts';

export interface FoundListed {
  readonly sight: Sight | undefined;
  readonly paths: readonly {
    readonly rank: number;
    readonly personId: string;
    readonly path: FoundPath;
  }[];
  readonly searched: Searched;
  readonly reason: string | undefined;
}

/**
 * The best connection of a nominal to each of those whom a programme's current table lists, the cheapest first.
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT naming the option, FORBIDDEN, UNAVAILABLE
 */
export async function pathsToListed(
  context: Context,
  request: { readonly personId: string; readonly programme: string; readonly options: PathOptions },
): Promise<FoundListed> {
  const { victims, alternatives: _one, ...asked } = readPathOptions(request.options, context);
  const { graph, caller, signal } = context;
  const options = callOptions(context, 'pathsToListed');
  const league = await computeLeague(graph, { programme: request.programme }, caller, options);
  const sight = await callersSight(context, victims, 'pathsToListed');
  const searched = newSearch();
  const source = await nodeFor(context, sight, request.personId);
  if (source === undefined) return { sight, paths: [], searched, reason: noneSuch(request.personId) };
  const paths = [];
  const turn = beginTurn(signal);
  let asking = 0;
  for (const { rank, personId } of league.entries) {
    const target = sight.adjacency.find('PERSON', personId);
    if (target === undefined || target === source || !sight.sees(target)) continue;
    asking += 1;
    const path = await shortestPath({ sight, ...asked }, [source, target], searched, turn);
    if (path !== undefined) paths.push({ rank, personId, path });
  }
  paths.sort(
    (a, b) => a.path.cost - b.path.cost || a.path.states.length - b.path.states.length || a.rank - b.rank,
  );
  return { sight, paths, searched, reason: reasonOf(paths.length, asking, asked, searched) };
}
