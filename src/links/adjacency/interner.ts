/** Texts by number, each kept once; 0 is none. @param before goes on from these, of which the empty ones are of no use */
export function interner(before: readonly string[] = ['']) {
  const texts = [...before];
  const numbers = new Map(
    texts.map((text, number) => [text, number] as const).filter(([text]) => text !== ''),
  );
  return {
    texts,
    numberOf: (text: string | undefined): number => {
      if (text === undefined) return 0;
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}
