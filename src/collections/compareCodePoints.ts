/** Order of two texts by code point, as the contract sorts ids (JavaScript's own order is by UTF-16 unit). */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const one = a.charCodeAt(at);
    const two = b.charCodeAt(at);
    if (one === two) continue;
    // Surrogates stand for code points above every other unit.
    const lift = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
    return lift(one) - lift(two);
  }
  return a.length - b.length;
}
