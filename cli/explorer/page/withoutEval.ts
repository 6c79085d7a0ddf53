// The page's policy forbids making code from text; shapes are checked without it, which is only a little slower.

import { config } from 'zod';

config({ jitless: true });
