// The commands by name, in the order in which help lists them. What help says of a command stands here, so that the list
// can be shown, and one command run, without loading what the others need.

import type { Command } from 'commander';

interface Named {
  /** What follows the name in the list of commands. */
  readonly usage: string;
  readonly description: string;
}

export const commands = {
  table: {
    usage: '[options]',
    description: "derive the paper's figure 4 and print it beside the paper's claims",
  },
  paths: {
    usage: '[options]',
    description: 'attack paths with their exact conditions, over all sets of countermeasures at once',
  },
  breaks: {
    usage: '[options]',
    description: 'smallest sets of countermeasures that leave no path to a goal, or none of a threat',
  },
  compare: {
    usage: '[options] <profiles...>',
    description: 'goals and threats under each profile, and what changes from the first to the others',
  },
  explain: {
    usage: '[options]',
    description: 'why a goal or threat is reached under a profile, or which check stops it where',
  },
  harden: {
    usage: '[options]',
    description: 'the smallest additions to a profile that close goals or threats, and a safe order for them',
  },
  import: {
    usage: '[options] <files...>',
    description: 'fill a profile from server metadata, client metadata or a Keycloak realm export',
  },
  probe: {
    usage: '[options] [target]',
    description: 'read a profile off a running server and client by black-box tests, on this machine',
  },
  lock: {
    usage: '[options] <profiles...>',
    description: 'pin model, goals, bounds, settings and every verdict, for `compare --locked`',
  },
  report: {
    usage: '[options] [profiles...]',
    description: 'a page that decides every configuration as you click, in one file that needs no network',
  },
  derive: {
    usage: '[options]',
    description:
      'compute the results that ship with this version again, or compare them with what is found now',
  },
  search: {
    usage: '[options]',
    description: 'who reaches a goal in one configuration: the weakest attackers, or none within the bounds',
  },
  replay: { usage: '[options] <trace>', description: 'run a trace file through the machines, step by step' },
  draw: {
    usage: '[options] [kind] [what]',
    description: 'a drawing for teaching, made from the model or from a trace',
  },
  fuzz: {
    usage: '[options]',
    description: 'random walks of an attacker under one configuration; finding none says nothing',
  },
  bench: {
    usage: '[options]',
    description:
      'the search of all configurations, the plain search of one, and SPIN, on one world; or how far the search gets',
  },
  export: {
    usage: '[options]',
    description: 'the model for another model checker: Promela for SPIN, TLA+ for TLC and Apalache',
  },
  'export-trail': {
    usage: '[options] <trace>',
    description: 'a trace as an ITF document, state by state, for Apalache, TLC and their tools',
  },
  'import-trail': {
    usage: '[options] <model> <trail>',
    description: "replay another model checker's counterexample through the machines",
  },
  'compare-spin': {
    usage: '[options]',
    description: 'compare verdicts and shortest lengths with SPIN on drawn cells and on all shipped profiles',
  },
  certify: {
    usage: '[options]',
    description:
      'a coverage certificate for "no attack within the bounds", to be checked by check-cert; with --upper: whether a search missed anybody',
  },
  'check-cert': {
    usage: '[options] <certificate>',
    description:
      'check a coverage certificate by going through all its states again, with nothing remembered',
  },
  literature: {
    usage: '[options]',
    description: 'well-known results on the flow, each checked with and without the check that it is about',
  },
  cases: {
    usage: '[options]',
    description:
      'faults of deployments that were reported in public, each asked with the fault and without it',
  },
  confirm: {
    usage: '[options] <traces...>',
    description: 'perform traces on real authorization servers and clients, on this machine alone',
  },
  conform: {
    usage: '[options]',
    description: 'random walks of the model performed on real software: both must do the same',
  },
  list: {
    usage: '[options] [what]',
    description: 'list switches, measures, goals, capabilities, attackers, profiles or threats',
  },
  validate: {
    usage: '[options] <files...>',
    description: 'check profile files, and whether the honest run finishes under them',
  },
  schema: { usage: '[options]', description: 'print the JSON Schema of profile files, for editors' },
} as const satisfies Record<string, Named>;
export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** Adds a command of this name, with its description and the options that all commands have. */
export const begin = (program: Command, name: CommandName): Command =>
  program
    .command(name)
    .description(commands[name].description)
    .option('--quiet', 'show no progress')
    .option('--no-color', 'print without colours');
