// What a probe found as data: each switch with what was tried, and every exchange that counts, secrets shortened.

import { pick, type Lang } from '../../i18n.js';
import { requestText, responseText } from './evidence.js';
import type { Probed } from './probe.js';
import { reasonText } from './words.js';

export const probedData = ({ results, requests, seconds }: Probed, lang: Lang) => ({
  requests,
  seconds: Number(seconds.toFixed(1)),
  switches: results.map((result) => ({
    switch: result.switch,
    is: result.is,
    because: typeof result.because === 'string' ? result.because : 'not-tested',
    why: reasonText(result, lang),
    tried: result.tried.map((t) => ({
      part: t.part,
      name: pick(t.name, lang),
      ...(t.part === 'control' ? { holds: t.holds } : { shows: t.shows }),
      evidence: t.seen.map((e) => ({ at: e.at, request: requestText(e), response: responseText(e) })),
    })),
  })),
});
