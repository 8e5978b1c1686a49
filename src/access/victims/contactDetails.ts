import { MASKS } from './masks.ts';

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** A British postcode; the last two letters are never C, I, K, M, O or V. */
const POSTCODE = /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}])/giu;
/** Between digits that belong together. */
const GAP = '[\\s().\\u2010-\\u2015_-]{0,3}';
/** A date is no telephone number; it is passed over. */
const DATE =
  '(?<!\\d)(?:\\d{4}-\\d{2}-\\d{2}|(?:0?[1-9]|[12]\\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\\d{4}|\\d{2}))(?![./-]?\\d)';
/** Nine digits or more behind a country or a zero. */
const PHONE_LIKE = `(?<!\\d)(?:\\+|\\(?0|\\(\\+)(?:${GAP}\\d){8,14}`;
const NUMBERS = new RegExp(`${DATE}|(${PHONE_LIKE})`, 'gu');
/** Fewer digits of a number might be those of anything. */
const LEAST_DIGITS = 6;

/**
 * Takes out what looks like an e-mail address, a telephone number or a postcode, whoever's it is, and these telephone
 * numbers also where their beginning is left out.
 * @param phones in any spelling
 */
export function contactDetails(phones: readonly string[]): (text: string) => string {
  const endings = [...new Set(phones.map(coreOf))]
    .filter(({ length }) => length >= LEAST_DIGITS)
    .map(endingOf);
  const known =
    endings.length === 0 ? undefined : new RegExp(`(?<!\\d)(?:${endings.join('|')})(?!\\d)`, 'gu');
  return (text) => {
    const left = text
      .replace(EMAIL, MASKS.email)
      .replace(POSTCODE, MASKS.postcode)
      .replace(NUMBERS, (found, phone: string | undefined) => (phone === undefined ? found : MASKS.phone));
    return known === undefined ? left : left.replace(known, MASKS.phone);
  };
}

/** Digits of a telephone number without country and leading zero. */
const coreOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^(?:0{0,2}44)?0?/, '');

/** The pattern of a number of which digits may be left out from the beginning on, but for the last six. */
function endingOf(digits: string): string {
  const last = [...digits.slice(-LEAST_DIGITS)].join(GAP);
  const before = [...digits.slice(0, -LEAST_DIGITS)];
  return before.reduce((pattern, digit) => `(?:${pattern}${digit}${GAP})?`, '') + last;
}

/**
 * Takes out these numbers of documents, vehicles, accounts and devices, however they are spaced.
 * @param numbers those of fewer than four letters and digits are left: they might be anything
 */
export function knownNumbers(numbers: readonly string[]): (text: string) => string {
  const spellings = [...new Set(numbers)]
    .map((number) => [...number.matchAll(/[\p{L}\p{N}]/gu)].map(([sign]) => sign))
    .filter((signs) => signs.length >= 4)
    // The longest first, so that none is taken for the beginning of another.
    .sort((a, b) => b.length - a.length)
    .map((signs) => signs.join('[\\s./-]{0,2}'));
  if (spellings.length === 0) return (text) => text;
  const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replace(known, MASKS.number);
}
