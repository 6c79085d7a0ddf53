// Client authentication by a private key. In the model a client that is authenticated has a secret.

/** RFC 7523 2.2 with OpenID Connect Core 1.0 9, RFC 8705 2. */
export const privateKeyMethods: readonly string[] = [
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
];
/** The same, by Keycloak's names of authenticators. */
export const privateKeyAuthenticators: readonly string[] = ['client-jwt', 'client-x509'];

export const privateKeyWhy =
  'that a private key takes the place of the secret is not modelled: attacks with a stolen secret may be shown that are none';
