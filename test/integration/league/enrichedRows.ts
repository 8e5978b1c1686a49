import type { BundleRows } from './bundleRows.ts';

const at = (values: readonly string[], index: number) => values[index % values.length] ?? '';

/** The random bundle with everything that programmes choose by stated, half stated and left out. */
export function enriched(rows: BundleRows): BundleRows {
  return {
    ...rows,
    locations: [
      { id: 'l0', borough: 'Hackney' },
      { id: 'l1', borough: 'Camden' },
      { id: 'l2', address: '1 Elm Road' },
    ],
    offences: rows.offences.map((offence, index) => ({
      ...offence,
      location_id: at(['l0', 'l1', 'l2', ''], index),
      found_by: at(['VICTIM', 'POLICE', '', 'WITNESS', 'COMPANY'], index),
      modus_operandi: at(['forced lock;Tool', 'Online', '', 'tool', 'Forced Lock'], index + 1),
      occurred_from: at(['2021-12-31', '2022', '', '2023-01-01', '2022-06', '2020'], index * 5),
    })),
    involvements: rows.involvements.map((row, index) => ({
      ...row,
      relationship:
        row.role === 'SUSPECT'
          ? at(['PARTNER', 'STRANGER', '', 'EX_PARTNER', 'FAMILY', 'ACQUAINTANCE', ''], index)
          : '',
      age: at(['17', '18', '', '9', '34', '30', '10'], index),
    })),
  };
}
