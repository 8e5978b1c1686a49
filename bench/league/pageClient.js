// Asks for a page again and again from a process of its own, so that its work is not counted as the service's.
process.on('message', async ({ url, headers, body, requests }) => {
  const times = [];
  let bytes = 0;
  for (let done = 0; done < requests; done += 1) {
    const started = performance.now();
    const response = await fetch(url, { method: 'POST', headers, body });
    const text = await response.text();
    times.push(performance.now() - started);
    bytes = text.length;
    if (!response.ok || text.includes('"errors"')) {
      process.send({ error: text.slice(0, 300) });
      return;
    }
  }
  process.send({ times, bytes });
});
