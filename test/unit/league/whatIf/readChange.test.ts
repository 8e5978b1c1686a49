import { describe, expect, it } from 'vitest';
import { shippedProgrammes } from '../../../../src/league/programmes/shippedProgrammes.ts';
import { readChange } from '../../../../src/league/whatIf/WhatIfChange.ts';
import { assumptionOf } from '../../../../src/league/whatIf/words.ts';

const refusal = (input: Parameters<typeof readChange>[0]) => {
  try {
    readChange(input);
  } catch (error) {
    return error as { code?: string; message: string; place?: { argument?: string } };
  }
  throw new Error('it was taken');
};

describe('a change that a what-if asks about', () => {
  it.each([
    [{ withoutOffence: 's:1' }, { kind: 'WITHOUT_OFFENCE', offenceId: 's:1' }],
    [{ withoutAllegation: 's:1' }, { kind: 'WITHOUT_ALLEGATION', offenceId: 's:1' }],
    [{ chargedOrConvictedOnly: true }, { kind: 'CHARGED_OR_CONVICTED' }],
    [{ edition: 'ons-css-2020' }, { kind: 'EDITION', edition: 'ons-css-2020' }],
    [{ windowDays: 180 }, { kind: 'WINDOW', windowDays: 180 }],
    [{ historic: false }, { kind: 'HISTORIC', counts: false }],
    [{ policeInitiated: true }, { kind: 'FOUND_BY', finder: 'POLICE', counts: true }],
    [
      { companyDetected: false, historic: null },
      { kind: 'FOUND_BY', finder: 'COMPANY', counts: false },
    ],
    [{ provisionalWeights: 'UPPER' as const }, { kind: 'BOUND', bound: 'UPPER' }],
  ])('is read from %o', (input, change) => {
    expect(readChange(input)).toEqual(change);
  });

  it('is one: none, two at once and a "not only" are refused by the name of the field', () => {
    expect(refusal({})).toMatchObject({ code: 'BAD_INPUT', place: { argument: 'change' } });
    expect(refusal({}).message).toContain('withoutOffence, withoutAllegation');
    const two = refusal({ historic: false, windowDays: 180 });
    expect(two).toMatchObject({ code: 'BAD_INPUT', place: { argument: 'historic' } });
    expect(two.message).toContain('windowDays and historic');
    expect(refusal({ chargedOrConvictedOnly: false })).toMatchObject({
      place: { argument: 'chargedOrConvictedOnly' },
    });
  });

  it('is told in a sentence, which says where the table counts so already', () => {
    const [programme] = shippedProgrammes();
    if (programme === undefined) throw new Error('a programme is needed');
    const told = (foundBy: readonly string[] | null, counts: boolean) =>
      assumptionOf(
        { kind: 'FOUND_BY', finder: 'POLICE', counts },
        { programme: { ...programme, version: 1, foundBy }, edition: 'cchi-public' },
      );
    expect(told(null, true)).toContain('as they do already');
    expect(told(['VICTIM'], true)).not.toContain('already');
    expect(told(['VICTIM'], false)).toContain('as it is already');
    expect(told(null, false)).toContain('it is not known who found it');
  });
});
