import { z } from 'zod';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { fileText } from './fileText.ts';
import { filled, wholeNumber } from './filled.ts';

/** What the operator of a service lays down for everybody who uses it. */
export interface OperatorRules {
  /** What a purpose must begin with; empty, or with `free` among them: any text will do. */
  readonly purposes: readonly string[];
  /** Terms of use, to be read before signing in. */
  readonly banner?: string | undefined;
  /** Minutes of a break-glass where none are asked for, and the most that can be. */
  readonly breakGlassMinutes: number;
  readonly breakGlassMost: number;
}

const MOST_MINUTES = 24 * 60;
const LONGEST_BANNER = 10_000;

export const operatorVariables = {
  LINCHPIN_PURPOSES: filled.transform((text) =>
    (text ?? '')
      .split(',')
      .map((purpose) => purpose.trim())
      .filter((purpose) => purpose !== ''),
  ),
  LINCHPIN_BANNER: filled,
  LINCHPIN_BANNER_FILE: filled,
  LINCHPIN_BREAK_GLASS_MINUTES: wholeNumber(1, MOST_MINUTES, 30),
  LINCHPIN_BREAK_GLASS_MOST: wholeNumber(1, MOST_MINUTES, 120),
};
const variables = z.object(operatorVariables);

/** @throws LinchpinError BAD_INPUT for a banner that cannot be read, or minutes that contradict each other */
export function operatorRules(env: z.output<typeof variables>): OperatorRules {
  const [breakGlassMinutes, breakGlassMost] = [
    env.LINCHPIN_BREAK_GLASS_MINUTES,
    env.LINCHPIN_BREAK_GLASS_MOST,
  ];
  if (breakGlassMinutes > breakGlassMost)
    throw new LinchpinError(
      'BAD_INPUT',
      'LINCHPIN_BREAK_GLASS_MINUTES is more than LINCHPIN_BREAK_GLASS_MOST; lower it or raise the other.',
    );
  const banner = env.LINCHPIN_BANNER ?? fileText('LINCHPIN_BANNER_FILE', env.LINCHPIN_BANNER_FILE);
  if (banner !== undefined && banner.length > LONGEST_BANNER)
    throw new LinchpinError('BAD_INPUT', `The banner is longer than ${LONGEST_BANNER} characters.`);
  return { purposes: env.LINCHPIN_PURPOSES, banner, breakGlassMinutes, breakGlassMost };
}
