// A real Redis on a port of its own, which keeps what it is told on the disk, and can be killed and started again.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { until } from './program.js';

const isUp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.on('data', (data) => {
      resolve(String(data).startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

export class RealRedis {
  #server: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    readonly folder: string,
  ) {}

  static async start(folder: string): Promise<RealRedis> {
    const redis = new RealRedis(await freePort(), folder);
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const port = String(this.port);
    const lasting = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
    this.#server = spawn(
      'redis-server',
      [
        '--port',
        port,
        '--bind',
        '127.0.0.1',
        '--dir',
        this.folder,
        '--maxmemory-policy',
        'noeviction',
        ...lasting,
      ],
      { stdio: 'ignore' },
    );
    await until('Redis is up', () => isUp(this.port));
  }

  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }
}
