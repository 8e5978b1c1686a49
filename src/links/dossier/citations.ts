import { type Citation, citationOf } from '../shown/citation.ts';
import type { Allegation } from './allegations.ts';
import type { Exhibit } from './exhibits.ts';
import type { CustodyRow, HomeRow, IdentifierRow, OrderRow, ReportRow } from './repository.ts';

export const citeHome = ({ locationId, recordId, importId, from, to, statedOn }: HomeRow): Citation =>
  citationOf({
    ...{ thing: locationId, recordId, importId, from, to },
    stated: statedOn === null ? null : `stated on ${statedOn}`,
  });

export const citeIdentifier = ({
  identifierId,
  recordId,
  importId,
  from,
  to,
  raw,
}: IdentifierRow): Citation => citationOf({ thing: identifierId, recordId, importId, from, to, stated: raw });

export const citeReport = ({ reportId, recordId, importId }: ReportRow): Citation =>
  citationOf({ thing: reportId, recordId, importId, reportId });

export const citeAllegation = ({ offenceId, rows }: Allegation): readonly Citation[] =>
  rows.map(({ recordId, importId, status, since }) =>
    citationOf({ thing: offenceId, recordId, importId, from: since, stated: status, offenceId }),
  );

export const citeCustody = (row: CustodyRow): readonly Citation[] =>
  row.recordIds.map((recordId) =>
    citationOf({
      ...{ thing: row.custodyId, recordId, importId: row.importId },
      ...{ from: row.arrestedAt, to: row.releasedAt },
    }),
  );

export const citeOrder = (row: OrderRow): readonly Citation[] =>
  row.recordIds.map((recordId) =>
    citationOf({
      ...{ thing: row.orderId, recordId, importId: row.importId, stated: row.kind },
      ...{ from: row.from, to: row.to },
    }),
  );

/** An exhibit rests on the record to which it was matched, or else on the offence for which it was seized. */
export const citeExhibit = (row: Exhibit): Citation =>
  citationOf({
    ...{ thing: row.exhibitId, recordId: row.matched[0], importId: row.importId, stated: row.result },
    ...{ from: row.submittedOn, to: row.resultOn, offenceId: row.offenceId },
  });
