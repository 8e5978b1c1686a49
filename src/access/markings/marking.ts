/** Levels from lowest to highest; each includes what is below it. */
export const LEVELS = ['OFFICIAL', 'OFFICIAL-SENSITIVE', 'SECRET', 'TOP SECRET'] as const;
export type Level = (typeof LEVELS)[number];

/** A protective marking: a caller needs the level and all of the compartments. */
export interface Marking {
  readonly level: Level;
  readonly compartments: readonly string[];
}

/** What everybody with an account may see. */
export const BASE_MARKING = 'OFFICIAL';

/**
 * Reads `LEVEL[/COMPARTMENT;COMPARTMENT]`.
 * @returns undefined where the text is not a marking; it is then refused, never lowered
 */
export function parseMarking(text: string): Marking | undefined {
  const [levelText = '', compartmentText, ...more] = text.trim().toUpperCase().split('/');
  const level = LEVELS.find((known) => known === levelText.trim());
  if (level === undefined || more.length > 0) return undefined;
  if (compartmentText === undefined) return { level, compartments: [] };
  const compartments = compartmentText.split(';').map((name) => name.trim());
  if (compartments.some((name) => !/^[A-Z0-9][A-Z0-9 _-]*$/.test(name))) return undefined;
  return { level, compartments: sorted(compartments) };
}

/** The one spelling of a marking, which is also the id of its node. */
export function markingId({ level, compartments }: Marking): string {
  return compartments.length === 0 ? level : `${level}/${sorted(compartments).join(';')}`;
}

/** The least marking that is at least as restrictive as all of these (ids in, id out). */
export function joinMarkings(...ids: readonly string[]): string {
  const first = ids[0];
  if (first !== undefined && ids.every((id) => id === first)) return first;
  const markings = ids.map(known);
  const rank = Math.max(0, ...markings.map(({ level }) => LEVELS.indexOf(level)));
  return markingId({
    level: LEVELS[rank] ?? 'TOP SECRET',
    compartments: markings.flatMap(({ compartments }) => compartments),
  });
}

/** Whether a clearance may see what carries this marking. */
export function dominates(clearance: Marking, marking: Marking): boolean {
  return (
    LEVELS.indexOf(clearance.level) >= LEVELS.indexOf(marking.level) &&
    marking.compartments.every((name) => clearance.compartments.includes(name))
  );
}

/** Total order that never puts a more restrictive marking first: level, number of compartments, id. */
export function compareMarkings(a: string, b: string): number {
  const [one, two] = [known(a), known(b)];
  return (
    LEVELS.indexOf(one.level) - LEVELS.indexOf(two.level) ||
    one.compartments.length - two.compartments.length ||
    (a < b ? -1 : a > b ? 1 : 0)
  );
}

function known(id: string): Marking {
  const marking = parseMarking(id);
  // A marking we cannot read is above everybody: it never lowers what it is joined with.
  return marking ?? { level: 'TOP SECRET', compartments: [`UNREADABLE ${id}`] };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
