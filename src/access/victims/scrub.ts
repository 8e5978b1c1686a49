import { addressWords } from './addressWords.ts';
import { birthDates } from './birthDates.ts';
import { contactDetails, knownNumbers } from './contactDetails.ts';
import { foldedWords } from './foldedWords.ts';
import { MASKS } from './masks.ts';
import { nameWords } from './nameWords.ts';

/** What a text must not tell of people who are protected. */
export interface Identifying {
  /** In any order and form: full, given, family, aliases. */
  readonly names: readonly string[];
  /** `yyyy-MM-dd` or `yyyy-MM`. */
  readonly bornOn: readonly string[];
  readonly phones: readonly string[];
  readonly addresses: readonly string[];
  /** Of documents, vehicles, accounts and devices. */
  readonly numbers: readonly string[];
}

/**
 * Makes what takes these people's names and identifiers out of texts, and besides whatever looks like an e-mail address,
 * a telephone number or a postcode. Names are whole words in any case, with accents or without, possessive, hyphenated
 * or turned round; what is also a word of English is taken for a name where it begins with a capital. Time is linear in
 * the text. Names that are misspelt or that no record states are not found.
 */
export function scrubber(identifying: Identifying): (text: string) => string {
  const passes = [
    knownNumbers(identifying.numbers),
    birthDates(identifying.bornOn),
    contactDetails(identifying.phones),
  ];
  const isAddress = addressWords(identifying.addresses);
  const isName = nameWords(identifying.names);
  return (text) => {
    const left = passes.reduce((scrubbed, pass) => pass(scrubbed), text);
    const words = foldedWords(left);
    const address = isAddress(words);
    const name = isName(words);
    let scrubbed = '';
    let from = 0;
    let last: string | undefined;
    for (const [at, word] of words.entries()) {
      const mask = address[at] === true ? MASKS.address : name[at] === true ? MASKS.name : undefined;
      const goesOn = mask !== undefined && mask === last && word.joined;
      scrubbed += goesOn ? '' : left.slice(from, word.start) + (mask ?? word.raw);
      from = word.end;
      last = mask;
    }
    return scrubbed + left.slice(from);
  };
}
