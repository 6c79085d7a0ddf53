// The target of a probe as a file says it: endpoints, client, account, and how the pages are filled in.

import { z } from 'zod';

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
/** A text, or the environment variable that holds it: secrets need not stand in the file. */
const value = z.union([z.string(), z.strictObject({ env: z.string().min(1) })], {
  error: 'must be a text, or {env: NAME} for an environment variable',
});
const texts = z.record(z.string(), z.string());

const clientAuth = z.enum(['basic', 'post', 'private_key_jwt', 'none']);
const registered = z.strictObject({
  id: z.string().min(1),
  secret: value.optional(),
  auth: clientAuth.default('basic').describe('how the client authenticates at the token endpoint'),
  redirect: address.describe('a registered redirect URI'),
});

export const targetFile = z.strictObject({
  name: z.string().optional().describe("the profile's name (default: the file's)"),
  server: z
    .strictObject({
      authorize: address,
      token: address,
      revoke: address.optional().describe('RFC 7009; without it revocation is not tested'),
      issuer: z.string().optional(),
      resource: address.describe('answers 2xx to GET with a live access token, and 401 or 403 without'),
      other: address.optional().describe('a resource that needs a scope which the client does not ask for'),
    })
    .describe('the authorization server and a resource server'),
  client: registered.extend({
    scope: z.string().optional(),
    name: z.string().optional().describe('as the consent page should show it'),
    key: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('a private JWK with alg: for private_key_jwt and signed requests'),
  }),
  other: registered.optional().describe('a second client: codes of the first must not serve it'),
  owner: z
    .strictObject({
      fields: z.record(z.string(), value).describe("a form field's name, and what goes into it"),
      press: z.array(z.string()).optional().describe('buttons to press, by name, value, id or text'),
    })
    .describe('a test account, and how login and consent forms are filled in'),
  app: z
    .strictObject({
      start: address.describe('the page from which a flow starts, or the URL that starts it'),
      form: texts.optional().describe('fields of the form on that page which starts it'),
      otherForm: texts.optional().describe('fields of the form that starts a flow at another server'),
      result: address.optional().describe('a page that shows the account once the flow is through'),
      shown: z.string().min(1).describe("text on the page when the owner's account is connected"),
      refused: z.string().optional().describe('text on the page when a response was refused'),
      redirectors: z
        .array(z.string())
        .optional()
        .describe('addresses that may forward elsewhere, with {url} for where to'),
    })
    .optional()
    .describe("the client's web application; without it only the server is probed"),
  hosts: texts.optional().describe('addresses of names, as a hosts file would say'),
  ca: z.string().optional().describe('PEM file of a certificate authority to trust'),
});
export type TargetFile = z.infer<typeof targetFile>;
export type Registered = z.infer<typeof registered>;
export type Value = z.infer<typeof value>;

/** The JSON Schema of target files, for editors. */
export const targetSchema = (): object => ({
  title: 'Sekisho probe target',
  description: 'A running authorization server and client, as `sekisho probe` is to speak to them.',
  ...z.toJSONSchema(targetFile, { io: 'input' }),
});
