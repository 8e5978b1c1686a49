import { LinchpinError } from '../errors/LinchpinError.ts';

/** A type in a query's header, e.g. `List<{id: String, on: Date?}>`. */
export type HeaderType =
  | { readonly kind: 'scalar'; readonly name: ScalarName; readonly nullable: boolean }
  | { readonly kind: 'list'; readonly of: HeaderType; readonly nullable: boolean }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, HeaderType>; readonly nullable: boolean };

const SCALARS = [
  'String',
  'Integer',
  'Float',
  'Boolean',
  'Date',
  'LocalDateTime',
  'DateTime',
  'Map',
  'Any',
] as const;
export type ScalarName = (typeof SCALARS)[number];

/**
 * Parses a header type from the start of `text`.
 * @returns the type and what is left of the text (the words after it)
 * @throws LinchpinError QUERY_INVALID naming what could not be read
 */
export function parseHeaderType(text: string): { readonly type: HeaderType; readonly rest: string } {
  const parser = new TypeParser(text);
  const type = parser.type();
  return { type, rest: text.slice(parser.position).trim() };
}

class TypeParser {
  position = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  type(): HeaderType {
    if (this.take('{')) {
      const fields = new Map<string, HeaderType>();
      do {
        const name = this.word();
        this.expect(':');
        fields.set(name, this.type());
      } while (this.take(','));
      this.expect('}');
      return { kind: 'struct', fields, nullable: this.take('?') };
    }
    const name = this.word();
    if (name === 'List') {
      this.expect('<');
      const of = this.type();
      this.expect('>');
      return { kind: 'list', of, nullable: this.take('?') };
    }
    const scalar = SCALARS.find((known) => known === name);
    if (scalar === undefined) throw this.wrong(`unknown type "${name}"`);
    return { kind: 'scalar', name: scalar, nullable: this.take('?') };
  }

  private word(): string {
    this.skipSpace();
    const found = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.position));
    if (found === null) throw this.wrong('a name is missing');
    this.position += found[0].length;
    return found[0];
  }

  private take(sign: string): boolean {
    if (sign !== '?') this.skipSpace();
    if (this.text[this.position] !== sign) return false;
    this.position += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.wrong(`"${sign}" is missing`);
  }

  private skipSpace(): void {
    while (this.text[this.position] === ' ') this.position += 1;
  }

  private wrong(problem: string): LinchpinError {
    return new LinchpinError('QUERY_INVALID', `Header type "${this.text}": ${problem}.`);
  }
}

/** The TypeScript type that stands for a header type (temporal values are ISO strings). */
export function typescriptOf(type: HeaderType): string {
  const bare =
    type.kind === 'list'
      ? `readonly ${wrapUnion(typescriptOf(type.of))}[]`
      : type.kind === 'struct'
        ? `{ ${[...type.fields].map(([name, field]) => structField(name, field)).join('; ')} }`
        : SCALAR_TYPESCRIPT[type.name];
  return type.nullable ? `${bare} | null` : bare;
}

function structField(name: string, field: HeaderType): string {
  return field.nullable
    ? `readonly ${name}?: ${typescriptOf(field)} | undefined`
    : `readonly ${name}: ${typescriptOf(field)}`;
}

function wrapUnion(text: string): string {
  return text.includes('|') && !text.startsWith('{') ? `(${text})` : text;
}

const SCALAR_TYPESCRIPT: Readonly<Record<ScalarName, string>> = {
  String: 'string',
  Integer: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'string',
  LocalDateTime: 'string',
  DateTime: 'string',
  Map: 'Readonly<Record<string, unknown>>',
  Any: 'unknown',
};
