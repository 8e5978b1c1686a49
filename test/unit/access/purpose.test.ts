import { describe, expect, it } from 'vitest';
import { purposeOfHeader, purposeToHeader, requirePurpose } from '../../../src/access/index.ts';

const refused = expect.objectContaining({ code: 'PURPOSE_REQUIRED' });

describe('a purpose', () => {
  it('is kept in one spelling: blanks run together, letters composed', () => {
    expect(requirePurpose('  review \t of   the\u00a0Bo\u0308hm case ')).toBe('review of the Böhm case');
  });

  it.each([
    undefined,
    '',
    'too short',
    `${'very '.repeat(101)}long`,
    'nothing to see\u0000 here',
    'a line\u001b[2Kthat hides itself',
    'turned \u202e around here',
    'invisible\u200bletters here',
  ])('is refused where it says nothing, or hides what it says: %j', (text) => {
    expect(() => requirePurpose(text)).toThrow(refused);
  });

  it('begins with what the operator offers, as a word of its own', () => {
    const offered = ['OP', 'Case review'];
    expect(requirePurpose('OP Trident, briefing', offered)).toBe('OP Trident, briefing');
    expect(requirePurpose('case review: 12/2023', offered)).toBe('case review: 12/2023');
    for (const text of ['OPTIONAL reading', 'a case review of mine', 'curiosity alone'])
      expect(() => requirePurpose(text, offered)).toThrow(/begin with one of: OP, Case review/);
    expect(requirePurpose('curiosity alone', [...offered, 'free'])).toBe('curiosity alone');
  });

  it.each(['reviewing the Böhm case', 'Überprüfung für Łódź', '案件の見直しのため'])(
    'comes whole through a header: %s',
    (text) => {
      const header = purposeToHeader(text);
      expect(new Headers({ 'x-linchpin-purpose': header }).get('x-linchpin-purpose')).toBe(header);
      expect(purposeOfHeader(header)).toBe(text);
    },
  );

  it('is read from a header of single bytes as well', () => {
    expect(purposeOfHeader('reviewing the B\u00f6hm case')).toBe('reviewing the Böhm case');
    expect(purposeOfHeader(undefined)).toBeUndefined();
  });
});
