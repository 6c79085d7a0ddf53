// One port for a site, with and without TLS, and a record of what passed. The record knows everything: it is for the log,
// and to tell which value is which. The attacker never reads it.

import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Handler } from './adapter.js';
import type { Site } from './certificates.js';
import { addresses } from './loopback.js';

export type SiteName = 'bank' | 'rs' | 'client' | 'evil';
export interface Exchange {
  readonly site: SiteName;
  /** From which side: a browser, a client, or the attacker's own program. */
  readonly from: 'front' | 'back' | 'direct';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly status: number;
  readonly location: string | null;
  readonly out: string;
}

const sideOf = (address: string | undefined): Exchange['from'] =>
  address === addresses.front ? 'front' : address === addresses.back ? 'back' : 'direct';

/** Listens on a free port. The handler is asked for at each request: it may change. */
export async function listen(
  site: SiteName,
  handler: () => Handler,
  certificate: Site,
  onExchange: (exchange: Exchange) => void,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const serve: Handler = (request, response) => {
    let body = '';
    let out = '';
    const emit = request.emit.bind(request) as (event: string, ...rest: unknown[]) => boolean;
    request.emit = ((event: string, ...rest: unknown[]) => {
      if (event === 'data') body += String(rest[0]);
      return emit(event, ...rest);
    }) as typeof request.emit;
    const write = response.write.bind(response) as (...given: unknown[]) => boolean;
    const end = response.end.bind(response) as (...given: unknown[]) => typeof response;
    const keep = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array)
        out += Buffer.from(chunk as Buffer).toString('utf8');
    };
    response.write = ((...given: unknown[]) => {
      keep(given[0]);
      return write(...given);
    }) as typeof response.write;
    let isTold = false;
    response.end = ((...given: unknown[]) => {
      keep(given[0]);
      const result = end(...given);
      if (isTold) return result;
      isTold = true;
      // What a head of writeHead says stands in the response only.
      const location = response.getHeader('location') ?? locationIn(response);
      onExchange({
        site,
        from: sideOf(request.socket.remoteAddress),
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
        status: response.statusCode,
        location: location === null ? null : String(location),
        out: out.slice(0, 20_000),
      });
      return result;
    }) as typeof response.end;
    handler()(request, response);
  };
  const plain = http.createServer(serve);
  const secure = https.createServer({ key: certificate.key, cert: certificate.cert }, serve);
  for (const server of [plain, secure]) server.keepAliveTimeout = 1;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      socket.pause();
      socket.unshift(bytes);
      (bytes[0] === 0x16 ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((ok, no) => {
    server.once('error', no);
    server.listen(0, addresses.server, () => ok());
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const locationIn = (response: http.ServerResponse): string | null =>
  /\r\nlocation: ([^\r]*)/i.exec((response as unknown as { _header?: string })._header ?? '')?.[1] ?? null;
