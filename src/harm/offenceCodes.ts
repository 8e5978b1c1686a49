/** Title as it is compared: case and spaces folded. */
export function foldTitle(title: string): string {
  return title.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * The one spelling of an offence code: count codes in capitals without spaces (`8N`), classifications as `008/06`
 * (also written `00806`, `8/6`).
 */
export function normaliseCode(code: string): string {
  const bare = code.replace(/\s+/gu, '').toUpperCase();
  const parts = /^(\d{1,3})\/(\d{1,2})$/.exec(bare) ?? /^(\d{3})(\d{2})$/.exec(bare);
  return parts === null ? bare : `${(parts[1] ?? '').padStart(3, '0')}/${(parts[2] ?? '').padStart(2, '0')}`;
}

/** Every way an offence may state this code, in capitals without spaces: for finding stored offences by it. */
export function spellingsOf(code: string): readonly string[] {
  const bare = code.replace(/\s+/gu, '').toUpperCase();
  const normal = normaliseCode(code);
  const [whole, part] = normal.split('/');
  if (!isClassification(normal) || whole === undefined || part === undefined)
    return [...new Set([bare, normal])];
  const padded = (digits: string) =>
    Array.from({ length: digits.length }, (_, at) => digits.slice(at)).filter(
      (_, at) => !/[1-9]/.test(digits.slice(0, at)),
    );
  const slashed = padded(whole).flatMap((left) => padded(part).map((right) => `${left}/${right}`));
  return [...slashed, `${whole}${part}`];
}

export function isClassification(code: string): boolean {
  return /^\d{3}\/\d{2}$/.test(code);
}
