// The lab's network. Servers listen at one address; browsers reach them through the front relay, clients through the back
// relay. A relay passes bytes on. It records them (what is on the wire), holds a connection back, and can be diverted.

import net from 'node:net';
import { addresses } from './loopback.js';

export type Side = 'front' | 'back';
export interface HeldConnection {
  readonly id: number;
  readonly kind: 'm8' | 'm10';
}
interface Waiting extends HeldConnection {
  readonly release: () => void;
  readonly kill: () => void;
}

export class Network {
  readonly #servers: net.Server[] = [];
  readonly #sockets = new Set<net.Socket>();
  readonly #diverted = new Map<string, number>();
  readonly #held = new Map<number, Waiting>();
  #bytes: Record<Side, Buffer[]> = { front: [], back: [] };
  #next = 1;
  /** Whether requests of clients are held until they are let go. */
  isHolding = false;

  constructor(readonly onHeld: (held: HeldConnection) => void) {}

  /** A relay to a server's port, on the same port of the side's address. */
  relay(side: Side, name: string, port: number): Promise<void> {
    const server = net.createServer((down) => this.#pass(side, name, port, down));
    this.#servers.push(server);
    return new Promise((ok, no) => {
      server.once('error', no);
      server.listen(port, addresses[side], () => ok());
    });
  }

  #pass(side: Side, name: string, port: number, down: net.Socket): void {
    const buffered: Buffer[] = [];
    let up: net.Socket | null = null;
    this.#keep(down);
    const connect = () => {
      // The server sees from which side a request comes.
      const to = net.connect({
        port: this.#diverted.get(`${side}:${name}`) ?? port,
        host: addresses.server,
        localAddress: addresses[side],
      });
      up = to;
      this.#keep(to);
      to.on('data', (bytes) => {
        this.#bytes[side].push(bytes);
        down.write(bytes);
      });
      to.on('close', () => down.end());
      for (const bytes of buffered.splice(0)) to.write(bytes);
    };
    let isFirst = true;
    down.on('data', (bytes) => {
      this.#bytes[side].push(bytes);
      if (up === null) buffered.push(bytes);
      else up.write(bytes);
      if (!isFirst) return;
      isFirst = false;
      const kind = side === 'back' && this.isHolding ? kindOf(name, bytes) : null;
      if (kind === null) return connect();
      const id = this.#next++;
      this.#held.set(id, { id, kind, release: connect, kill: () => down.destroy() });
      this.onHeld({ id, kind });
    });
    down.on('close', () => up?.end());
  }
  #keep(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  release(id: number): void {
    this.#held.get(id)?.release();
    this.#held.delete(id);
  }
  divert(side: Side, name: string, port: number | null): void {
    if (port === null) this.#diverted.delete(`${side}:${name}`);
    else this.#diverted.set(`${side}:${name}`, port);
  }
  /** What passed on a side so far. */
  text(side: Side): string {
    return Buffer.concat(this.#bytes[side]).toString('latin1');
  }
  /** Forgets what passed, and drops what is under way. */
  reset(): void {
    for (const { kill } of this.#held.values()) kill();
    this.#held.clear();
    for (const socket of this.#sockets) socket.destroy();
    this.#diverted.clear();
    this.#bytes = { front: [], back: [] };
    this.isHolding = false;
  }
  close(): void {
    this.reset();
    for (const server of this.#servers) server.close();
  }
}

/** The message that a connection begins with; within TLS only the server's name says so. */
function kindOf(name: string, bytes: Buffer): 'm8' | 'm10' | null {
  if (name === 'rs') return 'm10';
  if (name !== 'bank' && name !== 'evil') return null;
  const isTls = bytes[0] === 0x16;
  return isTls || /^POST \S*token/.test(bytes.toString('latin1')) ? 'm8' : null;
}
