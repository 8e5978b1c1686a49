/** What stands in a text for what was taken out of it. */
export const MASKS = {
  name: '[name]',
  address: '[address]',
  born: '[date of birth]',
  phone: '[telephone]',
  email: '[e-mail]',
  postcode: '[postcode]',
  number: '[number]',
} as const;

/** A mask, so that what was taken out is not looked at again. */
export const MASK = Object.values(MASKS)
  .map((mask) => mask.replace(/[[\]]/g, '\\$&'))
  .join('|');
