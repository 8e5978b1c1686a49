import { beginTurn } from '../../turns/Turn.ts';
import type { Adjacency } from '../Adjacency.ts';
import type { Change } from './Change.ts';
import { placeHalves } from './placeHalves.ts';
import { placeLinks } from './placeLinks.ts';
import { placeNodes } from './placeNodes.ts';

/** The adjacency after a change, as if it had been built anew; the one before it stays as it was. */
export async function replaceLinks(before: Adjacency, change: Change): Promise<Adjacency> {
  const turn = beginTurn();
  const nodes = await placeNodes(before, change, turn);
  const removed = removedLinks(before, change);
  const links = await placeLinks(before, change, nodes, removed.links, turn);
  const lists = await placeHalves(before, nodes, links, removed.ends, turn);
  const { placeOf, oldOf, ...placed } = nodes;
  return { ...placed, ...lists, ...links.columns };
}

/** By link 1 where it is read anew or gone, and the nodes at the ends of these. */
function removedLinks(before: Adjacency, { touched, gone }: Change) {
  const { start, other, link, find } = before;
  const links = new Uint8Array(before.linkMarking.length);
  const ends = new Set<number>();
  for (const { kind, id } of [...touched, ...gone]) {
    const node = find(kind, id);
    if (node === undefined) continue;
    ends.add(node);
    for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
      links[link[half] ?? 0] = 1;
      ends.add(other[half] ?? 0);
    }
  }
  return { links, ends };
}
