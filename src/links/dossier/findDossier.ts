import { type Context, callOptions } from '../../access/index.ts';
import { groupBy } from '../../collections/groupBy.ts';
import { londonDate } from '../../config/index.ts';
import { allTimeContributions, type Contribution } from '../../league/index.ts';
import { findPersons, victimsOf } from '../../records/index.ts';
import { noneSuch } from '../paths/findPaths.ts';
import { type Allegation, allegationsOf } from './allegations.ts';
import { type Exhibit, readExhibits } from './exhibits.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { inForce } from './inForce.ts';
import {
  type CustodyRow,
  type HomeRow,
  type IdentifierRow,
  listAllegations,
  listCustody,
  listHomes,
  listIdentifiers,
  listOrders,
  listReports,
  type OrderRow,
  type ReportRow,
} from './repository.ts';

/** The programme whose weights a dossier shows; it counts every offence. */
const PROGRAMME = 'all';
/** Lines of a section that are shown. */
const MOST_LINES = 200;

/** The lines of a dossier by section, each as far as it is shown. */
export interface Sections {
  readonly offences: readonly (Allegation & { readonly contribution: Contribution | undefined })[];
  /** Each with every row that says so. */
  readonly places: readonly (readonly HomeRow[])[];
  readonly identifiers: readonly (readonly IdentifierRow[])[];
  readonly intelligence: readonly (readonly ReportRow[])[];
  readonly custody: readonly CustodyRow[];
  readonly orders: readonly (OrderRow & { readonly inForce: boolean | undefined })[];
  readonly forensics: readonly Exhibit[];
  readonly gaps: readonly (Gap & { readonly victims: readonly string[] })[];
}

export interface FoundDossier extends Sections {
  readonly personId: string | undefined;
  readonly reason: string | undefined;
  readonly asAt: string;
  readonly leftOut: readonly { readonly section: string; readonly shown: number; readonly found: number }[];
}

const EMPTY: Sections = {
  ...{ offences: [], places: [], identifiers: [], intelligence: [] },
  ...{ custody: [], orders: [], forensics: [], gaps: [] },
};

/** Everything recorded of a nominal as a suspect, and what is missing, as far as the caller may see. */
export async function findDossier(context: Context, askedId: string): Promise<FoundDossier> {
  const { graph, caller, clock } = context;
  const { visible } = caller;
  const options = callOptions(context, 'dossier');
  const asAt = londonDate(clock.now());
  const [person] = await findPersons(graph, { ids: [askedId], visible }, options);
  if (person === undefined)
    return { ...EMPTY, personId: undefined, reason: noneSuch(askedId), asAt, leftOut: [] };
  const keys = { personIds: [person.id], visible };
  const [rows, homes, identifiers, reports, custody, orders, exhibitsOf, counted] = await Promise.all([
    listAllegations(graph, keys, options),
    listHomes(graph, keys, options),
    listIdentifiers(graph, keys, options),
    listReports(graph, keys, options),
    listCustody(graph, keys, options),
    listOrders(graph, keys, options),
    readExhibits(graph, keys, options),
    allTimeContributions(graph, { programme: PROGRAMME, personIds: keys.personIds }, caller, options),
  ]);
  const allegations = allegationsOf(rows);
  const exhibits = exhibitsOf(person.id, allegations);
  const contributions = new Map((counted?.get(person.id) ?? []).map((one) => [one.offenceId, one]));
  const known = {
    personId: person.id,
    bornOn: person.bornOn,
    allegations,
    homes,
    identifiers,
    custody,
    exhibits,
  };
  const whole: Sections = {
    offences: allegations.map((one) => ({ ...one, contribution: contributions.get(one.offenceId) })),
    places: newestFirst([...groupBy(homes, (row) => row.locationId).values()], lastDayAt),
    identifiers: [...groupBy(identifiers, (row) => row.identifierId).values()],
    intelligence: newestFirst(
      [...groupBy(reports, (row) => row.reportId).values()],
      ([row]) => row?.writtenAt,
    ),
    custody: newestFirst(custody, ({ arrestedAt }) => arrestedAt),
    orders: newestFirst(orders, ({ from }) => from).map((row) => ({ ...row, inForce: inForce(row, asAt) })),
    forensics: newestFirst(exhibits, ({ resultOn, submittedOn }) => resultOn ?? submittedOn),
    gaps: await withVictims(context, gapsOf(known, asAt)),
  };
  const { gaps: _gaps, ...lines } = whole;
  const nothing = Object.values(lines).every((section) => section.length === 0);
  return {
    ...(Object.fromEntries(
      Object.entries(whole).map(([section, all]) => [section, all.slice(0, MOST_LINES)]),
    ) as unknown as Sections),
    personId: person.id,
    reason: nothing
      ? `Nothing that you may see is recorded of "${askedId}" beside the person's records.`
      : undefined,
    asAt,
    leftOut: Object.entries(whole)
      .filter(([, all]) => all.length > MOST_LINES)
      .map(([section, all]) => ({ section, shown: MOST_LINES, found: all.length })),
  };
}

/** The last day of a home; one that has not ended stands before all that have. */
function lastDayAt(rows: readonly HomeRow[]): string | undefined {
  const days = rows.map(({ to, from }) => (to === null ? `9999 ${from ?? ''}` : `${to} ${from ?? ''}`));
  return days.sort().at(-1);
}

/** By day down; what has none stands last, and equal ones stay in the order of their ids. */
const newestFirst = <T>(lines: readonly T[], dayOf: (line: T) => string | null | undefined): readonly T[] =>
  [...lines].sort((a, b) => {
    const [one, other] = [dayOf(a) ?? '', dayOf(b) ?? ''];
    return one < other ? 1 : one > other ? -1 : 0;
  });

/** Gaps that are about the victims of an offence, with their pseudonyms. */
async function withVictims(context: Context, gaps: readonly Gap[]): Promise<Sections['gaps']> {
  const offenceIds = gaps.flatMap(({ kind, offenceId }) =>
    kind === 'VICTIM_WITHDREW' ? (offenceId ?? []) : [],
  );
  const { graph, caller, pseudonyms } = context;
  const victims =
    offenceIds.length === 0
      ? new Map<string, readonly string[]>()
      : await victimsOf(
          graph,
          { offenceIds, visible: caller.visible },
          pseudonyms,
          callOptions(context, 'dossier'),
        );
  return gaps.map((gap) => ({
    ...gap,
    victims: gap.kind === 'VICTIM_WITHDREW' ? (victims.get(gap.offenceId ?? '') ?? []) : [],
  }));
}
