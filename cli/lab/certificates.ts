// Throw-away certificates: an authority that nobody trusts but the lab, and one certificate for each site.

import { load } from './load.js';

interface X509 {
  readonly cryptoProvider: { set(crypto: unknown): void };
  readonly X509CertificateGenerator: {
    createSelfSigned(of: unknown): Promise<Certificate>;
    create(of: unknown): Promise<Certificate>;
  };
  readonly BasicConstraintsExtension: new (ca: boolean, length?: number, critical?: boolean) => unknown;
  readonly KeyUsagesExtension: new (usages: number, critical?: boolean) => unknown;
  readonly SubjectAlternativeNameExtension: new (names: unknown) => unknown;
  readonly KeyUsageFlags: Readonly<Record<string, number>>;
}
interface Certificate {
  toString(format: 'pem'): string;
}
export interface Site {
  readonly key: string;
  readonly cert: string;
  /** Hash of the public key, as browsers name it (SHA-256, base64). */
  readonly spki: string;
}
export interface Certificates {
  readonly authority: string;
  readonly sites: Readonly<Record<string, Site>>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

const pem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;

/** Makes an authority and a certificate for each site, under its first name, good for ten years around now. */
export async function makeCertificates(namesOfSites: readonly (readonly string[])[]): Promise<Certificates> {
  // It asks for this to be there first.
  await load('reflect-metadata', '0.2.2');
  const x509 = await load<X509>('@peculiar/x509', '2.2.0');
  x509.cryptoProvider.set(crypto);
  const generate = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const dates = {
    notBefore: new Date(Date.now() - 365 * day),
    notAfter: new Date(Date.now() + 9 * 365 * day),
  };
  const keys = await generate();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Sekisho lab',
    ...dates,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign! | x509.KeyUsageFlags.cRLSign!, true),
    ],
  });
  const sites = await Promise.all(
    namesOfSites.map(async (names, i): Promise<[string, Site]> => {
      const name = names[0]!;
      const own = await generate();
      const cert = await x509.X509CertificateGenerator.create({
        serialNumber: `0${i + 2}`,
        subject: `CN=${name}`,
        issuer: 'CN=Sekisho lab',
        ...dates,
        signingAlgorithm: algorithm,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
        ],
      });
      const spki = await crypto.subtle.exportKey('spki', own.publicKey);
      const hash = await crypto.subtle.digest('SHA-256', spki);
      return [
        name,
        {
          key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', own.privateKey)),
          cert: cert.toString('pem'),
          spki: Buffer.from(hash).toString('base64'),
        },
      ];
    }),
  );
  return { authority: authority.toString('pem'), sites: Object.fromEntries(sites) };
}
