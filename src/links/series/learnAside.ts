import { Worker } from 'node:worker_threads';
import { type LearnedWithCard, type Lesson, learnWithCard } from './learnWithCard.ts';

/** So many offences are learned on in less time than a thread takes to begin. */
const AT_ONCE = 200;

/** Learns in a thread of its own where it takes long. The same is learned either way. */
export function learnAside(lesson: Lesson): Promise<LearnedWithCard> {
  if (lesson.offences.length <= AT_ONCE) return Promise.resolve(learnWithCard(lesson));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./learningThread.js', import.meta.url), { workerData: lesson });
    // A service that stops does not wait for it.
    worker.unref();
    worker.once('message', (learned: LearnedWithCard) => {
      resolve(learned);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that learns ended by itself (${code}).`)));
  });
}
