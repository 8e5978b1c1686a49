import { describe, expect, it } from 'vitest';
import { closeFor } from '../../../src/api/closeFor.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';

function closed(error: unknown): { code: number; reason: string } {
  const calls: { code: number; reason: string }[] = [];
  closeFor({ close: (code, reason) => calls.push({ code, reason }) }, error);
  return calls[0] ?? { code: 0, reason: 'not closed' };
}

describe('the reason for which a connection is closed', () => {
  it('names a code of the list, and of what nobody foresaw nothing else', () => {
    expect(closed(new LinchpinError('FORBIDDEN', 'Not yours.'))).toEqual({
      code: 4403,
      reason: 'FORBIDDEN: Not yours.',
    });
    expect(closed(new LinchpinError('UNAUTHENTICATED', 'No token.')).code).toBe(4401);
    expect(closed(new LinchpinError('TIMEOUT', 'Too late.')).reason).toMatch(/^UNAVAILABLE: /);
    expect(closed(new Error('Neo.ClientError: s:P1'))).toEqual({
      code: 4500,
      reason: 'INTERNAL: Something went wrong; the log has it.',
    });
  });

  it('fits into the frame, without half a letter at its end', () => {
    for (const letter of ['x', 'é', '€', '😀']) {
      const { reason } = closed(new LinchpinError('BAD_INPUT', letter.repeat(200)));
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
      expect(Buffer.byteLength(reason)).toBeGreaterThan(119);
      expect(reason).toBe(`BAD_INPUT: ${letter.repeat((reason.length - 11) / letter.length)}`);
    }
  });
});
