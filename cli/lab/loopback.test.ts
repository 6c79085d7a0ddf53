import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Jar } from './agents/jar.js';
import { shortened } from './exchangeText.js';
import { assertOfLab, isLoopback, NotLoopback } from './loopback.js';

describe('the lab stays on loopback', () => {
  it('takes addresses in 127/8 and ::1, and no others', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isLoopback(address)).toBe(address.startsWith('127.'));
      }),
    );
    expect(isLoopback('::1')).toBe(true);
    expect(isLoopback('::2')).toBe(false);
    expect(isLoopback('127.0.0.1.example')).toBe(false);
  });
  it('takes names of the lab only, whatever they look like', () => {
    for (const url of ['http://bank.test:1/', 'https://127.0.0.9/', 'http://[::1]/'])
      expect(() => assertOfLab(url)).not.toThrow();
    for (const url of [
      'http://example.org/',
      'http://bank.test.example.org/',
      'http://10.0.0.1/',
      'http://localhost/',
    ])
      expect(() => assertOfLab(url)).toThrow(NotLoopback);
  });
  it('asks nobody elsewhere, also where a redirect would lead there', () => {
    expect(() => new Jar().request('GET', 'http://example.org/')).toThrow(NotLoopback);
  });
});

describe('logs', () => {
  it('show no secret whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{12,60}$/), (secret) => {
        for (const text of [
          `/cb?code=${secret}&x=1`,
          `{"access_token":"${secret}"}`,
          `client_secret=${secret}`,
          `Bearer ${secret}`,
          `a=1; app_sid=${secret}; b=2`,
        ])
          expect(shortened(text)).not.toContain(secret);
      }),
    );
  });
});
