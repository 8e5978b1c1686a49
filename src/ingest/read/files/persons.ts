import type { PersonRow } from '../../types.ts';
import { knownPart } from '../dates.ts';
import { PERSON_STATUS, SEX } from '../enumerations.ts';
import { postcodeOf } from '../identifiers.ts';
import type { FileReader } from './FileReader.ts';

export const persons: FileReader<PersonRow> = {
  columns: [
    'id',
    'given_names',
    'family_name',
    'full_name',
    'aliases',
    'sex',
    'born_on',
    'ethnicity',
    'national_id',
    'address',
    'postcode',
    'phone',
    'email',
    'status',
    'warnings',
  ],
  required: ['id'],
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const born = cells.date('born_on');
    const postcode = cells.text('postcode');
    const normal = postcode === undefined ? undefined : postcodeOf(postcode);
    if (postcode !== undefined && normal === undefined)
      cells.drop('postcode', 'is not a British postcode', 'Correct it; its text is kept.');
    return {
      key: [id],
      row: {
        id,
        givenNames: cells.text('given_names'),
        familyName: cells.text('family_name'),
        fullName: cells.text('full_name'),
        aliases: cells.list('aliases'),
        sex: cells.oneOf('sex', SEX),
        bornOn: born === undefined ? undefined : knownPart(born),
        ethnicity: cells.text('ethnicity'),
        nationalId: cells.text('national_id'),
        address: cells.text('address'),
        postcode: normal,
        phone: cells.identifier('PHONE', 'phone')?.value,
        email: cells.identifier('EMAIL', 'email')?.value,
        status: cells.oneOf('status', PERSON_STATUS),
        warnings: cells.list('warnings').map((warning) => warning.toUpperCase()),
      },
    };
  },
};
