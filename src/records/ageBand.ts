const BANDS: readonly (readonly [from: number, name: string, middle: number])[] = [
  [65, '65 and over', 72],
  [55, '55-64', 60],
  [45, '45-54', 50],
  [35, '35-44', 40],
  [25, '25-34', 30],
  [18, '18-24', 21.5],
  [10, '10-17', 14],
  [0, 'under 10', 5],
];

const bandOf = (age: number | null | undefined) =>
  age === null || age === undefined ? undefined : BANDS.find(([from]) => age >= from);

/** Age as a band wide enough not to name anybody; undefined where the age is unknown. */
export const ageBand = (age: number | null | undefined): string | undefined => bandOf(age)?.[1];

/** An age, in years, that stands for all of its band. */
export const middleOfAgeBand = (age: number | null | undefined): number | undefined => bandOf(age)?.[2];
