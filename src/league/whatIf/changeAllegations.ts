import type { Allegation } from '../table/allegations.ts';
import type { Weight } from '../table/Weights.ts';
import type { WhatIfChange } from './WhatIfChange.ts';

/** What the allegations of a table as they stand answer: changes that leave some out or weigh them otherwise. */
export type InMemoryChange = Exclude<WhatIfChange, { kind: 'EDITION' | 'WINDOW' }>;
type WeightOf = (allegation: Allegation) => Weight | undefined;

/** Whether the allegations behind a table tell the answer; else the league is asked again. */
export function isInMemory(change: WhatIfChange): change is InMemoryChange {
  if (change.kind === 'EDITION' || change.kind === 'WINDOW') return false;
  // What a programme leaves out is not among the allegations of its table.
  return !((change.kind === 'HISTORIC' || change.kind === 'FOUND_BY') && change.counts);
}

/** The allegations as they would be, in their order. */
export function changeAllegations(
  change: InMemoryChange,
  personId: string,
  allegations: readonly Allegation[],
  weightOf: WeightOf,
): readonly Allegation[] {
  switch (change.kind) {
    case 'WITHOUT_OFFENCE':
      return allegations.filter(({ offenceId }) => offenceId !== change.offenceId);
    case 'WITHOUT_ALLEGATION':
      return allegations.filter((row) => row.offenceId !== change.offenceId || row.personId !== personId);
    case 'CHARGED_OR_CONVICTED':
      return allegations.filter(({ status }) => status === 'CHARGED' || status === 'CONVICTED');
    case 'HISTORIC':
      return allegations.filter((row) => change.counts || !isHistoric(row));
    case 'FOUND_BY':
      return allegations.filter(({ foundBy }) => change.counts || foundBy !== change.finder);
    case 'BOUND':
      return allegations.map((row) => {
        const weight = weightOf(row);
        const micros = change.bound === 'LOWER' ? weight?.lowMicros : weight?.highMicros;
        return { ...row, micros: micros ?? null };
      });
  }
}

/** Of one person's allegations: for how many the fact that a change asks about is not known. */
export function countUndecided(
  change: InMemoryChange,
  allegations: readonly Allegation[],
  weightOf: WeightOf,
): number {
  const absent = (value: unknown) => (value ?? null) === null;
  const undecided = (row: Allegation): boolean => {
    switch (change.kind) {
      case 'WITHOUT_OFFENCE':
      case 'WITHOUT_ALLEGATION':
        return false;
      case 'CHARGED_OR_CONVICTED':
        return absent(row.status);
      case 'HISTORIC':
        return absent(row.reportedOn) || absent(row.occurredFrom);
      case 'FOUND_BY':
        return absent(row.foundBy);
      case 'BOUND': {
        const weight = weightOf(row);
        return weight === undefined || (weight.provisional && weight.lowMicros === weight.highMicros);
      }
    }
  };
  return allegations.filter(undecided).length;
}

/** Known to have occurred in an earlier calendar year than that of its report. */
function isHistoric({ occurredFrom, reportedOn }: Allegation): boolean {
  if ((occurredFrom ?? null) === null || (reportedOn ?? null) === null) return false;
  return Number(occurredFrom?.slice(0, 4)) < Number(reportedOn?.slice(0, 4));
}
