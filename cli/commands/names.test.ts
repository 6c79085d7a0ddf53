import { Command, Help } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandNames, commands } from './names.js';

describe('the list of commands', () => {
  test.each(commandNames)('says of %s what it says of itself', async (name) => {
    const program = new Command();
    const { register } = (await import(`./${name}.ts`)) as { register: (program: Command) => void };
    register(program);
    const [command] = program.commands;
    expect(program.commands).toHaveLength(1);
    expect(command!.name()).toBe(name);
    // What all commands have.
    expect(command!.options.map(({ long }) => long)).toEqual(
      expect.arrayContaining(['--json', '--lang', '--quiet', '--no-color']),
    );
    expect(command!.description()).toBe(commands[name].description);
    expect(`${name} ${commands[name].usage}`.trimEnd()).toBe(new Help().subcommandTerm(command!));
  });
});
