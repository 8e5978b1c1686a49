/** What a number cell may hold. */
export interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** @returns the number, or undefined where the text is none or lies outside the limits */
export function numberIn(text: string, limits: NumberLimits): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = limits;
  const fits = Number.isFinite(value) && value >= min && value <= max;
  return fits && (!whole || Number.isSafeInteger(value)) ? value : undefined;
}

/** `a whole number from 0 to 130` */
export function numberWords({ min, max, whole = false }: NumberLimits): string {
  const words = [whole ? 'a whole number' : 'a number'];
  if (min !== undefined) words.push(`from ${min}`);
  if (max !== undefined) words.push(`to ${max}`);
  return words.join(' ');
}
