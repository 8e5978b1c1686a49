import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openMatcher } from '../../src/harm/index.ts';
import { readAhead } from '../../src/links/index.ts';
import { benchService } from '../benchService.ts';
import { loadMade } from '../made/loadMade.ts';
import { type OpenBench, say, withBench } from '../openBench.ts';
import { rounded } from '../timing.ts';
import { crowdAtHubs } from './crowdAtHubs.ts';
import { type HubQuestion, hubQuestions } from './hubQuestions.ts';
import { watchBlocks } from './longestBlock.ts';
import { makeNetwork } from './makeNetwork.ts';

const AS_OF = '2023-06-30';
/** The service ends a question after a minute; nobody waits longer than this for it to say so. */
const LONGEST_S = 90;
/** Between two small questions of somebody else. */
const PAUSE_MS = 20;
const SMALL = JSON.stringify({ query: '{ me { subject } }' });

/** How the worst questions about connections end on a network with hubs, and how long they keep others out. */
export const measureHubs = (persons: number) =>
  withBench(async (bench) => {
    const { store } = bench;
    const { bundle, ...network } = makeNetwork(
      persons,
      AS_OF,
      crowdAtHubs(persons, AS_OF, await openMatcher(store.graph)),
    );
    say(`a network of ${persons} persons and ${network.relationships} relationships, and a crowd`);
    await loadMade(bench, AS_OF, bundle);
    /** Mean number of running processes in the minute before: above 0, others were at work too. */
    const loadBefore = rounded(loadavg()[0] ?? 0);
    return { ...network, loadBefore, questions: await askAtHubs(bench, hubQuestions(persons)) };
  });

/** Asks one after the other. */
export async function askAtHubs(bench: OpenBench, questions: readonly HubQuestion[]) {
  await readAhead(bench.store.graph);
  const service = await benchService(bench, undefined, ['analyst', 'supervisor']);
  const send = (body: string) =>
    fetch(`http://127.0.0.1:${service.port}/graphql`, {
      ...{ method: 'POST', headers: service.headers, body },
      signal: AbortSignal.timeout(LONGEST_S * 1_000),
    });
  const answers = [];
  try {
    for (const { name, query, variables } of questions) {
      const others = keepAsking(() => send(SMALL).then((response) => response.text()));
      const blocked = watchBlocks();
      const begun = performance.now();
      const text = await send(JSON.stringify({ query, variables })).then(
        (response) => response.text(),
        () => undefined,
      );
      const seconds = rounded((performance.now() - begun) / 1_000);
      const { wallMs, processorMs } = blocked();
      const answer = {
        ...{ name, seconds, ended: text === undefined ? 'not at all' : endOf(text) },
        blockMs: Math.round(wallMs),
        blockProcessorMs: processorMs === undefined ? undefined : Math.round(processorMs),
        othersWaitedMs: Math.round(await others()),
      };
      say(JSON.stringify(answer));
      answers.push(answer);
    }
    return answers;
  } finally {
    await service.stop();
  }
}

/** Asks over and over until it is told to end. @returns ends it, and tells how long the longest took, in milliseconds */
function keepAsking(ask: () => Promise<unknown>): () => Promise<number> {
  let longest = 0;
  let on = true;
  const asking = (async () => {
    while (on) {
      const begun = performance.now();
      await ask();
      longest = Math.max(longest, performance.now() - begun);
      await pause(PAUSE_MS);
    }
  })();
  return async () => {
    on = false;
    await asking;
    return longest;
  };
}

/** The code of a refusal, that not everything was looked at, or what an answer says of itself. */
function endOf(text: string): string {
  const { data, errors } = JSON.parse(text);
  const [error] = errors ?? [];
  if (error !== undefined) return `${error.extensions?.code}: ${error.message}`;
  const [field]: { truncated?: boolean; reason?: string | null }[] = Object.values(data);
  if (field?.truncated) return `truncated: ${field.reason}`;
  return typeof field?.reason === 'string' ? `answer: ${field.reason}` : 'answer';
}
