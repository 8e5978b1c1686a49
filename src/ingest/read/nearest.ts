import levenshtein from 'fastest-levenshtein';

/** Whether somebody may have meant `b` by `a`: case, punctuation and small slips aside, or one as part of the other. */
export function isNear(a: string, b: string): boolean {
  const [one, two] = [fold(a), fold(b)];
  if (one === '' || two === '') return false;
  // A word of a header may be the column: "Person ID" for id.
  const word = [a, b].some((text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(text === a ? two : one),
  );
  const part = (two.length > 2 && one.includes(two)) || (one.length > 2 && two.includes(one));
  return (
    one === two ||
    word ||
    part ||
    levenshtein.distance(one, two) <= (Math.min(one.length, two.length) > 4 ? 2 : 1)
  );
}

/** ` (did you mean "x"?)`, or nothing where no candidate is near. */
export function suggestion(stated: string, candidates: readonly string[]): string {
  const distance = (candidate: string) => levenshtein.distance(fold(candidate), fold(stated));
  const [nearest] = candidates
    .filter((candidate) => isNear(candidate, stated))
    .sort((a, b) => distance(a) - distance(b));
  return nearest === undefined ? '' : ` (did you mean "${nearest}"?)`;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
