import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to a real server that can be cut: connections pass through it until then, and none is taken until it is mended. */
export async function cuttableServer({ uri }: { readonly uri: string }) {
  const { hostname, port } = new URL(uri);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const { port: nearPort } = server.address() as AddressInfo;
  const mend = async () => {
    server.listen(nearPort, '127.0.0.1');
    await once(server, 'listening');
  };
  return { server: { cut, mend }, connection: `bolt://127.0.0.1:${nearPort}` };
}
