import { createHash } from 'node:crypto';
import { type Context, scrubbed, touch } from '../../access/index.ts';
import type { Accuracy } from './accuracy.ts';
import type { Candidate } from './candidates.ts';
import type { CurrentSeries } from './currentSeries.ts';
import { decideSeries, type SeriesDecision } from './decideSeries.ts';
import { findCandidates } from './findCandidates.ts';
import { findProposals, type Proposal } from './findProposals.ts';
import type { ModelCard } from './modelCard.ts';
import { type NearRepeatBand, nearRepeatsAround } from './nearRepeatsAround.ts';
import { type Reason, reasonsOfSeries } from './reasons.ts';
import type { SeriesDecisionRow } from './repository.ts';
import { changedSince } from './rulings.ts';
import { probability } from './scorePairs.ts';

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

/** A decision with what has changed since of what it stood on. */
type ShownDecision = SeriesDecisionRow & { readonly changed: readonly string[] };

function shownDecision({ indexOf, standing }: CurrentSeries, context: Context) {
  return (row: SeriesDecisionRow): ShownDecision => {
    touch(context, [row.id, ...row.offenceIds]);
    return { ...row, changed: changedSince(row, (id) => standing[indexOf.get(id) ?? -1]) };
  };
}

function shownProposal(context: Context, series: CurrentSeries) {
  const { offences, models } = series;
  return ({ members, cohesion, weakest, accepted, decisions }: Proposal) => {
    const ids = members.map((member) => offences[member]?.id ?? '');
    touch(context, ids);
    const about = ids.map((offence) => ({ offence }));
    const reasons = reasonsOfSeries(models, members).map((reason) => ({ ...reason, about }));
    return {
      id: createHash('sha256').update(ids.join('|')).digest('hex').slice(0, 32),
      status: accepted ? 'ACCEPTED' : 'PROPOSED',
      offences: idsOnly(ids),
      cohesion: probability(cohesion),
      weakest: probability(weakest),
      reasonsFor: reasons.filter(({ logBayesFactor }) => logBayesFactor > 0),
      reasonsAgainst: reasons.filter(({ logBayesFactor }) => logBayesFactor < 0).reverse(),
      decisions: decisions.map(shownDecision(series, context)),
    };
  };
}

const idsOnly = (ids: readonly string[]) => ids.map((id) => ({ id }));

export const series = {
  Query: {
    series: async (
      _root: unknown,
      args: { programme: string; least?: number | null; first?: number | null },
      context: Context,
    ) => {
      const { programme, least, first } = args;
      const asked = { programme, least: least ?? 0.5, first: first ?? 50 };
      const { series, proposals, ...rest } = await findProposals(context, asked);
      return { ...rest, series: proposals.map(shownProposal(context, series)), model: series.card };
    },
    nearRepeats: async (
      _root: unknown,
      args: { programme: string; locationId: string; asOf?: unknown },
      context: Context,
    ) => {
      const { programme, locationId } = args;
      const asOf = (args.asOf ?? null) === null ? undefined : String(args.asOf);
      const { bands, ...rest } = await nearRepeatsAround(context, { programme, locationId, asOf });
      touch(
        context,
        bands.flatMap(({ recent }) => recent),
      );
      if (bands.length > 0) touch(context, [locationId]);
      return { ...rest, bands: bands.map((band) => ({ ...band, recent: idsOnly(band.recent) })) };
    },
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
  Mutation: {
    decideSeries: async (_root: unknown, args: SeriesDecision, context: Context): Promise<ShownDecision> => {
      const made = await decideSeries(context, args);
      touch(context, [made.id, ...made.offenceIds]);
      return { ...made, changed: [] };
    },
  },
  SeriesDecision: {
    reason: ({ offenceIds, reason }: ShownDecision, _args: unknown, context: Context) =>
      scrubbed(
        context,
        offenceIds.map((offence) => ({ offence })),
        reason,
      ),
    offences: ({ offenceIds }: ShownDecision) => idsOnly(offenceIds),
    apart: ({ apart }: ShownDecision) => idsOnly(apart),
    changed: ({ changed }: ShownDecision) => idsOnly(changed),
    stands: ({ changed }: ShownDecision) => changed.length === 0,
    cohesion: ({ cohesion }: ShownDecision) => (cohesion === null ? null : probability(cohesion)),
  },
  SeriesReason: {
    feature: ({ feature }: ShownReason) => FEATURE_NAMES[feature],
    // Only marks are words of a source.
    words: ({ feature, words, about }: ShownReason, _args: unknown, context: Context) =>
      feature === 'modusOperandi' ? scrubbed(context, about, words) : words,
  },
  NearRepeatBand: {
    ratio: ({ ratio }: NearRepeatBand) => known(ratio),
  },
  SeriesModel: {
    statement: ({ basis, solved, series, published }: ModelCard) =>
      basis === 'TRAINED'
        ? `Learned on ${solved} solved offences that you may see, of suspects not known to be acquainted with the victim, in ${series} series.`
        : `Not learned on these data, of which you see ${series} series, too few: coefficients of ${published}.`,
  },
  SeriesAccuracy: {
    auc: ({ auc }: Accuracy) => known(auc),
    foundAt1: ({ tprAt1 }: Accuracy) => known(tprAt1),
    foundAt5: ({ tprAt5 }: Accuracy) => known(tprAt5),
  },
};

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
