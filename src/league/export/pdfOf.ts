import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake, { type Content } from 'pdfmake';
import type { Cell, RunSheet, SheetTable } from './RunSheet.ts';

/** Latin, Greek and Cyrillic; a name in another script is printed as empty boxes. */
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
);
const ROBOTO = {
  normal: join(FONTS, 'Roboto-Regular.ttf'),
  bold: join(FONTS, 'Roboto-Medium.ttf'),
  italics: join(FONTS, 'Roboto-Italic.ttf'),
};

/**
 * A run for printing, A4 across: marking, reader, time, edition, what the intervals say and the sentence on guilt stand
 * on every page.
 */
export async function pdfOf(sheet: RunSheet): Promise<Buffer> {
  pdfmake.setFonts({ Roboto: ROBOTO });
  // Nothing that is printed can have a file or an address fetched.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS));
  const [guilt = '', intervals = ''] = sheet.statements;
  const marking = { text: sheet.marking, bold: true, alignment: 'center' as const, fontSize: 11 };
  return pdfmake
    .createPdf({
      info: { title: sheet.title, author: sheet.reader, subject: sheet.marking },
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [36, 44, 36, 64],
      defaultStyle: { font: 'Roboto', fontSize: 8 },
      header: { ...marking, margin: [0, 16, 0, 0] },
      footer: (page, pages) => ({
        margin: [36, 6, 36, 0],
        stack: [
          { text: `${guilt} ${intervals}`, italics: true, fontSize: 7 },
          {
            margin: [0, 3, 0, 0],
            columns: [
              {
                text: `Exported ${sheet.at} by ${sheet.reader} · harm edition ${sheet.edition}`,
                fontSize: 7,
              },
              { ...marking, width: 180 },
              { text: `page ${page} of ${pages}`, alignment: 'right', fontSize: 7 },
            ],
          },
        ],
      }),
      content: [
        { text: sheet.title, fontSize: 16, bold: true, margin: [0, 0, 0, 6] },
        ...sheet.statements.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
        tableOf(sheet.facts, 'What this run is'),
        { ...tableOf(sheet.list, 'The list'), pageBreak: 'before' },
        { ...tableOf(sheet.allegations, 'Every allegation that counts'), pageBreak: 'before' },
      ],
    })
    .getBuffer();
}

function tableOf({ columns, rows }: SheetTable, heading: string) {
  return {
    stack: [
      { text: heading, fontSize: 12, bold: true, margin: [0, 8, 0, 4] as [number, number, number, number] },
      {
        layout: 'lightHorizontalLines',
        // A list of many columns keeps to the page.
        fontSize: columns.length > 12 ? 6.5 : 8,
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: columns.map((name) => (name === 'name' || name === 'value' ? '*' : 'auto')),
          body: [
            columns.map((text) => ({ text, bold: true })),
            ...rows.map((row) =>
              row.map((cell, at) => ({
                text: textOf(cell),
                ...(columns[at] === 'value' ? {} : alignmentOf(cell)),
              })),
            ),
          ],
        },
      },
    ],
  };
}

const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
const textOf = (cell: Cell): string =>
  cell === undefined ? '' : typeof cell === 'number' ? NUMBERS.format(cell) : cell;
const alignmentOf = (cell: Cell) => (typeof cell === 'number' ? { alignment: 'right' as const } : {});
