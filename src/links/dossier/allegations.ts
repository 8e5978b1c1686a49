import { groupBy } from '../../collections/groupBy.ts';
import type { AllegationRow } from './repository.ts';

/** One offence in which a nominal is a suspect, by one or more of their records. */
export interface Allegation {
  readonly offenceId: string;
  /** The furthest along of the records' roles, as the league counts it; undefined where none states one. */
  readonly status: string | undefined;
  readonly reportedOn: string | undefined;
  readonly outcome: string | undefined;
  readonly rows: readonly AllegationRow[];
}

const FURTHEST = ['CONVICTED', 'CHARGED', 'ARRESTED', 'NAMED', '', 'ACQUITTED', 'ELIMINATED'];

/** The allegations against one person, newest report first, undated ones last. @param rows of that person */
export function allegationsOf(rows: readonly AllegationRow[]): readonly Allegation[] {
  const allegations = [...groupBy(rows, ({ offenceId }) => offenceId)].map(([offenceId, of]): Allegation => {
    const statuses = of.map(({ status }) => status ?? '');
    const status = FURTHEST.find((one) => statuses.includes(one));
    return {
      offenceId,
      status: status === '' ? undefined : status,
      reportedOn: of[0]?.reportedOn ?? undefined,
      outcome: of[0]?.outcome ?? undefined,
      rows: of,
    };
  });
  // Days compare as text, and the sort keeps the order of ids.
  return allegations.sort((a, b) =>
    (a.reportedOn ?? '') < (b.reportedOn ?? '') ? 1 : a.reportedOn === b.reportedOn ? 0 : -1,
  );
}
