import type {
  CustodyRow,
  EventRow,
  ForensicRow,
  IdentifierValue,
  IntelligenceRow,
  LocationRow,
  OffenceRow,
  OrderRow,
  RowBase,
  StatedDate,
} from '../types.ts';
import type { Facts } from './mergeFacts.ts';

/** Links of a node as text, kept on the node so that a later bundle can tell what changed: `TYPE|kind|id|raw`. */
export type Link = {
  readonly type: string;
  readonly kind: string;
  readonly id: string;
  readonly raw?: string;
};

const linkText = ({ type, kind, id, raw }: Link) =>
  JSON.stringify([type, kind, id, ...(raw === undefined ? [] : [raw])]);

export function readLinks(links: unknown): readonly Link[] {
  if (!Array.isArray(links)) return [];
  return links.map((text) => {
    const [type, kind, id, raw] = JSON.parse(String(text)) as [string, string, string, string?];
    return { type, kind, id, ...(raw === undefined ? {} : { raw }) };
  });
}

/** Facts of a row as node properties, its links among them. */
export type Stated = { readonly id: string; readonly hash: string; readonly facts: Facts };

function stated(
  row: RowBase & { readonly id: string },
  facts: Facts,
  links: readonly (Link | undefined)[] = [],
): Stated {
  const present = [...new Set(links.filter((link) => link !== undefined).map(linkText))];
  return {
    id: row.id,
    hash: row.hash,
    facts: { id: row.id, marking: row.marking, extra: row.extra, links: present, ...facts },
  };
}

/** A time that may be partial, as two properties. */
function moment(name: string, date: StatedDate | undefined): Facts {
  return date === undefined ? {} : { [name]: date.at, [`${name}Precision`]: date.precision };
}

const to = (type: string, kind: string, id: string | undefined): Link | undefined =>
  id === undefined ? undefined : { type, kind, id };

export const identifierId = ({ kind, value }: IdentifierValue): string => `${kind}:${value}`;

const identifier = (type: string, value: IdentifierValue | undefined): Link | undefined =>
  value === undefined
    ? undefined
    : { type, kind: value.valid ? 'IDENTIFIER' : 'IDENTIFIER?', id: identifierId(value), raw: value.raw };

export const locationFacts = (row: LocationRow): Stated => {
  const { address, postcode, borough, latitude, longitude, x, y, h3, kind } = row;
  return stated(row, { address, postcode, borough, latitude, longitude, x, y, h3, kind });
};

export const offenceFacts = (row: OffenceRow): Stated => {
  const {
    crimeNumber,
    statedCode,
    statedTitle,
    titleKey,
    outcome,
    foundBy,
    modusOperandi,
    summary,
    officerInCase,
  } = row;
  const { typeMatch, typeCode, matchedBy, typeProvisional, reported } = row;
  // An offence whose row states no type says nothing about its type.
  const type = typeMatch === 'unstated' ? {} : { typeMatch, typeCode, matchedBy, typeProvisional };
  return stated(
    row,
    {
      ...{
        crimeNumber,
        statedCode,
        statedTitle,
        titleKey,
        outcome,
        foundBy,
        modusOperandi,
        summary,
        officerInCase,
      },
      ...type,
      ...(reported === undefined
        ? {}
        : {
            reportedOn: reported.first,
            reportedTo: reported.last,
            reportedPrecision: reported.precision,
            reportedText: reported.text,
          }),
      ...moment('occurredFrom', row.occurredFrom),
      ...moment('occurredTo', row.occurredTo),
    },
    [to('OCCURRED_AT', 'LOCATION', row.locationId)],
  );
};

export const intelligenceFacts = (row: IntelligenceRow): Stated => {
  const { sourceGrade, informationGrade, handling, text, mentions } = row;
  return stated(
    row,
    { sourceGrade, informationGrade, handling, text, ...moment('writtenAt', row.writtenAt) },
    mentions.map(({ kind, id }) => to('MENTIONS', kind, id)),
  );
};

/** What a report mentions that later files define: both ids, and the link as the report holds it. */
export function lateLinks({ id, facts }: Stated) {
  return readLinks(facts.links)
    .filter(({ kind }) => kind === 'OTHER')
    .map((link) => ({ id, other: link.id, link: linkText(link) }));
}

export const eventFacts = (row: EventRow): Stated =>
  stated(row, { kind: row.kind, durationSeconds: row.durationSeconds, ...moment('at', row.at) }, [
    to('BY', 'PERSON', row.personId),
    identifier('BY', row.identifier),
    ...row.personIds.filter((id) => id !== row.personId).map((id) => to('WITH', 'PERSON', id)),
    row.personIds.includes(row.otherPersonId ?? '') ? undefined : to('WITH', 'PERSON', row.otherPersonId),
    identifier('WITH', row.otherIdentifier),
    to('AT', 'LOCATION', row.locationId),
  ]);

export const custodyFacts = (row: CustodyRow): Stated =>
  stated(
    row,
    {
      station: row.station,
      outcome: row.outcome,
      ...moment('arrestedAt', row.arrestedAt),
      ...moment('releasedAt', row.releasedAt),
    },
    [to('HELD', 'PERSON', row.personId), ...row.offenceIds.map((id) => to('FOR', 'OFFENCE', id))],
  );

export const exhibitFacts = (row: ForensicRow): Stated =>
  stated(
    row,
    {
      exhibit: row.exhibit,
      submittedOn: row.submittedOn?.first,
      resultOn: row.resultOn?.first,
      result: row.result,
    },
    [to('SEIZED_FOR', 'OFFENCE', row.offenceId), to('MATCHED', 'PERSON', row.personId)],
  );

export const orderFacts = (row: OrderRow): Stated =>
  stated(row, { kind: row.kind, conditions: row.conditions, ...span(row.from, row.to) }, [
    to('BINDS', 'PERSON', row.personId),
    to('PROTECTS', 'PERSON', row.protectsPersonId),
  ]);

/** From the first day the start can mean to the last day the end can. */
export function span(from: StatedDate | undefined, until: StatedDate | undefined): Facts {
  return {
    ...(from === undefined ? {} : { from: from.first, fromPrecision: from.precision }),
    ...(until === undefined ? {} : { to: until.last, toPrecision: until.precision }),
  };
}
