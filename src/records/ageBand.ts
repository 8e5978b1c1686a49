const BANDS: readonly (readonly [from: number, name: string])[] = [
  [65, '65 and over'],
  [55, '55-64'],
  [45, '45-54'],
  [35, '35-44'],
  [25, '25-34'],
  [18, '18-24'],
  [10, '10-17'],
  [0, 'under 10'],
];

/** Age as a band wide enough not to name anybody; undefined where the age is unknown. */
export function ageBand(age: number | null | undefined): string | undefined {
  if (age === null || age === undefined) return undefined;
  return BANDS.find(([from]) => age >= from)?.[1];
}
