// Sends requests from a process of its own, so that its work is not counted as the service's.
// Closed loop: so many at a time, each sent when the one before is answered. Open loop: so many a second, whether or not
// the ones before are answered, and timed from the moment they were due, so that a stall counts for all who wait in it.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

let bytes = 0;

process.on('message', async (order) => {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  try {
    const times =
      order.ratePerSecond === undefined ? await closedLoop(order, agent) : await openLoop(order, agent);
    process.send({ times, bytes });
  } catch (error) {
    process.send({ error: String(error) });
  } finally {
    agent.destroy();
  }
});

async function closedLoop(order, agent) {
  const times = [];
  const ends = performance.now() + order.seconds * 1_000;
  const most = order.requests ?? Number.POSITIVE_INFINITY;
  let sent = 0;
  const reader = async () => {
    while (sent < most && performance.now() < ends) {
      const started = performance.now();
      await send(order, sent++, agent);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: order.connections }, reader));
  return times;
}

async function openLoop(order, agent) {
  const times = [];
  const under = [];
  const started = performance.now();
  const total = Math.floor(order.seconds * order.ratePerSecond);
  for (let nth = 0; nth < total; nth += 1) {
    const due = started + (1_000 * nth) / order.ratePerSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    under.push(send(order, nth, agent).then(() => times.push(performance.now() - due)));
  }
  await Promise.all(under);
  return times;
}

function send({ port, headers, bodies }, nth, agent) {
  const body = bodies[nth % bodies.length];
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/graphql',
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const whole = Buffer.concat(chunks);
          bytes = whole.length;
          if (answer.statusCode !== 200 || whole.includes('"errors"'))
            reject(new Error(whole.toString().slice(0, 300)));
          else resolve();
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
