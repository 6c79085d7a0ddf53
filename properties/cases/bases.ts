// The deployments that cases start from: every current recommendation that concerns them is followed.

import type { MeasureId } from '../../model/measures.js';
import type { Base, Switched } from './case.js';

const always: readonly MeasureId[] = [
  'CM4',
  'CM5',
  'CM6',
  'CM7',
  'CM8',
  'CM10',
  'CM11',
  'CM12',
  'CM19',
  'CM20',
  'R303',
  'NOFRAME',
];
const pkce: MeasureId = 'CM15';
const authentication: MeasureId = 'CM14';
const web = { client: 'server-app' } as const;
const native = { client: 'native-app' } as const;

const fromSession: Switched = { 'as.from-session': true };
/** Without authentication a server still asks to whom a code or a refresh token was issued. */
const boundToClient: Switched = {
  ...fromSession,
  'code.bound-to-client': true,
  'refresh.bound-to-client': true,
};

/** A server app that authenticates, with PKCE. */
export const confidential: Base = {
  measures: [...always, authentication, pkce],
  switches: fromSession,
  scenario: web,
};
export const confidentialWithoutPkce: Base = {
  measures: [...always, authentication],
  switches: fromSession,
  scenario: web,
};

/** A server app that does not authenticate, with PKCE. */
export const publicClient: Base = { measures: [...always, pkce], switches: boundToClient, scenario: web };
export const publicWithoutPkce: Base = { measures: always, switches: boundToClient, scenario: web };

/** An app on the device of the resource owner. */
export const nativeApp: Base = { measures: [...always, pkce], switches: boundToClient, scenario: native };
export const nativeWithoutPkce: Base = { measures: always, switches: boundToClient, scenario: native };
