/** What a line rests on, as the resolvers of `Evidence` take it. */
export interface Citation {
  readonly source: string;
  readonly recordId: string | null;
  readonly importId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly stated: string | null;
  readonly offence: { readonly id: string } | null;
  readonly report: { readonly id: string } | null;
}

interface Cited {
  /** The thing whose source states it, where it rests on no record of a person. */
  readonly thing: string;
  readonly recordId?: string | null | undefined;
  readonly importId?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly stated?: string | null | undefined;
  readonly offenceId?: string | null | undefined;
  readonly reportId?: string | null | undefined;
}

/** An id begins with the name of its source. */
export function citationOf(cited: Cited): Citation {
  const { thing, recordId = null, importId = null, from = null, to = null, stated = null } = cited;
  const { offenceId, reportId } = cited;
  return {
    source: (recordId ?? thing).split(':')[0] ?? '',
    ...{ recordId, importId, from, to, stated },
    offence: offenceId === undefined || offenceId === null ? null : { id: offenceId },
    report: reportId === undefined || reportId === null ? null : { id: reportId },
  };
}
