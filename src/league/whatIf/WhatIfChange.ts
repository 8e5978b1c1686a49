import { LinchpinError } from '../../errors/LinchpinError.ts';

/** A change as a caller states it: one field, the others absent or null. */
export interface WhatIfInput {
  readonly withoutOffence?: string | null | undefined;
  readonly withoutAllegation?: string | null | undefined;
  readonly chargedOrConvictedOnly?: boolean | null | undefined;
  readonly edition?: string | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly historic?: boolean | null | undefined;
  readonly policeInitiated?: boolean | null | undefined;
  readonly companyDetected?: boolean | null | undefined;
  readonly provisionalWeights?: WeightBound | null | undefined;
}
export type WeightBound = 'LOWER' | 'UPPER';
/** Whose finding of an offence the Cambridge index keeps as a series of its own. */
export type Finder = 'POLICE' | 'COMPANY';

/** What is different about a league table, all else being as it is. */
export type WhatIfChange =
  | { readonly kind: 'WITHOUT_OFFENCE'; readonly offenceId: string }
  | { readonly kind: 'WITHOUT_ALLEGATION'; readonly offenceId: string }
  | { readonly kind: 'CHARGED_OR_CONVICTED' }
  | { readonly kind: 'EDITION'; readonly edition: string }
  | { readonly kind: 'WINDOW'; readonly windowDays: number }
  | { readonly kind: 'HISTORIC'; readonly counts: boolean }
  | { readonly kind: 'FOUND_BY'; readonly finder: Finder; readonly counts: boolean }
  | { readonly kind: 'BOUND'; readonly bound: WeightBound };

const READ: {
  readonly [F in keyof WhatIfInput]-?: (value: NonNullable<WhatIfInput[F]>) => WhatIfChange;
} = {
  withoutOffence: (offenceId) => ({ kind: 'WITHOUT_OFFENCE', offenceId }),
  withoutAllegation: (offenceId) => ({ kind: 'WITHOUT_ALLEGATION', offenceId }),
  chargedOrConvictedOnly: (only) => {
    if (only) return { kind: 'CHARGED_OR_CONVICTED' };
    throw bad('chargedOrConvictedOnly', 'chargedOrConvictedOnly can only be true; leave it out otherwise.');
  },
  edition: (edition) => ({ kind: 'EDITION', edition }),
  windowDays: (windowDays) => ({ kind: 'WINDOW', windowDays }),
  historic: (counts) => ({ kind: 'HISTORIC', counts }),
  policeInitiated: (counts) => ({ kind: 'FOUND_BY', finder: 'POLICE', counts }),
  companyDetected: (counts) => ({ kind: 'FOUND_BY', finder: 'COMPANY', counts }),
  provisionalWeights: (bound) => ({ kind: 'BOUND', bound }),
};

/**
 * The one change that is stated: two at once could not be told apart in the answer.
 * @throws LinchpinError BAD_INPUT naming the fields where none or more than one is stated
 */
export function readChange(input: WhatIfInput): WhatIfChange {
  const fields = Object.keys(READ) as (keyof WhatIfInput)[];
  const stated = fields.filter((field) => (input[field] ?? null) !== null);
  const [field] = stated;
  if (field === undefined) throw bad('change', `State one change: ${fields.join(', ')}.`);
  if (stated.length > 1)
    throw bad(stated.at(-1) ?? 'change', `State one change at a time, not ${stated.join(' and ')}.`);
  return (READ[field] as (value: WhatIfInput[keyof WhatIfInput]) => WhatIfChange)(input[field]);
}

function bad(argument: string, message: string): LinchpinError {
  return new LinchpinError('BAD_INPUT', message, { place: { argument } });
}
