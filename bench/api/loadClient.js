// Asks for the league page as fast as it is answered, over some connections, from a process of its own.
import autocannon from 'autocannon';

process.on('message', async ({ url, headers, body, connections, seconds }) => {
  const result = await autocannon({ url, method: 'POST', headers, body, connections, duration: seconds });
  const { requests, latency, non2xx, errors, timeouts, throughput } = result;
  process.send({
    requestsPerSecond: requests.average,
    answered: requests.total,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    bytes: Math.round(throughput.average / Math.max(1, requests.average)),
    wrong: non2xx + errors + timeouts,
  });
});
