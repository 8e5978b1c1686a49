/** Longest text kept of one variable. */
const KEPT = 64;

/**
 * Variables as the audit keeps them: ids, numbers and codes as they are; free text only by its length, since what
 * somebody searched for may name a victim.
 */
export function redact(variables: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(variables, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (key === 'text' || value.length > KEPT) return `[${value.length} characters]`;
    return value;
  });
}
