import { type Context, scrubbed, touch } from '../../access/index.ts';
import type { Accuracy } from './accuracy.ts';
import type { Candidate } from './candidates.ts';
import type { CurrentSeries } from './currentSeries.ts';
import { findCandidates } from './findCandidates.ts';
import type { ModelCard } from './modelCard.ts';
import type { Reason } from './reasons.ts';

/** A reason with the offences that it is about, whose victims its words must not name. */
type ShownReason = Reason & { readonly about: readonly { readonly offence: string }[] };

const FEATURE_NAMES: Readonly<Record<Reason['feature'], string>> = {
  distance: 'DISTANCE',
  daysApart: 'DAYS_APART',
  timeOfDay: 'TIME_OF_DAY',
  weekday: 'WEEKDAY',
  modusOperandi: 'MODUS_OPERANDI',
  unsharedMarks: 'UNSHARED_MARKS',
  offenceType: 'OFFENCE_TYPE',
  target: 'TARGET',
  victimAge: 'VICTIM_AGE',
};

function shownCandidate(context: Context, { offences, models }: CurrentSeries, index: number) {
  return ({ index: other, probability, reasonsFor, reasonsAgainst }: Candidate) => {
    const id = offences[other]?.id ?? '';
    touch(context, [id]);
    const about = [{ offence: offences[index]?.id ?? '' }, { offence: id }];
    const shown = (reasons: readonly Reason[]) => reasons.map((reason) => ({ ...reason, about }));
    return {
      offence: { id },
      probability,
      sameSuspect: models.groups.linked(index, other),
      reasonsFor: shown(reasonsFor),
      reasonsAgainst: shown(reasonsAgainst),
    };
  };
}

export const series = {
  Query: {
    seriesCandidates: async (
      _root: unknown,
      args: { offenceId: string; first?: number | null },
      context: Context,
    ) => {
      const { offenceId } = args;
      const { series, index, candidates, ...rest } = await findCandidates(context, {
        offenceId,
        first: args.first ?? 50,
      });
      if (index !== undefined) touch(context, [offenceId]);
      return {
        ...rest,
        offence: index === undefined ? null : { id: offenceId },
        candidates: index === undefined ? [] : candidates.map(shownCandidate(context, series, index)),
        model: series.card,
      };
    },
  },
  SeriesReason: {
    feature: ({ feature }: ShownReason) => FEATURE_NAMES[feature],
    // Only marks are words of a source.
    words: ({ feature, words, about }: ShownReason, _args: unknown, context: Context) =>
      feature === 'modusOperandi' ? scrubbed(context, about, words) : words,
  },
  SeriesModel: {
    statement: ({ basis, solved, series, published }: ModelCard) =>
      basis === 'TRAINED'
        ? `Learned on ${solved} solved offences that you may see, in ${series} series.`
        : `Not learned on these data, of which you see ${series} series, too few: coefficients of ${published}.`,
  },
  SeriesAccuracy: {
    auc: ({ auc }: Accuracy) => known(auc),
    foundAt1: ({ tprAt1 }: Accuracy) => known(tprAt1),
    foundAt5: ({ tprAt5 }: Accuracy) => known(tprAt5),
  },
};

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
