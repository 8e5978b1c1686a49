import { type BundleFacts, type BundleReading, readFacts } from '../../ingest/index.ts';
import { graphOfTies, type Tie, type WeightedGraph } from './WeightedGraph.ts';

const FILES = ['associations.csv', 'involvements.csv', 'events.csv'] as const;
type Facts = BundleFacts<(typeof FILES)[number]>;

/** An offence or event that names more people ties nobody: who was at a fair does not know each other for that. */
const MOST_TOGETHER = 100;

export interface BundleNetwork {
  readonly source: string;
  readonly asOf: string | undefined;
  /** People with a tie; a weight is that of the associations plus 1 for each offence or event of both. */
  readonly graph: WeightedGraph;
  /** Offences and events of more than 100 people, which tie nobody. */
  readonly crowdsLeftOut: number;
}

/**
 * Who is tied to whom in a bundle: by an association, as suspects of one offence (neither eliminated nor acquitted) and
 * as people of one event. Whose a phone or a vehicle is, is not worked out.
 * @throws LinchpinError as `readFacts`
 */
export async function networkOfBundle(request: BundleReading): Promise<BundleNetwork> {
  const { source, asOf, rows } = await readFacts({ ...request, files: FILES });
  const groups = [...suspectsTogether(rows), ...peopleOfEvents(rows)];
  const small = groups.filter(({ size }) => size <= MOST_TOGETHER);
  const ties: Tie[] = rows['associations.csv'].map(({ personId, otherPersonId, weight }) => ({
    a: personId,
    b: otherPersonId,
    weight,
  }));
  for (const group of small) ties.push(...pairsOf([...group]));
  return {
    source,
    asOf,
    graph: graphOfTies(ties.filter(({ weight = 1 }) => weight > 0)),
    crowdsLeftOut: groups.length - small.length,
  };
}

function suspectsTogether(rows: Facts['rows']): ReadonlySet<string>[] {
  const suspects = new Map<string, Set<string>>();
  for (const { offenceId, personId, role, status } of rows['involvements.csv']) {
    if (role !== 'SUSPECT' || status === 'ELIMINATED' || status === 'ACQUITTED') continue;
    const of = suspects.get(offenceId);
    if (of === undefined) suspects.set(offenceId, new Set([personId]));
    else of.add(personId);
  }
  return [...suspects.values()];
}

function peopleOfEvents(rows: Facts['rows']): ReadonlySet<string>[] {
  return rows['events.csv'].map(
    ({ personId, personIds, otherPersonId }) =>
      new Set([personId ?? [], personIds, otherPersonId ?? []].flat()),
  );
}

function pairsOf(people: readonly string[]): Tie[] {
  return people.flatMap((a, at) => people.slice(at + 1).map((b) => ({ a, b })));
}
