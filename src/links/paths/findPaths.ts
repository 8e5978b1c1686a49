import type { Context } from '../../access/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { nodesFor } from '../nodeFor.ts';
import { beginTurn } from '../turns/Turn.ts';
import { bestPaths } from './bestPaths.ts';
import { type FoundPath, newSearch, type Searched } from './PathQuestion.ts';
import { type PathOptions, readPathOptions } from './pathOptions.ts';

/** Paths with what they were walked in, for whoever shows them. */
export interface FoundPaths {
  readonly sight: Sight | undefined;
  readonly paths: readonly FoundPath[];
  readonly searched: Searched;
  readonly reason: string | undefined;
}

const nothing = (reason: string): FoundPaths => ({
  sight: undefined,
  paths: [],
  searched: newSearch(),
  reason,
});

/**
 * The best connections between two things.
 * @throws LinchpinError BAD_INPUT naming the option, FORBIDDEN for victims joined without the right, UNAVAILABLE while
 * the graph is being read
 */
export async function findPaths(
  context: Context,
  { from, to, options }: { readonly from: string; readonly to: string; readonly options: PathOptions },
): Promise<FoundPaths> {
  const { victims, alternatives, ...asked } = readPathOptions(options, context);
  const { signal } = context;
  const sight = await callersSight(context, victims, 'paths');
  const [source, target] = await nodesFor(context, sight, [from, to]);
  if (source === undefined) return nothing(noneSuch(from));
  if (target === undefined) return nothing(noneSuch(to));
  if (source === target)
    return nothing('Both ids are those of one and the same; ask for two different things.');
  for (const [id, state] of [[from, source] as const, [to, target] as const])
    if (sight.degree(state) === 0) return nothing(`"${id}" has no link that you may see.`);
  const turn = beginTurn(signal);
  const { paths, searched } = await bestPaths({ sight, ...asked }, [source, target], alternatives, turn);
  return { sight, paths, searched, reason: reasonOf(paths.length, alternatives, asked, searched) };
}

export const noneSuch = (id: string) => `There is nothing with the id "${id}" that you may see.`;

/** What was searched, where less was found than asked for. */
export function reasonOf(
  found: number,
  wanted: number,
  asked: { readonly maxLength: number; readonly from: number; readonly to: number },
  { looked, hubs, undated, truncated }: Searched,
): string | undefined {
  if (found >= wanted && !truncated) return undefined;
  const what = found === 0 ? 'No path' : `No more than ${found} path${found === 1 ? '' : 's'}`;
  return [
    `${what} within ${asked.maxLength} links${asked.from > 0 || asked.to > 0 ? ' in that time' : ''}: ${looked} things were walked through.`,
    ...(hubs.size > 0 ? [`${hubs.size} hubs were not (includeHubs).`] : []),
    ...(undated > 0 ? ['Links without a date were left out.'] : []),
    ...(truncated ? ['The search was ended before everything was looked at.'] : []),
  ].join(' ');
}
