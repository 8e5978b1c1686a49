/** The seed's own London, or a league of so many suspects that is made for the bench. */
export interface Size {
  readonly name: string;
  readonly suspects: number;
  /** Offences that count in the window; undefined where the seed decides. */
  readonly offences: number | undefined;
}

export const LONDON: Size = { name: 'london', suspects: 35_000, offences: undefined };
const GENERATED: readonly Size[] = [
  { name: '350000', suspects: 350_000, offences: 500_000 },
  { name: '1000000', suspects: 1_000_000, offences: 1_500_000 },
];
/** Offences for each suspect where only the number of suspects is given. */
const OFFENCES_A_SUSPECT = 10 / 7;
const LEAST_SUSPECTS = 1_000;

/**
 * Sizes to measure, least first: `LINCHPIN_BENCH_SIZES`, separated by commas, each `london` or a number of suspects.
 * @throws RangeError naming what is no size
 */
export function chosenSizes(text = process.env.LINCHPIN_BENCH_SIZES): readonly Size[] {
  if (text === undefined || text.trim() === '') return [LONDON, ...GENERATED];
  return text
    .split(',')
    .map((part) => sizeOf(part.trim()))
    .sort((a, b) => a.suspects - b.suspects);
}

function sizeOf(text: string): Size {
  const known = [LONDON, ...GENERATED].find(({ name }) => name === text);
  if (known !== undefined) return known;
  const suspects = Number(text);
  if (!Number.isInteger(suspects) || suspects < LEAST_SUSPECTS)
    throw new RangeError(
      `LINCHPIN_BENCH_SIZES: "${text}" is neither "london" nor a whole number of suspects from ${LEAST_SUSPECTS}.`,
    );
  return { name: text, suspects, offences: Math.round(suspects * OFFENCES_A_SUSPECT) };
}
