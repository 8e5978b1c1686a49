import { type Context, callOptions } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import { groupBy } from '../../collections/groupBy.ts';
import { CLEARED, KIND_BITS, linksOf, REVERSED } from '../adjacency/Adjacency.ts';
import { LINK_KINDS, NODE_KINDS, PROTECTING } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { findEvidence } from './repository.ts';

/** One step of a walk, in the direction of its relationship. */
export interface Step {
  readonly kind: string;
  readonly start: string;
  readonly end: string;
  /** Records of persons that it was walked by. */
  readonly records: readonly string[];
  readonly offence: string | undefined;
  readonly report: string | undefined;
  /** The record is a victim's, witness's or reporter's, and is not shown. */
  readonly ofVictim: boolean;
}

/** What a step from one state to another rests on: every link of the kind between the two that may be walked. */
export function stepOf(sight: Sight, from: number, half: number, to: number): Step {
  const { adjacency, nodeOf } = sight;
  const bits = (adjacency.kind[half] ?? 0) & ~CLEARED;
  // Looked for from the end that has fewer links: the other may be a hub.
  return linksOf(adjacency, nodeOf(from)) <= linksOf(adjacency, nodeOf(to))
    ? stepBy(sight, from, halvesBetween(sight, from, bits, to), to)
    : stepBy(sight, to, halvesBetween(sight, to, bits ^ REVERSED, from), from);
}

/** The half links of a kind and direction that lead from one state to another. */
function halvesBetween(sight: Sight, from: number, bits: number, to: number): readonly number[] {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(from);
  const halves: number[] = [];
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1)
    if (((kind[half] ?? 0) & ~CLEARED) === bits && sight.follow(from, half) === to) halves.push(half);
  return halves;
}

/** The same for whoever knows the half links already. @param halves at least one, all of one kind and direction */
export function stepBy(sight: Sight, from: number, halves: readonly number[], to: number): Step {
  const { adjacency } = sight;
  const { kind, link, recordOfStart, recordOfEnd, nodeKind } = adjacency;
  const nodes = [sight.nodeOf(from), sight.nodeOf(to)] as const;
  const bits = kind[halves[0] ?? 0] ?? 0;
  const records = halves
    .flatMap((half) => [recordOfStart[link[half] ?? 0] ?? 0, recordOfEnd[link[half] ?? 0] ?? 0])
    .filter((place) => place > 0)
    .map((place) => adjacency.records[place] ?? '');
  const [first, last] = bits & REVERSED ? [nodes[1], nodes[0]] : nodes;
  const idOfKind = (wanted: string) => {
    const node = nodes.find((one) => NODE_KINDS[nodeKind[one] ?? 0] === wanted);
    return node === undefined ? undefined : adjacency.idOf(node);
  };
  return {
    kind: LINK_KINDS[bits & KIND_BITS] ?? '',
    start: adjacency.idOf(first),
    end: adjacency.idOf(last),
    records: [...new Set(records)],
    offence: idOfKind('OFFENCE'),
    report: idOfKind('INTELLIGENCE_REPORT'),
    ofVictim: ((PROTECTING >>> (bits & KIND_BITS)) & 1) === 1 || sight.isVictim(from) || sight.isVictim(to),
  };
}

const evidence = (context: Context) =>
  loader(context, 'evidence of links', async (steps: readonly Step[]) => {
    const { graph, caller } = context;
    const asked = steps.map(({ kind, start, end, records }, nth) => ({ nth, kind, start, end, records }));
    const rows = await findEvidence(
      graph,
      { steps: asked, visible: caller.visible },
      callOptions(context, 'links'),
    );
    const byStep = groupBy(rows, ({ nth }) => nth);
    return steps.map((step, nth) =>
      (byStep.get(nth) ?? []).map(({ recordId, importId, from, to, stated }) => ({
        source: (recordId ?? step.start).split(':')[0] ?? '',
        recordId: step.ofVictim ? null : recordId,
        importId,
        from,
        to,
        stated,
        offence: step.offence === undefined ? null : { id: step.offence },
        report: step.report === undefined ? null : { id: step.report },
      })),
    );
  });

export const evidenceOf = (context: Context, step: Step) => evidence(context).load(step);
