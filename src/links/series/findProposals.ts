import { type Context, callOptions, pageSize } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { KeptWork, newLine } from '../turns/KeptWork.ts';
import { type Cluster, type Clusters, clusters } from './clusters.ts';
import type { CurrentSeries } from './currentSeries.ts';
import { listSeriesDecisions, type SeriesDecisionRow } from './repository.ts';
import { acceptedExactly, type Ruling, rulingsOf } from './rulings.ts';
import { seriesInScope } from './seriesInScope.ts';

export interface FoundProposals {
  readonly series: CurrentSeries;
  /** Offences in the programme's scope that the caller may see. */
  readonly offences: number;
  readonly leftOut: number;
  readonly proposals: readonly Proposal[];
  readonly reason: string | undefined;
}
export interface Proposal extends Cluster {
  /** Whether somebody accepted exactly this, and nothing of it has changed since. */
  readonly accepted: boolean;
  /** Decisions on two of its offences or more, newest first. */
  readonly decisions: readonly SeriesDecisionRow[];
}

const LEAST = [0.05, 0.99] as const;

/**
 * Series proposed among the offences that a programme is about, the one that holds together best first. What is known
 * already, of offences that suspects join, is none, unless somebody accepted it.
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT (first, least), UNAVAILABLE while it is being learned how offences
 * are linked
 */
export async function findProposals(
  context: Context,
  request: { readonly programme: string; readonly least: number; readonly first: number },
): Promise<FoundProposals> {
  const { graph, caller, signal } = context;
  const options = callOptions(context, 'series');
  const first = pageSize(request.first);
  // Clusters are kept by it: what is asked a hair apart is one.
  const least = Math.round(request.least * 100) / 100;
  if (!(request.least >= LEAST[0] && request.least <= LEAST[1]))
    throw new LinchpinError('BAD_INPUT', `least must be a probability from ${LEAST[0]} to ${LEAST[1]}.`, {
      place: { argument: 'least' },
    });
  const [{ series, inScope }, decisions] = await Promise.all([
    seriesInScope(context, request.programme, options),
    listSeriesDecisions(graph, caller.visible, options),
  ]);
  const { clusters: found, leftOut, accepted } = await clustersOf(series, inScope, decisions, least, signal);
  const { offences, models } = series;
  const known = ({ members }: Cluster) => {
    const groups = new Set(members.map((member) => models.groups.group[member] ?? -1));
    return groups.size === 1 && !groups.has(-1);
  };
  const proposals = found
    .map((cluster) => ({ ...cluster, accepted: accepted.has(cluster.members.join()) }))
    .filter((proposal) => proposal.accepted || !known(proposal))
    .slice(0, first)
    .map((proposal) => {
      const members = new Set(proposal.members.map((member) => offences[member]?.id));
      const concerns = ({ offenceIds }: Ruling) => offenceIds.filter((id) => members.has(id)).length > 1;
      return { ...proposal, decisions: decisions.map(rulingOf).filter(concerns) };
    });
  return {
    series,
    offences: inScope.size,
    leftOut,
    proposals,
    reason: reasonOf({
      offences: inScope.size,
      proposals: proposals.length,
      leftOut,
      least,
      beyond: series.beyond,
    }),
  };
}

const rulingOf = (row: SeriesDecisionRow) => ({ ...row, verdict: row.verdict as Ruling['verdict'] });

/** Clusters by what they rest on, for the offences and models as they are known now. */
const memories = new WeakMap<CurrentSeries, KeptWork<FoundClusters>>();
/** Of all series one grouping at a time: each holds every offence as it stood. */
const line = newLine();
type FoundClusters = Clusters & { readonly accepted: ReadonlySet<string> };
const KEPT = 16;

function clustersOf(
  series: CurrentSeries,
  inScope: ReadonlySet<string>,
  decisions: readonly SeriesDecisionRow[],
  least: number,
  signal: AbortSignal,
): Promise<FoundClusters> {
  const memory = memories.get(series) ?? new KeptWork<FoundClusters>(KEPT, line);
  memories.set(series, memory);
  const key = [least, ...inScope, ...decisions.map(({ id }) => id)].join('|');
  return memory.ask(key, () => computeClusters(series, inScope, decisions, least), signal, late);
}

const late = () =>
  new LinchpinError('UNAVAILABLE', 'Series are still being looked for; ask again in a minute.');

async function computeClusters(
  { models, indexOf, offences, standing }: CurrentSeries,
  inScope: ReadonlySet<string>,
  decisions: readonly SeriesDecisionRow[],
  least: number,
): Promise<FoundClusters> {
  // What was accepted is taken whole, also where some of it lies outside of the scope.
  const accepted = decisions.filter(
    ({ verdict, offenceIds }) => verdict === 'ACCEPT' && offenceIds.some((id) => inScope.has(id)),
  );
  const ids = new Set([...inScope, ...accepted.flatMap(({ offenceIds }) => offenceIds)]);
  const among = offences.flatMap(({ id }, index) => (ids.has(id) ? [index] : []));
  const all = decisions.map(rulingOf);
  const placeOf = (id: string) => (ids.has(id) ? indexOf.get(id) : undefined);
  const standingNow = (id: string) => standing[indexOf.get(id) ?? -1];
  const rulings = rulingsOf(all, placeOf, standingNow);
  const found = await clusters(models, among, Math.log(least / (1 - least)), rulings);
  return { ...found, accepted: acceptedExactly(all, placeOf, standingNow) };
}

function reasonOf(found: {
  readonly offences: number;
  readonly proposals: number;
  readonly leftOut: number;
  readonly least: number;
  readonly beyond: string | undefined;
}): string | undefined {
  const { offences, proposals, leftOut, least, beyond } = found;
  const words = [
    ...(beyond === undefined ? [] : [beyond]),
    ...(leftOut > 0
      ? [`${leftOut} offences hang together too closely to be taken apart; ask with a larger least.`]
      : []),
    ...(proposals > 0
      ? []
      : offences < 2
        ? ['The programme is about fewer than two offences that you may see.']
        : [
            `Among ${offences} offences no series holds together with a probability of ${least} that is not known already; a smaller least asks for weaker ones.`,
          ]),
  ];
  return words.length === 0 ? undefined : words.join(' ');
}
