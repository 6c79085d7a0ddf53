// A lab stack as a target: what a user would write into a file about it.

import type { Urls } from '../wanted.js';
import { addresses } from '../loopback.js';
import type { TargetFile } from './target.js';

/** The target file of a running stack. */
export function labTarget(urls: Urls): TargetFile {
  const { client, 'evil-client': second } = urls.clients;
  const { alice } = urls.accounts;
  const isPublic = urls.is['client.authenticated'] !== true;
  const party = ({ id, secret, redirect }: typeof client) => ({
    id,
    redirect,
    ...(isPublic ? { auth: 'none' as const } : { auth: 'post' as const, secret }),
  });
  return {
    name: 'lab',
    server: {
      authorize: urls.authorize,
      token: urls.token,
      ...(urls.revoke !== null && { revoke: urls.revoke }),
      issuer: urls.issuer,
      resource: `${urls.resource}/api/account`,
    },
    client: { ...party(client), scope: urls.scopes.none, name: 'Honest App' },
    other: party(second),
    owner: { fields: { login: alice.login, password: alice.password } },
    app: {
      start: urls.home,
      form: { as: 'bank', order: 'none' },
      otherForm: { as: 'evil', order: 'none' },
      shown: '"account":"alice"',
      refused: 'client error',
      redirectors: [`${urls.redirector}?to={url}`],
    },
    hosts: Object.fromEntries(
      ['bank', 'rs', 'client', 'evil'].map((site) => [`${site}.test`, addresses.front]),
    ),
  };
}
