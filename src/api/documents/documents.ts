import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import { projectRoot } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';

/** A document that we have looked at ourselves: whoever sends its id need not send its text. */
export interface TrustedDocument {
  /** Of its operation. */
  readonly name: string;
  readonly text: string;
}
/** By id, which is `sha256:` and the digest of the text. */
export type TrustedDocuments = ReadonlyMap<string, TrustedDocument>;

/** Where documents are taken from; a web client's folder comes to stand beside it. */
const FOLDERS = ['examples'] as const;
export const documentsFile = join(projectRoot, 'documents.json');

const fileSchema = z.record(
  z.string().regex(/^sha256:[0-9a-f]{64}$/),
  z.object({ name: z.string(), text: z.string() }),
);

export const documentId = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/**
 * The text of `documents.json`, made of the `.graphql` files.
 * @throws LinchpinError BAD_INPUT for a file that does not hold exactly one named operation, or a name used twice
 */
export function renderedDocuments(): string {
  const documents = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectRoot, folder))
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => documentOf(`${folder}/${file}`)),
  );
  const names = documents.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new LinchpinError('BAD_INPUT', `Two documents are named ${twice}; give one another name.`);
  const byId = documents.map(({ name, text }) => [documentId(text), { name, text }] as const);
  return `${JSON.stringify(Object.fromEntries(byId), null, 2)}\n`;
}

function documentOf(file: string): TrustedDocument {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  const operations = parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
  const [name] = operations;
  if (name === undefined || operations.length > 1)
    throw new LinchpinError('BAD_INPUT', `${file} must hold exactly one operation, with a name.`, {
      place: { file },
    });
  return { name, text };
}

/** @throws LinchpinError BAD_INPUT for a file that is not ours, or a text that is not the one of its id */
export function readDocuments(path = documentsFile): TrustedDocuments {
  if (!existsSync(path)) return new Map();
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  const documents = new Map(Object.entries(parsed.data ?? {}));
  const wrong = [...documents].some(([id, { text }]) => documentId(text) !== id);
  if (!parsed.success || wrong)
    throw new LinchpinError('BAD_INPUT', 'documents.json is damaged. Make it anew: npm run generate.');
  return documents;
}
