import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Audit } from '../../../src/access/index.ts';
import { openRefusals } from '../../../src/api/refusals.ts';
import type { ErrorCode } from '../../../src/errors/codes.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function opened() {
  const written: string[] = [];
  const record = async ({ operation }: { operation: string }) => {
    written.push(operation);
  };
  const refusals = openRefusals({
    audit: { record } as unknown as Audit,
    clock: { now: () => new Date() },
    logger: pino({ level: 'silent' }),
  });
  const refuse = (remoteAddress: string, code: ErrorCode = 'UNAUTHENTICATED') =>
    refusals.audit(
      { socket: { remoteAddress } as never },
      {
        operation: 'x',
        requestId: 'r',
        error: new LinchpinError(code, 'no'),
      },
    );
  return { written, refuse, close: refusals.close };
}

describe('refusals of those who are not signed in', () => {
  it('are audited singly up to 60 of an address, the others as a number when the minute is over', async () => {
    const { written, refuse } = opened();
    for (let nth = 0; nth < 100; nth += 1) await refuse('10.0.0.1');
    await refuse('10.0.0.2');
    expect(written).toEqual(Array(61).fill('x: UNAUTHENTICATED'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written.slice(61)).toEqual([
      '40 more refused sign-ins and requests, not recorded singly: RATE_LIMITED',
    ]);
    await refuse('10.0.0.1');
    expect(written.slice(62)).toEqual(['x: UNAUTHENTICATED']);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(written).toHaveLength(63);
  });

  it('are no more than 600 a minute of all addresses together, and one entry', async () => {
    const { written, refuse, close } = opened();
    for (let nth = 0; nth < 2_000; nth += 1) await refuse(`10.0.${nth >> 8}.${nth & 255}`);
    expect(written).toHaveLength(600);
    await close();
    expect(written.slice(600)).toEqual([
      '1400 more refused sign-ins and requests, not recorded singly: RATE_LIMITED',
    ]);
    await close();
    expect(written).toHaveLength(601);
  });

  it('for our own faults take nothing from those of others, and fill nothing either', async () => {
    const { written, refuse } = opened();
    for (let nth = 0; nth < 100; nth += 1) await refuse('10.0.0.1', nth % 2 ? 'UNAVAILABLE' : 'TIMEOUT');
    expect(written).toHaveLength(60);
    await refuse('10.0.0.1');
    expect(written.at(-1)).toBe('x: UNAUTHENTICATED');
  });
});
