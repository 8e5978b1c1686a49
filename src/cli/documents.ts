import Table from 'cli-table3';
import { parse } from 'graphql';
import { assembleSchema, LIMITS, mayBeKept, measureDocument, readDocuments } from '../api/index.ts';
import type { Register } from './deps.ts';

export const registerDocuments: Register = (program, { out }) => {
  program
    .command('documents')
    .description(
      'list the trusted documents (documents.json, made by generate of examples/*.graphql) with what each of them costs',
    )
    .action(async () => {
      const schema = await assembleSchema();
      const table = new Table({
        head: ['document', `tokens of ${LIMITS.tokens}`, `cost of ${LIMITS.cost}`, 'answers kept', 'id'],
        style: { head: [], border: [] },
      });
      for (const [id, { name, text }] of readDocuments()) {
        const { tokens, cost } = measureDocument(schema, text);
        table.push([name, tokens, cost, mayBeKept(schema, parse(text)) ? 'yes' : 'no', id]);
      }
      out(table.toString());
    });
};
