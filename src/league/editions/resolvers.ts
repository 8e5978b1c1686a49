import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import {
  type AllegationUnderEdition,
  type ComparedAllegation,
  type ComparedPerson,
  type EditionPlace,
  firstRank,
} from './comparedPeople.ts';
import { compareEditions, type EditionComparison, type EditionsRequest } from './compareEditions.ts';
import type { EditionPair } from './comparePair.ts';
import type { EditionSums } from './EditionTable.ts';
import { compareTypeKeys, type TypeDifference, type TypeUnderEdition, typeKey } from './typeDifferences.ts';

const CAVEAT =
  'The same allegations, weighed by different indices. The Cambridge index and the ONS Crime Severity Score give ' +
  'substantially different rankings (Ashby 2018): one takes the starting point of the sentencing guideline, the other ' +
  'the sentences served. Cambridge scores stalking and coercive control low, so that under it a dangerous stalker can ' +
  'stand far below others. Nothing here says which index is right, and a rank under any of them is not guilt and not a ' +
  'forecast.';

interface Paging {
  readonly first: number;
  readonly after?: string | null;
}
interface Lined {
  readonly unknownHarm: number;
  readonly harmMicros: number;
  readonly provisionalMicros: number;
}
const edition = ({ edition: id }: { readonly edition: string }) => ({ id });
const days = (micros: number | undefined) => (micros === undefined ? null : micros / MICROS_PER_DAY);
const knownDays = (count: number, { unknownHarm }: Lined, micros: number) =>
  unknownHarm >= count ? null : micros / MICROS_PER_DAY;

export const resolvers = {
  Query: {
    compareEditions: async (_root: unknown, args: EditionsRequest, context: Context) => {
      const { graph, caller } = context;
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const options = callOptions(context, 'compareEditions');
      return compareEditions(graph, { ...args, asOf }, caller, options);
    },
  },
  EditionComparison: {
    programme: ({ league }: EditionComparison) => league.programme,
    asOf: ({ league }: EditionComparison) => league.asOf,
    windowFrom: ({ league }: EditionComparison) => league.windowFrom,
    people: ({ people }: EditionComparison, args: Paging, context: Context) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number']);
      const rows = people.filter((person) => firstRank(person) > Number(after?.[0] ?? 0));
      const page = pageOf(rows.slice(0, first + 1), first, (person) => [firstRank(person)], after);
      touch(
        context,
        page.edges.map(({ node }) => node.personId),
      );
      return page;
    },
    types: ({ types }: EditionComparison, args: Paging) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number', 'string']);
      const place = after === undefined ? undefined : ([Number(after[0]), String(after[1])] as const);
      const rows = types.filter((type) => place === undefined || compareTypeKeys(typeKey(type), place) > 0);
      return pageOf(rows.slice(0, first + 1), first, typeKey, after);
    },
    caveat: () => CAVEAT,
  },
  EditionSide: { edition },
  EditionSums: {
    allegationsOfUnknownHarm: ({ unknownHarm }: EditionSums) => unknownHarm,
    harmDays: (sums: EditionSums) => knownDays(sums.allegations, sums, sums.harmMicros),
    provisionalDays: (sums: EditionSums) => knownDays(sums.allegations, sums, sums.provisionalMicros),
    provisionalShare: ({ provisionalMicros, harmMicros }: EditionSums) =>
      harmMicros === 0 ? null : provisionalMicros / harmMicros,
  },
  EditionPair: {
    one: ({ one }: EditionPair) => ({ id: one }),
    other: ({ other }: EditionPair) => ({ id: other }),
  },
  ComparedPerson: {
    person: ({ personId }: ComparedPerson) => ({ id: personId }),
    rankSpread: ({ places }: ComparedPerson) => {
      const ranks = places.map(({ rank }) => rank);
      return Math.max(...ranks) - Math.min(...ranks);
    },
  },
  EditionPlace: {
    edition,
    harmDays: (place: EditionPlace) => knownDays(place.offences, place, place.harmMicros),
    provisionalDays: (place: EditionPlace) => knownDays(place.offences, place, place.provisionalMicros),
    offencesOfUnknownHarm: ({ unknownHarm }: EditionPlace) => unknownHarm,
  },
  ComparedAllegation: {
    offence: ({ offenceId }: ComparedAllegation) => ({ id: offenceId }),
    weights: ({ editions }: ComparedAllegation) => editions,
  },
  AllegationWeight: {
    edition,
    days: ({ micros }: AllegationUnderEdition) => days(micros),
  },
  ComparedType: {
    type: ({ typeCode }: TypeDifference) => (typeCode === undefined ? null : { code: typeCode }),
    weights: ({ editions }: TypeDifference) => editions,
  },
  TypeWeight: {
    edition,
    allegationsOfUnknownHarm: ({ unknownHarm }: TypeUnderEdition) => unknownHarm,
    days: ({ micros }: TypeUnderEdition) => days(micros),
  },
};
