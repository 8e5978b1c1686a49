import { placesOf } from '../runs/placesOf.ts';
import type { RunRecord } from '../runs/RunRecord.ts';
import type { RunHead } from '../runs/StoredRun.ts';
import { bootstrapRanks } from './bootstrap.ts';
import { sampleOf } from './Sample.ts';
import { inBand } from './uncertainty.ts';

/** How firmly the listed of a run stand, and how many cannot be told apart at its cut. */
export interface RunUncertainty {
  /** By person id as in the run; whoever is not there has allegations of unknown harm alone. */
  readonly listed: ReadonlyMap<
    string,
    { readonly rankLow: number; readonly rankHigh: number; readonly probabilityListed: number }
  >;
  /** People, listed or not, whose probability of being listed lies strictly between .05 and .95. */
  readonly bandSize: number;
  readonly bandListed: number;
}

/**
 * Computes the uncertainty of a stored run from the run alone, whatever became of the graph since: the same numbers as
 * the table showed when the run was made.
 * @returns undefined for a run that was stored before runs kept what it needs
 */
export async function runUncertainty({
  entries: ranked,
  size,
  seed,
  head,
}: Pick<RunRecord, 'entries' | 'size' | 'seed'> & {
  readonly head?: Pick<RunHead, 'erased'>;
}): Promise<RunUncertainty | undefined> {
  if (seed === undefined) return undefined;
  const order = orderOf(
    ranked.map(({ personId }) => personId),
    head?.erased,
  );
  const entries = ranked.map((entry) => ({ ...entry, drawnAs: order(entry.personId) }));
  const rows = entries.flatMap(({ drawnAs, allegations }) =>
    allegations.map(({ micros, victims = [] }) => ({
      personId: drawnAs,
      micros,
      victimIds: victims.map(String),
    })),
  );
  const sample = sampleOf(rows);
  const places = new Map(sample.personIds.map((personId, place) => [personId, place]));
  const listed = entries.slice(0, size);
  const targets = listed.map(({ drawnAs }) => places.get(drawnAs) ?? -1);
  const answer = await bootstrapRanks(sample, { size: listed.length, targets, seed });
  const chance = ({ drawnAs }: { readonly drawnAs: string }) => answer.listed[places.get(drawnAs) ?? -1] ?? 0;
  const known = entries.filter(({ unknownHarm, offences }) => unknownHarm < offences);
  const band = known.filter((entry) => inBand(chance(entry)));
  return {
    listed: new Map(
      listed.flatMap((entry, index) => {
        const interval = answer.intervals[index];
        return interval === undefined || entry.unknownHarm >= entry.offences
          ? []
          : [[entry.personId, { ...interval, probabilityListed: chance(entry) }]];
      }),
    ),
    bandSize: band.length,
    bandListed: band.filter(({ rank }) => rank <= listed.length).length,
  };
}

/** The name by which somebody is drawn: in the order in which people stood when the run was made, whoever is erased since. */
function orderOf(
  personIds: readonly string[],
  erased: ReadonlyMap<string, number> = new Map(),
): (personId: string) => string {
  if (erased.size === 0) return (personId) => personId;
  const places = placesOf(personIds, erased);
  return (personId) => String(places.get(personId) ?? 0).padStart(9, '0');
}
