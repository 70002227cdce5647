import { spawn } from 'node:child_process';
import type { ActivityCollector } from '@steward/domain/code/activity/activity.ts';
import { gitLogArguments, gitLogReader } from '@steward/domain/code/activity/git-log.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';

/** Half-open, milliseconds since 1970. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/**
 * Reads the log of what is checked out into the collector, commit by commit as git prints it: nothing of it is kept
 * here. What a repository names for git to run is not run.
 */
export function readHistory(
  root: string,
  { since, until }: Window,
  collector: ActivityCollector,
  onProgress: (commits: number) => void,
): Promise<Outcome<true>> {
  const from = new Date(since).toISOString();
  const child = spawn(
    'git',
    ['-C', root, '-c', 'log.showSignature=false', ...gitLogArguments, `--since=${from}`, 'HEAD'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const reader = gitLogReader();
  const take = (commits: ReturnType<typeof reader.push>): void => {
    for (const commit of commits) {
      if (commit.at < since || commit.at >= until) continue;
      collector.add(commit);
      if (collector.commits % progressEvery === 0) onProgress(collector.commits);
    }
  };
  let problem = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => take(reader.push(text)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problem = (problem + text).slice(-500);
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(wrongUse('git is not there: install it')));
    child.on('close', (code) => {
      take(reader.end());
      resolve(
        code === 0
          ? accept(true)
          : wrongUse(`git cannot read the history of ${root}: ${problem.trim().split('\n').at(-1) ?? ''}`),
      );
    });
  });
}

const progressEvery = 1_000;
