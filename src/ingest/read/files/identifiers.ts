import type { IdentifierRow, IdentifierValue } from '../../types.ts';
import { IDENTIFIER_KIND } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const identifiers: FileReader<IdentifierRow> = {
  repeated: 'once',
  read(cells) {
    const kind = cells.requiredOneOf('kind', IDENTIFIER_KIND) ?? 'DOCUMENT';
    const personId = cells.reference('person_id', 'PERSON', cells.text('person_id') !== undefined);
    const offenceId = cells.reference('offence_id', 'OFFENCE', cells.text('offence_id') !== undefined);
    const raw = cells.essential('value') ?? '';
    const identifier: IdentifierValue = cells.identifier(kind, 'value') ?? {
      kind,
      value: '',
      raw,
      valid: false,
    };
    const from = cells.date('from', true);
    const to = cells.dateAfter('to', from, 'from', true);
    return {
      key: [personId, offenceId, kind, identifier.value, from?.text],
      row: { personId, offenceId, identifier, from, to },
    };
  },
};
