import type { Command } from 'commander';
import { json } from '../output.js';
import { profileSchema } from '../../properties/profiles/schema.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'schema').action(() => json(profileSchema()));
}
