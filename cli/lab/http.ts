// Small things that the lab's own servers share.

import type { IncomingMessage, ServerResponse } from 'node:http';

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += (chunk as Buffer).toString('utf8');
  return text;
}
export const formOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
export const queryOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(new URL(request.url ?? '/', 'http://lab.test').searchParams);
export const pathOf = (request: IncomingMessage): string =>
  new URL(request.url ?? '/', 'http://lab.test').pathname;
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
export function cookiesOf(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').filter((c) => c.includes('='));
  return Object.fromEntries(pairs.map((c) => [c.slice(0, c.indexOf('=')), c.slice(c.indexOf('=') + 1)]));
}
export function page(response: ServerResponse, html: string, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html>${html}`);
}
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}
export function redirect(response: ServerResponse, to: string, status = 302): void {
  response.writeHead(status, { location: to });
  response.end();
}
