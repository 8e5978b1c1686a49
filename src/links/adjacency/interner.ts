/** Texts by number, each kept once; 0 is none. */
export function interner() {
  const texts: string[] = [''];
  const numbers = new Map<string, number>();
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
