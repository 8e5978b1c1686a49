import { loadavg } from 'node:os';
import { readDocuments, startService } from '../../src/api/index.ts';
import { benchHeaders, benchServices } from '../benchService.ts';
import { importLondon } from '../importing/importLondon.ts';
import { type LoadClient, loadClient } from '../loadClient.ts';
import { type OpenBench, say, withBench } from '../openBench.ts';
import { quantile, rounded } from '../timing.ts';
import { plainApollo } from './plainApollo.ts';

/** What is asked of both: the page whose hundred entries have all their allegations, as a trusted document. */
const PAGE = 'LeaguePage';
const CONNECTIONS = 20;
const SECONDS = 10;
/** A server of Java that has just started compiles for minutes. */
const WARM_SECONDS = 60;
/** Both are measured in turns, so that what else the machine does meets both. */
const ROUNDS = 3;

interface Answer {
  readonly requestsPerSecond: number;
  readonly answered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
}

/** Requests a second of the league page: our service, every answer audited, and Apollo as it comes, which audits none. */
export const measureApi = (suspects: number) =>
  withBench(async (bench) => {
    await importLondon(bench, suspects);
    return compare(bench, suspects);
  });

async function compare(bench: OpenBench, suspects: number) {
  const services = await benchServices(bench);
  const found = [...readDocuments()].find(([, { name }]) => name === PAGE);
  if (found === undefined) throw new Error(`documents.json has no ${PAGE}`);
  const [documentId, { text }] = found;
  const ours = await startService(services, { host: '127.0.0.1', port: 0 });
  const plain = await plainApollo(services);
  const client = loadClient();
  try {
    const headers = await benchHeaders(bench);
    const sides = [
      { name: 'plain', port: plain.port, body: JSON.stringify({ query: text }), answers: [] as Answer[] },
      { name: 'ours', port: ours.port, body: JSON.stringify({ documentId }), answers: [] as Answer[] },
    ];
    await requireEqual(sides, headers);
    const loadBefore = rounded(loadavg()[0] ?? 0);
    for (const { port, body } of sides) await ask(client, port, headers, body, WARM_SECONDS);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const side of sides) {
        const answer = await ask(client, side.port, headers, side.body, SECONDS);
        say(`${side.name}: ${answer.requestsPerSecond} requests/s`);
        side.answers.push(answer);
      }
    const [apollo, linchpin] = sides.map(({ answers }) => median(answers));
    if (apollo === undefined || linchpin === undefined) throw new Error('nothing was measured');
    return {
      suspects,
      connections: CONNECTIONS,
      seconds: SECONDS,
      rounds: ROUNDS,
      loadBefore,
      apollo,
      linchpin,
      times: rounded(linchpin.requestsPerSecond / apollo.requestsPerSecond),
    };
  } finally {
    client.end();
    await plain.stop();
    await ours.stop();
  }
}

/** Both must answer the same, byte for byte, before anything is measured. */
async function requireEqual(
  sides: readonly { readonly port: number; readonly body: string }[],
  headers: Headers,
): Promise<void> {
  const texts: string[] = [];
  for (const { port, body } of sides) {
    const response = await fetch(urlOf(port), { method: 'POST', headers, body });
    texts.push((await response.text()).trim());
  }
  if (texts[0] !== texts[1] || texts[0]?.includes('"errors"') !== false)
    throw new Error(`the two do not answer the same: ${texts.map((text) => text.slice(0, 200)).join(' / ')}`);
}

const urlOf = (port: number) => `http://127.0.0.1:${port}/graphql`;
type Headers = Readonly<Record<string, string>>;

async function ask(
  client: LoadClient,
  port: number,
  headers: Headers,
  body: string,
  seconds: number,
): Promise<Answer> {
  const { times, bytes } = await client.send({
    port,
    headers,
    bodies: [body],
    connections: CONNECTIONS,
    seconds,
  });
  return {
    requestsPerSecond: rounded(times.length / seconds),
    answered: times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    bytes,
  };
}

/** The round of middle speed. */
const median = (answers: readonly Answer[]): Answer | undefined =>
  [...answers].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond)[Math.floor(answers.length / 2)];
