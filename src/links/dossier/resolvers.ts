import type { Context } from '../../access/index.ts';
import { MICROS_PER_DAY } from '../../league/index.ts';
import { shownAssociates } from '../shared/resolvers.ts';
import { shownById } from '../shown/shownById.ts';
import { shownLocation } from '../shown/shownNode.ts';
import {
  citeAllegation,
  citeCustody,
  citeExhibit,
  citeHome,
  citeIdentifier,
  citeOrder,
  citeReport,
} from './citations.ts';
import { type FoundDossier, findDossier, type Sections } from './findDossier.ts';

type Line<S extends keyof Sections> = Sections[S][number];
type Args = Record<string, never>;

export const dossier = {
  Query: {
    dossier: (_root: unknown, { personId }: { personId: string }, context: Context) =>
      findDossier(context, personId),
  },
  Dossier: {
    person: ({ personId }: FoundDossier, _args: Args, context: Context) => shownById(context, personId),
    associates: ({ personId }: FoundDossier, { first }: { first?: number | null }, context: Context) =>
      personId === undefined ? null : shownAssociates(context, { personId, first: first ?? 10 }),
  },
  DossierOffence: {
    offence: ({ offenceId }: Line<'offences'>, _args: Args, context: Context) =>
      shownById(context, offenceId),
    counted: ({ contribution }: Line<'offences'>) => contribution !== undefined,
    days: ({ contribution }: Line<'offences'>) =>
      contribution?.micros === undefined ? null : contribution.micros / MICROS_PER_DAY,
    basis: ({ contribution }: Line<'offences'>) =>
      contribution?.micros === undefined ? null : contribution.basis,
    provisional: ({ contribution }: Line<'offences'>) =>
      contribution?.micros === undefined ? null : contribution.provisional,
    evidence: citeAllegation,
  },
  DossierPlace: {
    place: ([home]: Line<'places'>, _args: Args, context: Context) =>
      shownLocation(context, home?.locationId ?? ''),
    evidence: (rows: Line<'places'>) => rows.map(citeHome),
  },
  DossierIdentifier: {
    identifier: ([used]: Line<'identifiers'>, _args: Args, context: Context) =>
      shownById(context, used?.identifierId),
    evidence: (rows: Line<'identifiers'>) => rows.map(citeIdentifier),
  },
  DossierReport: {
    report: ([row]: Line<'intelligence'>, _args: Args, context: Context) => shownById(context, row?.reportId),
    evidence: (rows: Line<'intelligence'>) => rows.map(citeReport),
  },
  DossierCustody: {
    episode: ({ custodyId }: Line<'custody'>, _args: Args, context: Context) => shownById(context, custodyId),
    offences: ({ offenceIds }: Line<'custody'>, _args: Args, context: Context) =>
      offenceIds.map((id) => shownById(context, id)),
    evidence: citeCustody,
  },
  DossierOrder: {
    order: ({ orderId }: Line<'orders'>, _args: Args, context: Context) => shownById(context, orderId),
    evidence: citeOrder,
  },
  DossierExhibit: {
    exhibit: ({ exhibitId }: Line<'forensics'>, _args: Args, context: Context) =>
      shownById(context, exhibitId),
    offence: ({ offenceId }: Line<'forensics'>, _args: Args, context: Context) =>
      shownById(context, offenceId),
    matched: ({ matched }: Line<'forensics'>) => matched.length > 0,
    evidence: (row: Line<'forensics'>) => [citeExhibit(row)],
  },
  DossierGap: {
    offence: ({ offenceId }: Line<'gaps'>, _args: Args, context: Context) => shownById(context, offenceId),
    exhibit: ({ exhibitId }: Line<'gaps'>, _args: Args, context: Context) => shownById(context, exhibitId),
  },
};
