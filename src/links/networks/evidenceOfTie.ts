import type { Context } from '../../access/index.ts';
import { CLEARED, KIND_BITS } from '../adjacency/Adjacency.ts';
import { maskOf } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOf, type Step, stepBy } from '../shown/evidenceOf.ts';
import { STATED } from './projection/ProjectionQuestion.ts';

const DIRECT = maskOf(['SUSPECT_IN', 'USED', 'BY', 'WITH']);
const USED = maskOf(['USED']);
const PARTIES = maskOf(['BY', 'WITH']);
const TIED_TO = maskOf(['TIED_TO']);

/** What it rests on that a thing ties two people, or that a source says so. */
export async function evidenceOfTie(
  context: Context,
  sight: Sight,
  { a, b, thing }: { readonly a: number; readonly b: number; readonly thing: number },
) {
  const steps =
    thing === STATED
      ? stepsBetween(sight, a, b, TIED_TO)
      : [...stepsToThing(sight, a, thing), ...stepsToThing(sight, b, thing)];
  const distinct = new Map(steps.map((step) => [`${step.kind} ${step.start} ${step.end}`, step]));
  return (await Promise.all([...distinct.values()].map((step) => evidenceOf(context, step)))).flat();
}

/** Directly, or to an event by what the person used. */
function stepsToThing(sight: Sight, person: number, thing: number): readonly Step[] {
  const direct = stepsBetween(sight, person, thing, DIRECT);
  if (direct.length > 0) return direct;
  return [...new Set(linked(sight, person, USED).map(({ to }) => to))].flatMap((identifier) => {
    const last = stepsBetween(sight, identifier, thing, PARTIES);
    return last.length === 0 ? [] : [...stepsBetween(sight, person, identifier, USED), ...last];
  });
}

/** One step for each kind and direction of link between two states. */
function stepsBetween(sight: Sight, from: number, to: number, mask: number): readonly Step[] {
  const { kind } = sight.adjacency;
  const byKind = new Map<number, number[]>();
  for (const one of linked(sight, from, mask)) {
    if (one.to !== to) continue;
    const bits = (kind[one.half] ?? 0) & ~CLEARED;
    byKind.set(bits, [...(byKind.get(bits) ?? []), one.half]);
  }
  return [...byKind.values()].map((halves) => stepBy(sight, from, halves, to));
}

function linked(
  sight: Sight,
  from: number,
  mask: number,
): readonly { readonly half: number; readonly to: number }[] {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(from);
  const found = [];
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    if (((mask >>> ((kind[half] ?? 0) & KIND_BITS)) & 1) === 0) continue;
    const to = sight.follow(from, half);
    if (to >= 0) found.push({ half, to });
  }
  return found;
}
