import type { Turn } from '../../turns/Turn.ts';
import { type Random, shuffle } from '../random.ts';
import type { Level } from './Level.ts';

/** Randomness of the refinement, as in the paper. */
const THETA = 0.01;

/** Inside each community, single nodes join well-connected parts at random by gain; parts stay connected. */
export async function refine(
  level: Level,
  partition: Uint32Array,
  gamma: number,
  random: Random,
  turn: Turn,
): Promise<Uint32Array> {
  const { size, start, other, weight, mass } = level;
  const refined = Uint32Array.from({ length: size }, (_, node) => node);
  const communityMass = new Float64Array(size);
  for (let node = 0; node < size; node++)
    communityMass[partition[node] as number] =
      (communityMass[partition[node] as number] as number) + (mass[node] as number);
  const partMass = mass.slice();
  const members = new Uint32Array(size).fill(1);
  /** Weight from each part to the rest of its community. */
  const outward = new Float64Array(size);
  for (let node = 0; node < size; node++)
    for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++)
      if (partition[other[slot] as number] === partition[node])
        outward[node] = (outward[node] as number) + (weight[slot] as number);
  const within = outward.slice();
  const order = Uint32Array.from({ length: size }, (_, node) => node);
  shuffle(order, random);
  const toward = new Float64Array(size);
  const touched = new Uint32Array(size);
  const gains = new Float64Array(size);
  const wellConnected = (part: number, whole: number) =>
    (outward[part] as number) >= gamma * (partMass[part] as number) * (whole - (partMass[part] as number));
  for (const node of order) {
    if (members[node] !== 1 || refined[node] !== node) continue;
    const community = partition[node] as number;
    const whole = communityMass[community] as number;
    if (!wellConnected(node, whole)) continue;
    if (turn.isOver((start[node + 1] as number) - (start[node] as number) + 1)) await turn.end();
    let met = 0;
    for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
      const neighbour = other[slot] as number;
      if (partition[neighbour] !== community) continue;
      const part = refined[neighbour] as number;
      if (toward[part] === 0) touched[met++] = part;
      toward[part] = (toward[part] as number) + (weight[slot] as number);
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < met; at++) {
      const part = touched[at] as number;
      const gain = (toward[part] as number) - gamma * (mass[node] as number) * (partMass[part] as number);
      gains[at] = gain >= 0 && wellConnected(part, whole) ? gain : Number.NaN;
      if ((gains[at] as number) > most) most = gains[at] as number;
    }
    const chosen = most > 0 ? drawn(gains, met, most, random) : -1;
    if (chosen >= 0) {
      const part = touched[chosen] as number;
      refined[node] = part;
      members[part] = (members[part] as number) + 1;
      members[node] = 0;
      partMass[part] = (partMass[part] as number) + (mass[node] as number);
      outward[part] = (outward[part] as number) + (within[node] as number) - 2 * (toward[part] as number);
    }
    for (let at = 0; at < met; at++) toward[touched[at] as number] = 0;
  }
  return refined;
}

/** One of the gains that are numbers, with probability as exp(gain / THETA). */
function drawn(gains: Float64Array, count: number, most: number, random: Random): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const gain = gains[at] as number;
    if (!Number.isNaN(gain)) sum += Math.exp((gain - most) / THETA);
  }
  let left = random.share() * sum;
  let last = -1;
  for (let at = 0; at < count; at++) {
    const gain = gains[at] as number;
    if (Number.isNaN(gain)) continue;
    last = at;
    left -= Math.exp((gain - most) / THETA);
    if (left < 0) break;
  }
  return last;
}
