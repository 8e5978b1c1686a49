import type { PersonRow } from '../../types.ts';
import { knownPart } from '../dates.ts';
import { PERSON_STATUS, SEX } from '../enumerations.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { FileReader } from './FileReader.ts';

export const persons: FileReader<PersonRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const born = cells.date('born_on');
    return {
      key: [id],
      row: {
        id,
        givenNames: cells.short('given_names', MAX_LINE_CHARACTERS),
        familyName: cells.short('family_name', MAX_LINE_CHARACTERS),
        fullName: cells.short('full_name', MAX_LINE_CHARACTERS),
        aliases: cells.list('aliases'),
        sex: cells.oneOf('sex', SEX),
        bornOn: born === undefined ? undefined : knownPart(born),
        ethnicity: cells.text('ethnicity'),
        nationalId: cells.short('national_id', MAX_LINE_CHARACTERS),
        address: cells.short('address', MAX_LINE_CHARACTERS),
        postcode: cells.postcode('postcode'),
        phone: cells.identifier('PHONE', 'phone')?.value,
        email: cells.identifier('EMAIL', 'email')?.value,
        status: cells.oneOf('status', PERSON_STATUS),
        warnings: cells.list('warnings').map((warning) => warning.toUpperCase()),
      },
    };
  },
};
