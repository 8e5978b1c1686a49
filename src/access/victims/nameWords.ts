import { fold, foldedWords, type Word } from './foldedWords.ts';

/** Words of English that are names as well; written small they are taken for the word. */
const COMMON = new Set(
  `abbey amber an angel april archer art august autumn baker bell bill bird bishop black bond brook brown bush butcher
  carol carter chance chase church clay cook cross dale dawn day dean do drew duke earl east faith field fisher ford
  forest fox frank gene glen gold good grace grant gray green grey guy hall harmony he heath heather her hill him holly
  home honey hope house hunter in ivy jack jade jewel john joy judge june king knight lane law lee little long love major
  mark marsh mason may me mercy mill miles miller moon my no noble north old olive page park parker pat patience pearl
  penny poppy porter pope price prince queen ray reed rich river rob robin rock rose royal ruby sage sales sandy savage
  she sharp shepherd short small so south star stone street strong sue summer taylor to turner us violet walker wall ward
  waters we weaver webb west white wild will wise wolf wood woods yes you young`.split(/\s+/),
);
/** Parts of names that say nothing alone. */
const PARTICLES = new Set(
  'al and bin bint da de del den der des di dos du el ibn la le of san st the van von y'.split(' '),
);
const TITLES = new Set('dr lady lord miss mr mrs ms mx prof rev sir'.split(' '));

/** Tells of each word of a text whether it is part of one of these names. */
export function nameWords(names: readonly string[]): (words: readonly Word[]) => readonly boolean[] {
  const known = new Set<string>();
  for (const name of names) {
    const parts = foldedWords(name)
      .map(({ folded }) => folded)
      .filter((word) => word !== '' && !TITLES.has(word));
    for (const part of parts) known.add(part);
    // Written together, as in the name of an account; `O'Brien` as `O Brien`.
    known.add(parts.join(''));
    for (const part of name.split(/['’\s-]+/).map(fold)) if (part.length > 2) known.add(part);
  }
  known.delete('');
  return (words) => {
    const alone = words.map((word) => isKnown(word, known) && !isWeak(word));
    const hidden = [...alone];
    // What says nothing alone, and initials, belong to the name that they stand beside: to its right, then to its left.
    const joins = (word: Word) => isInitial(word) || (isWeak(word) && isKnown(word, known));
    for (const [at, word] of words.entries())
      hidden[at] ||= hidden[at - 1] === true && word.joined && joins(word);
    for (let at = words.length - 2; at >= 0; at -= 1) {
      const [word, next] = words.slice(at, at + 2);
      hidden[at] ||= hidden[at + 1] === true && next?.joined === true && word !== undefined && joins(word);
    }
    return hidden;
  };
}

function isKnown({ folded }: Word, known: ReadonlySet<string>): boolean {
  if (known.has(folded)) return true;
  // The Frosts, and bella1990.
  const bare = folded.replace(/^\d+|\d+$/g, '');
  return bare.length > 3 && (known.has(bare) || (bare.endsWith('s') && known.has(bare.slice(0, -1))));
}

const isInitial = ({ raw }: Word) => /^\p{Lu}$/u.test(raw);

/** Whether a word is too short or too common to be a name by itself, as it is written. */
function isWeak({ raw, folded }: Word): boolean {
  return (
    folded.length < 2 ||
    /^\d+$/.test(folded) ||
    PARTICLES.has(folded) ||
    (COMMON.has(folded) && !/^\p{Lu}/u.test(raw))
  );
}
