import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { Acknowledged, Ask } from './Ledger.ts';

const AGAIN_MS = 100;
const REVIEW = '2099-01-31';

/** Clients that write until they are stopped, each telling what was acknowledged to it. */
export function startWriters(ask: Ask, people: readonly string[], told: (write: Acknowledged) => void) {
  let stopped = false;
  const graphql = (query: string, roles: readonly string[]) =>
    ask({ path: '/graphql', body: JSON.stringify({ query }), roles });
  /** The same request until it is acknowledged: what the client does not know of, it asks again. */
  const insist = async (request: () => ReturnType<Ask>) => {
    for (;;) {
      const answer = await request();
      if (answer !== undefined) return answer;
      await pause(AGAIN_MS);
    }
  };
  const programmes = async () => {
    for (let n = 0; !stopped; n += 1) {
      const id = `kept-${n}`;
      const { requestId } = await insist(() =>
        graphql(
          `mutation { createProgramme(input: { id: "${id}", name: "Kept ${n}", description: "Possession of blades; assumed.", types: ["10D"] }) { id } }`,
          ['supervisor'],
        ),
      );
      told({ kind: 'programme', id, requestId });
    }
  };
  const runs = async () => {
    while (!stopped) {
      // A run that was not acknowledged is not known by its id: another is made.
      const made = await graphql('mutation { runLeague(programme: "all") { id } }', ['supervisor']);
      if (made === undefined) {
        await pause(AGAIN_MS);
        continue;
      }
      const id = String(made.body.data?.runLeague?.id);
      told({ kind: 'run', id, requestId: made.requestId });
      const frozen = await insist(() =>
        graphql(`mutation { freezeLeagueRun(id: "${id}", reason: "kept through faults") { id } }`, [
          'supervisor',
        ]),
      );
      told({ kind: 'freeze', id, requestId: frozen.requestId });
    }
  };
  const adoptions = async () => {
    for (const personId of people) {
      if (stopped) return;
      const { requestId, body } = await insist(() =>
        graphql(
          `mutation { proposeAdoption(programme: "all", personId: "${personId}", reason: "kept through faults", reviewOn: "${REVIEW}") { id } }`,
          ['supervisor'],
        ),
      );
      told({ kind: 'adoption', id: String(body.data?.proposeAdoption?.id), requestId });
    }
  };
  const imports = async () => {
    for (let n = 0; !stopped; n += 1) {
      const zip = await zipped({ 'persons.csv': `id,full_name\n${rows(n)}` });
      const { requestId, body } = await insist(() =>
        ask({ path: `/import?source=kept-${n}`, body: zip, roles: ['importer'] }),
      );
      told({ kind: 'import', id: String(body.job), requestId });
    }
  };
  const writing = Promise.all([programmes(), runs(), adoptions(), imports()]);
  // Met where it is awaited.
  writing.catch(() => undefined);
  return {
    /** Lets each client finish what it has begun. */
    stop: async () => {
      stopped = true;
      await writing;
    },
    /** Rejects as soon as a client met what must not happen. */
    writing,
  };
}

/** Persons of one import. */
export const ROWS = 20;
const rows = (n: number) => Array.from({ length: ROWS }, (_, at) => `P${at},Somebody ${n} ${at}\n`).join('');

async function zipped(files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}
