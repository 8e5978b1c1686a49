/** One figure on data with a truth. */
export interface Figure {
  readonly data: string;
  readonly figure: string;
  readonly ours: number;
  /** What simpler or published methods reach, by name. */
  readonly beside: Readonly<Record<string, number>>;
  /** As the project wants it, such as `>= 0.925`. */
  readonly target: string;
}

export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
