// The thread in which the service learns how offences are linked, so that it answers others meanwhile. Plain JavaScript:
// a thread begins without what reads TypeScript.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { learnWithCard } = await import('./learnWithCard.ts');
parentPort?.postMessage(learnWithCard(workerData));
