import type { Context } from '../../access/index.ts';
import { KIND_BITS } from '../adjacency/Adjacency.ts';
import type { Sight } from '../adjacency/Sight.ts';
import type { Walked } from '../adjacency/Walked.ts';
import { evidenceOf, stepOf } from './evidenceOf.ts';

/** The evidence of every step; links of one kind between the same two are one step. */
export async function evidenceOfWays(context: Context, sight: Sight, ways: readonly (readonly Walked[])[]) {
  const { kind } = sight.adjacency;
  const steps = new Map(
    ways.flat().map((step) => [`${step.from} ${(kind[step.half] ?? 0) & KIND_BITS} ${step.to}`, step]),
  );
  const found = [...steps.values()].map(({ from, half, to }) =>
    evidenceOf(context, stepOf(sight, from, half, to)),
  );
  return (await Promise.all(found)).flat();
}
