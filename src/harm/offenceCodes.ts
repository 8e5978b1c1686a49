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

export function isClassification(code: string): boolean {
  return /^\d{3}\/\d{2}$/.test(code);
}
