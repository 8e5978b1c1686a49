import { type Adjacency, REVERSED } from '../Adjacency.ts';
import { NOWHERE } from './placeNodes.ts';

/** Numbers of records. One that is known is found at its person: all that rests on it hangs there. */
export function recordNumbers({ records, start, link, kind, recordOfStart, recordOfEnd }: Adjacency) {
  const texts = [...records];
  const numbers = new Map<string, number>();
  const looked = new Set<number>();
  const look = (person: number) => {
    looked.add(person);
    for (let half = start[person] ?? 0; half < (start[person + 1] ?? 0); half += 1) {
      const column = ((kind[half] ?? 0) & REVERSED) === 0 ? recordOfStart : recordOfEnd;
      const record = column[link[half] ?? 0] ?? 0;
      const text = texts[record];
      if (record > 0 && text !== undefined && !numbers.has(text)) numbers.set(text, record);
    }
  };
  return {
    texts,
    /** @param person as numbered before; NOWHERE for a new one */
    numberOf: (person: number, text: string | undefined): number => {
      if (text === undefined) return 0;
      if (person !== NOWHERE && !looked.has(person)) look(person);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}
