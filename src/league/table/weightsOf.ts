import type { CallOptions, Graph } from '../../graph/index.ts';
import { listWeights } from '../repository.ts';
import type { Allegation } from './allegations.ts';

/** What one kind of offence weighs in an edition, with its bounds, in millionths of a day. */
export type EditionWeight = Awaited<ReturnType<typeof listWeights>>[number];
type Typed = Pick<Allegation, 'typeCode' | 'titleKey'>;

/**
 * How an edition weighs an allegation: by its code and title, else by its code, as the league's own query does;
 * undefined where the edition has no weight and the harm is unknown.
 */
export async function weightsOf(
  graph: Graph,
  edition: string,
  options?: CallOptions,
): Promise<(allegation: Typed) => EditionWeight | undefined> {
  const rows = await listWeights(graph, edition, options);
  const byKey = new Map(rows.map((row) => [`${row.code}|${row.titleKey}`, row]));
  return ({ typeCode, titleKey }) => {
    const titled = (titleKey ?? null) === null ? undefined : byKey.get(`${typeCode}|${titleKey}`);
    return titled ?? byKey.get(`${typeCode}|`);
  };
}
