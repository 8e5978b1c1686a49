import type { CallOptions, Graph } from '../../graph/index.ts';
import { listWeights } from '../repository.ts';

/** What one kind of offence weighs in an edition, with its bounds, in millionths of a day. */
export type Weight = Omit<Awaited<ReturnType<typeof listWeights>>[number], 'code' | 'titleKey'>;

/** The weights of an edition, by "code|folded title" and "code|". */
export type Weights = ReadonlyMap<string, Weight>;

export async function readWeights(graph: Graph, edition: string, options?: CallOptions): Promise<Weights> {
  const rows = await listWeights(graph, edition, options);
  return new Map(rows.map(({ code, titleKey, ...weight }) => [`${code}|${titleKey}`, weight]));
}

/**
 * How an edition weighs an allegation: by its code and title, else by its code, as the league's own query does.
 * @returns undefined where the edition has no weight and the harm is unknown
 */
export const weightOf = (
  weights: Weights,
  { typeCode, titleKey }: { readonly typeCode?: string | null; readonly titleKey?: string | null },
): Weight | undefined => weights.get(`${typeCode}|${titleKey ?? ''}`) ?? weights.get(`${typeCode}|`);
