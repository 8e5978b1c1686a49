import type { League } from '../table/computeLeague.ts';
import type { WhatIfChange } from './WhatIfChange.ts';

export const CAVEAT =
  'A counterfactual about counts: how the table would stand if this were so and all else stayed as it is. It does not ' +
  'say that an allegation is true or false, that anybody is guilty or innocent, or what anybody will do; who would move ' +
  'up has done nothing.';

const FOUND = { POLICE: 'found by the police themselves', COMPANY: 'detected by a company' } as const;
const SERIES = 'The Cambridge index keeps them as a series of their own.';

/** What is assumed, in a sentence, with what is done where the fact is not known. */
export function assumptionOf(
  change: WhatIfChange,
  { programme, edition }: Pick<League, 'programme' | 'edition'>,
): string {
  switch (change.kind) {
    case 'WITHOUT_OFFENCE':
      return `Offence ${change.offenceId} does not count, for anybody.`;
    case 'WITHOUT_ALLEGATION':
      return `Offence ${change.offenceId} does not count for this person; it goes on counting for others.`;
    case 'CHARGED_OR_CONVICTED':
      return 'Only allegations that led to a charge or a conviction count; one without a stated status is left out.';
    case 'EDITION':
      return `Harm is weighed by edition ${change.edition}, not ${edition}.`;
    case 'WINDOW':
      return `The window is ${change.windowDays} days long and ends on the same day.`;
    case 'HISTORIC': {
      const counted = programme.historic ?? true;
      if (!change.counts)
        return `Offences of an earlier year than that of their report do not count${counted ? '' : ', as it is already'}; one whose years are not known counts.`;
      return `Offences of an earlier year than that of their report count${counted ? ', as they do already' : ''}.`;
    }
    case 'FOUND_BY': {
      const stated = programme.foundBy ?? undefined;
      const counted = stated === undefined || stated.includes(change.finder);
      if (!change.counts)
        return `Offences ${FOUND[change.finder]} do not count${counted ? '' : ', as it is already'}; one of which it is not known who found it stays as it is. ${SERIES}`;
      return `Offences ${FOUND[change.finder]} count${counted ? ', as they do already' : ''}. ${SERIES}`;
    }
    case 'BOUND':
      return `Every provisional weight stands at its ${change.bound === 'LOWER' ? 'lower' : 'upper'} bound, all at once; a weight without a range, and an unknown harm, stay as they are.`;
  }
}
