import { closeSync, openSync, writeSync } from 'node:fs';

/** Written to the disk in pieces of about this many characters. */
const PIECE = 1_000_000;

/** A CSV file that is written line by line; fields are already text as the file is to hold it. */
export class CsvTable {
  readonly path: string;
  private readonly descriptor: number;
  private lines: string[] = [];
  private length = 0;
  private open = true;

  constructor(path: string, header: readonly string[]) {
    this.path = path;
    this.descriptor = openSync(path, 'wx', 0o600);
    this.add(header.join(','));
  }

  add(line: string): void {
    this.lines.push(line);
    this.length += line.length;
    if (this.length > PIECE) this.flush();
  }

  /** Writes what is left. */
  finish(): void {
    this.flush();
    this.close();
  }

  close(): void {
    if (this.open) closeSync(this.descriptor);
    this.open = false;
  }

  private flush(): void {
    const bytes = Buffer.from(`${this.lines.join('\n')}\n`);
    this.lines = [];
    this.length = 0;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
  }
}
