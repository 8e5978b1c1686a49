import type { Context } from '../../access/index.ts';
import type { CallOptions } from '../../graph/index.ts';
import { computeLeague } from '../../league/index.ts';
import { type CurrentSeries, currentSeries } from './currentSeries.ts';
import { listSeriesScope } from './repository.ts';

/**
 * The offences that a programme is about and that the caller may see, in its window.
 * @param asOf last day of the window, `yyyy-MM-dd`; default the newest report date
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT (asOf), UNAVAILABLE while it is being learned how offences are linked
 */
export async function seriesInScope(
  context: Context,
  programme: string,
  options: CallOptions,
  asOf?: string,
): Promise<{
  readonly series: CurrentSeries;
  readonly inScope: ReadonlySet<string>;
  readonly asOf: string | undefined;
}> {
  const { graph, caller, clock } = context;
  const league = await computeLeague(graph, { programme, size: 1, asOf }, caller, options);
  const { types, foundBy, modusOperandi, boroughs, historic, victimSexes, victimAgeFrom, victimAgeTo } =
    league.table.scope;
  const { from, to } = league.table.scope;
  const filters = {
    types,
    foundBy,
    modusOperandi,
    boroughs,
    historic,
    victimSexes,
    victimAgeFrom,
    victimAgeTo,
  };
  const series = await currentSeries(graph, caller.visible, clock, options);
  const ids = await listSeriesScope(graph, { ...filters, from, to, visible: caller.visible }, options);
  return { series, inScope: new Set(ids.filter((id) => series.indexOf.has(id))), asOf: league.asOf };
}
