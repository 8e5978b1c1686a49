import { foldedWords, type Word } from './foldedWords.ts';

/** Kinds of streets by their usual abbreviations. */
const KINDS: Readonly<Record<string, string>> = {
  ave: 'avenue',
  av: 'avenue',
  bldg: 'building',
  blvd: 'boulevard',
  cl: 'close',
  cres: 'crescent',
  ct: 'court',
  dr: 'drive',
  gdns: 'gardens',
  gr: 'grove',
  ho: 'house',
  hse: 'house',
  la: 'lane',
  ln: 'lane',
  pl: 'place',
  rd: 'road',
  sq: 'square',
  st: 'street',
  ter: 'terrace',
  terr: 'terrace',
  wk: 'walk',
};
/** What may stand before a street: numbers, and words for parts of a house. */
const BEFORE = /^(?:\d+[a-z]?|flat|apartment|apt|unit|room|number|no|floor)$/;

/** Tells of each word of a text whether it is part of one of these addresses: the whole, or the street with its numbers. */
export function addressWords(addresses: readonly string[]): (words: readonly Word[]) => readonly boolean[] {
  const byFirst = new Map<string, string[][]>();
  for (const street of addresses.flatMap(streetsOf)) {
    const [first = ''] = street;
    byFirst.set(first, [...(byFirst.get(first) ?? []), street]);
  }
  return (words) => {
    const spelt = words.map(spellingOf);
    const hidden = words.map(() => false);
    for (const [at, word] of spelt.entries())
      for (const street of byFirst.get(word) ?? []) {
        if (!street.every((part, offset) => spelt[at + offset] === part)) continue;
        hidden.fill(true, at, at + street.length);
        for (let before = at - 1; before >= 0 && BEFORE.test(spelt[before] ?? ''); before -= 1)
          hidden[before] = true;
      }
    return hidden;
  };
}

/** The parts of an address between commas and numbers that have two words or more: `1 Elm Rd, Bow` is `elm road`. */
function streetsOf(address: string): string[][] {
  return address
    .split(/[,;\n]/)
    .map((part) => {
      const spelt = foldedWords(part).map(spellingOf);
      return spelt.slice(spelt.findLastIndex((word) => BEFORE.test(word)) + 1);
    })
    .filter((street) => street.length > 1);
}

const spellingOf = ({ folded }: Word): string => KINDS[folded] ?? folded;
