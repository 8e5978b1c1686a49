import { z } from 'zod';

/** A variable of the environment; one that is empty says nothing. */
export const filled = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));

/** A whole number from `least` to `most`, or what holds where nothing is said. */
export const wholeNumber = <Default extends number | undefined>(
  least: number,
  most: number,
  otherwise: Default,
) =>
  filled.transform((text, context): number | Default => {
    if (text === undefined) return otherwise;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    context.addIssue({ code: 'custom', message: `must be a whole number from ${least} to ${most}` });
    return z.NEVER;
  });
