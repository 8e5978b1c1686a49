import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** An allegation as far as the bootstrap looks at it. */
export interface Drawable {
  readonly personId: string;
  /** Millionths of a day; null or undefined where the harm is unknown. */
  readonly micros?: number | null | undefined;
  readonly victimIds: readonly string[];
}

/** Everybody's allegations in flat arrays. People stand in code point order of their ids, the last tie-break of a league. */
export interface Sample {
  readonly personIds: readonly string[];
  /** Person p has the allegations `starts[p]` up to, without, `starts[p + 1]`. */
  readonly starts: Uint32Array;
  /** Harm of each allegation in units; unknown harm adds none. */
  readonly harm: Float64Array;
  /** Allegation a has the victims `victims[victimStarts[a]]` up to, without, `victims[victimStarts[a + 1]]`. */
  readonly victimStarts: Uint32Array;
  readonly victims: Uint32Array;
  readonly distinctVictims: number;
  /** Whether some allegation of a person has a known harm. */
  readonly known: readonly boolean[];
}

/** Lays allegations out for drawing. Harm is divided by what all of it can be divided by, so that sorting has less to do. */
export function sampleOf(allegations: readonly Drawable[]): Sample {
  const rows = [...allegations].sort((a, b) => compareCodePoints(a.personId, b.personId));
  const unit = rows.reduce((divisor, { micros }) => commonDivisor(micros ?? 0, divisor), 0) || 1;
  const numbers = new Map<string, number>();
  const personIds: string[] = [];
  const known: boolean[] = [];
  const starts: number[] = [];
  const victimStarts: number[] = [];
  const victims: number[] = [];
  const harm = new Float64Array(rows.length);
  for (const [index, { personId, micros, victimIds }] of rows.entries()) {
    if (personIds.at(-1) !== personId) {
      personIds.push(personId);
      known.push(false);
      starts.push(index);
    }
    harm[index] = (micros ?? 0) / unit;
    if ((micros ?? null) !== null) known[known.length - 1] = true;
    victimStarts.push(victims.length);
    for (const victim of victimIds) {
      const number = numbers.get(victim) ?? numbers.size;
      numbers.set(victim, number);
      victims.push(number);
    }
  }
  return {
    personIds,
    starts: Uint32Array.from([...starts, rows.length]),
    harm,
    victimStarts: Uint32Array.from([...victimStarts, victims.length]),
    victims: Uint32Array.from(victims),
    distinctVictims: numbers.size,
    known,
  };
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
