import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A wire to a server that a test can disturb. */
export interface Wire {
  /** Where the server answers through it. */
  readonly connection: string;
  /** Connections end, and none is taken until it is healed. */
  cut(): void;
  /** Takes connections again, and everything passes. */
  heal(): void;
  /** Nothing passes in either direction any more; connections stand, and new ones are taken. */
  freeze(): void;
  /** Answers come so much later. */
  delay(ms: number): void;
  /** So many packets of answers still pass; in place of the next one every connection is reset, once. */
  resetAfter(packets: number): void;
  /** Of everything that answered until now. */
  close(): void;
}

/** A wire to a real server: connections pass through it, until the test does something to them. */
export async function cuttableServer({ uri }: { readonly uri: string }): Promise<Wire> {
  const { hostname, port } = new URL(uri);
  const sockets = new Set<Socket>();
  let open = true;
  let frozen = false;
  let delayMs = 0;
  let left = Number.POSITIVE_INFINITY;
  const dropAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  /** Resolves when the wire lets bytes through. */
  const passable = async () => {
    if (delayMs > 0) await pause(delayMs);
    while (frozen) await pause(20);
  };
  const pump = async (from: Socket, to: Socket, isAnswer: boolean) => {
    for await (const chunk of from) {
      await passable();
      if (to.destroyed) return;
      if (isAnswer && left === 0) {
        left = Number.POSITIVE_INFINITY;
        return dropAll();
      }
      if (isAnswer) left -= 1;
      to.write(chunk);
    }
    to.end();
  };
  const server = createServer((near) => {
    if (!open) {
      near.resetAndDestroy();
      return;
    }
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
    pump(near, far, false).catch(() => undefined);
    pump(far, near, true).catch(() => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: nearPort } = server.address() as AddressInfo;
  return {
    connection: `bolt://127.0.0.1:${nearPort}`,
    cut: () => {
      open = false;
      dropAll();
    },
    heal: () => {
      [open, frozen, delayMs, left] = [true, false, 0, Number.POSITIVE_INFINITY];
    },
    freeze: () => {
      frozen = true;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    resetAfter: (packets) => {
      left = packets;
    },
    close: () => {
      open = false;
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
