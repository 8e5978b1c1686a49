import type { Turn } from '../../turns/Turn.ts';
import { type Random, shuffle } from '../random.ts';
import type { Level } from './Level.ts';

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-10;

/** Fast local moves. Changes `partition`. @returns whether anything moved */
export async function moveNodes(
  level: Level,
  partition: Uint32Array,
  gamma: number,
  random: Random,
  turn: Turn,
): Promise<boolean> {
  const { size, start, other, weight, mass } = level;
  const communityMass = new Float64Array(size);
  const members = new Uint32Array(size);
  for (let node = 0; node < size; node++) {
    const community = partition[node] as number;
    communityMass[community] = (communityMass[community] as number) + (mass[node] as number);
    members[community] = (members[community] as number) + 1;
  }
  const empty: number[] = [];
  for (let community = size - 1; community >= 0; community--)
    if (members[community] === 0) empty.push(community);
  const queue = Uint32Array.from({ length: size }, (_, node) => node);
  shuffle(queue, random);
  const queued = new Uint8Array(size).fill(1);
  const toward = new Float64Array(size);
  const touched = new Uint32Array(size + 1);
  let [head, waiting, moved] = [0, size, false];
  while (waiting > 0) {
    const node = queue[head] as number;
    head = head + 1 === size ? 0 : head + 1;
    waiting -= 1;
    queued[node] = 0;
    const [own, begin, end] = [partition[node] as number, start[node] as number, start[node + 1] as number];
    if (turn.isOver(end - begin + 1)) await turn.end();
    let met = 0;
    for (let slot = begin; slot < end; slot++) {
      const community = partition[other[slot] as number] as number;
      if (toward[community] === 0) touched[met++] = community;
      toward[community] = (toward[community] as number) + (weight[slot] as number);
    }
    const nodeMass = mass[node] as number;
    communityMass[own] = (communityMass[own] as number) - nodeMass;
    let best = own;
    let bestGain = (toward[own] as number) - gamma * nodeMass * (communityMass[own] as number) + LEAST_GAIN;
    for (let at = 0; at < met; at++) {
      const community = touched[at] as number;
      const gain = (toward[community] as number) - gamma * nodeMass * (communityMass[community] as number);
      if (gain > bestGain) [best, bestGain] = [community, gain];
    }
    // A community of its own gains 0.
    if (bestGain < 0 && (members[own] as number) > 1) best = empty.at(-1) ?? own;
    for (let at = 0; at < met; at++) toward[touched[at] as number] = 0;
    communityMass[best] = (communityMass[best] as number) + nodeMass;
    if (best === own) continue;
    moved = true;
    if (members[best] === 0) empty.pop();
    members[best] = (members[best] as number) + 1;
    members[own] = (members[own] as number) - 1;
    if (members[own] === 0) empty.push(own);
    partition[node] = best;
    for (let slot = begin; slot < end; slot++) {
      const neighbour = other[slot] as number;
      if (partition[neighbour] === best || queued[neighbour] === 1) continue;
      queued[neighbour] = 1;
      queue[(head + waiting) % size] = neighbour;
      waiting += 1;
    }
  }
  return moved;
}
