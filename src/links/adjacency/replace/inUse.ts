/** What nothing rests on any more is not kept: a record that was erased must not stay in memory. */
export function inUse(texts: string[], columns: readonly Uint32Array[]): string[] {
  const used = new Uint8Array(texts.length);
  for (const column of columns) for (const number of column) used[number] = 1;
  for (let number = 1; number < texts.length; number += 1) if (used[number] === 0) texts[number] = '';
  return texts;
}
