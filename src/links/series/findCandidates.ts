import { type Context, callOptions, pageSize } from '../../access/index.ts';
import { noneSuch } from '../paths/findPaths.ts';
import { type Candidate, candidates } from './candidates.ts';
import { type CurrentSeries, currentSeries } from './currentSeries.ts';

export interface FoundCandidates {
  readonly series: CurrentSeries;
  /** Place of the offence asked for; undefined where there is none that the caller may see. */
  readonly index: number | undefined;
  readonly compared: number;
  readonly candidates: readonly Candidate[];
  readonly reason: string | undefined;
}

/**
 * The offences most probably of one offender with this one, of those within a year that the caller may see.
 * @throws LinchpinError BAD_INPUT unless `first` is 1 to 200, UNAVAILABLE while it is being learned how offences are linked
 */
export async function findCandidates(
  context: Context,
  request: { readonly offenceId: string; readonly first: number },
): Promise<FoundCandidates> {
  const { graph, caller, clock } = context;
  const first = pageSize(request.first);
  const series = await currentSeries(graph, caller.visible, clock, callOptions(context, 'seriesCandidates'));
  const index = series.indexOf.get(request.offenceId);
  if (index === undefined)
    return {
      series,
      index,
      compared: 0,
      candidates: [],
      reason: noSuchOffence(request.offenceId, series.beyond),
    };
  const found = candidates(series.models, index, first);
  const dated = series.offences[index]?.from !== undefined;
  const reason = [series.beyond, reasonOf(request.offenceId, found.compared, dated)];
  return { series, index, ...found, reason: joined(reason) };
}

const noSuchOffence = (id: string, beyond: string | undefined) =>
  beyond === undefined
    ? `${noneSuch(id)} It must be an offence, and one that its source has not taken back.`
    : `"${id}" is not among the offences that are looked at. ${beyond}`;

function joined(words: readonly (string | undefined)[]): string | undefined {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

function reasonOf(id: string, compared: number, dated: boolean): string | undefined {
  if (!dated)
    return `It is not known when "${id}" happened or was reported, so it can be compared with none.`;
  return compared === 0 ? `No other offence that you may see lies within a year of "${id}".` : undefined;
}
