import { compareCodePoints } from '../../collections/compareCodePoints.ts';

export interface Decision {
  readonly one: string;
  readonly two: string;
  readonly verdict: string;
}

/**
 * Which person each judged record belongs to: records that SAME decisions connect are one person, who goes by the
 * least of their ids; a record that nothing connects any more is a person of its own.
 * @returns person id by record id, for every record that a decision names
 */
export function personsOf(decisions: readonly Decision[]): ReadonlyMap<string, string> {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    return at;
  };
  for (const { one, two } of decisions) for (const id of [one, two]) if (!parent.has(id)) parent.set(id, id);
  for (const { one, two, verdict } of decisions) {
    if (verdict !== 'SAME') continue;
    const [a, b] = [root(one), root(two)];
    if (a === b) continue;
    const [least, other] = compareCodePoints(a, b) < 0 ? [a, b] : [b, a];
    parent.set(other, least);
  }
  return new Map([...parent.keys()].map((id) => [id, root(id)]));
}
