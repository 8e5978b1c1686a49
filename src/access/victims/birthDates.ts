import { MASKS } from './masks.ts';

const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
] as const;
const MONTH = MONTHS.join('|');
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const PART = '[\\s./,-]{1,3}';

/** A date, or a year alone, behind a word that says that somebody was born then. */
const BEHIND_BIRTH = new RegExp(
  `(\\b(?:born|d\\.?\\s?o\\.?\\s?b\\.?|date of birth)[\\s:(]{1,4}(?:on |in )?)` +
    `(?:\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{1,4})?|${DAY}(?: of)?${PART}(?:${MONTH})(?:${PART}\\d{2,4})?|(?:${MONTH})${PART}(?:${DAY}${PART})?\\d{2,4}|\\d{8}|\\d{4})(?!\\d)`,
  'gi',
);

/**
 * Takes dates of birth out of a text: these, in the usual spellings with day or month first as the spelling has it, and
 * whatever is said to be one. A year alone is only taken for one where the text says so.
 * @param bornOn `yyyy-MM-dd` or `yyyy-MM`
 */
export function birthDates(bornOn: readonly string[]): (text: string) => string {
  const spellings = bornOn.flatMap(spellingsOf);
  const known =
    spellings.length === 0
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => {
    const left = text.replace(BEHIND_BIRTH, `$1${MASKS.born}`);
    return known === undefined ? left : left.replace(known, MASKS.born);
  };
}

function spellingsOf(bornOn: string): readonly string[] {
  const [year = '', month, day] = bornOn.split('-');
  const name = MONTHS[Number(month) - 1];
  if (!/^\d{4}$/.test(year) || month === undefined || name === undefined) return [];
  const years = `(?:${year}|${year.slice(2)})`;
  const m = `0?${Number(month)}`;
  if (day === undefined) return [`${year}[./-]${m}`, `${m}[./-]${year}`, `(?:${name})${PART}${year}`];
  const d = `0?${Number(day)}`;
  const nth = `${d}(?:st|nd|rd|th)?`;
  return [
    `${year}[./-]?${m}[./-]?${d}`,
    `${d}\\s?[./-]\\s?${m}\\s?[./-]\\s?${years}`,
    `${nth}(?: of)?(?:${PART})?(?:${name})(?:${PART})?['’]?${years}`,
    `(?:${name})${PART}${nth}${PART}${years}`,
  ];
}
