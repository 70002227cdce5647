import { expect, it } from 'vitest';
import { runSteward } from './program.ts';
import type { Terminal } from './terminal.ts';

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const print = async (text: string) => {
    said.stdout += text;
    return true;
  };
  const terminal: Terminal = {
    ...{ cwd: '/', environment: {}, watched: false, print, printData: print, clearLine: () => {} },
    note: (text) => {
      said.stderr += text;
    },
    now: () => 0,
    readInput: async () => '',
    untilEnded: async () => {},
  };
  return { code: await runSteward(args, terminal), ...said };
}

const { stdout: general } = await run('--help');
const commands = [...general.matchAll(/^ {2}([a-z][a-z-]*) /gm)].flatMap(([, name]) => name ?? []);

it('the general help names the commands', () => {
  expect(commands).toEqual(expect.arrayContaining(['start', 'import', 'export', 'activity', 'drift']));
});

it.each(commands)('steward %s --help prints the help of that command', async (command) => {
  const { code, stdout } = await run(command, '--help');
  expect([code, stdout.split(/[ \n]/).slice(0, 3)]).toEqual([0, ['Usage:', 'steward', command]]);
});

it('a message shows what could steer the terminal, as signs that a person reads', async () => {
  const { code, stderr } = await run('who-owns', '--codeowners', 'a\u001b[2Jb\u202ec\rd\u{e0041}');
  expect(code).toBe(2);
  expect(stderr).toContain(String.raw`a\u001b[2Jb\u202ec\u000dd\udb40\udc41`);
  expect(stderr).toMatch(/^[ -~\n]+$/);
});
