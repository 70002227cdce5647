import { readSignature, type Signature } from './signature.ts';

/** One commit that is no merge, as its log tells of it. */
export interface Commit {
  readonly id: string;
  /** When it came into the branch, milliseconds since 1970. */
  readonly at: number;
  readonly author: Signature;
  readonly coAuthors: readonly Signature[];
  readonly reviewers: readonly Signature[];
  /** Paths it touched, from the folder that the log was asked in. */
  readonly paths: readonly string[];
}

const coAuthorKeys = ['Co-authored-by'];
const reviewerKeys = ['Reviewed-by', 'Acked-by', 'Approved-by'];

const begin = '\u0001';
const between = '\u001f';
const betweenTrailers = '\u001e';

/** What `git log` is asked for, so that `gitLogReader` understands it; the window and the revision come behind. */
export const gitLogArguments: readonly string[] = [
  'log',
  '-z',
  '--no-merges',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--name-only',
  '--relative',
  `--format=%x01%H%x1f%ct%x1f%an%x1f%ae%x1f%(trailers:${[...coAuthorKeys, ...reviewerKeys]
    .map((key) => `key=${key},`)
    .join('')}unfold,separator=%x1e)`,
];

export interface GitLogReader {
  /** Takes the next part of the output, cut anywhere, and gives the commits that are complete with it. */
  push(text: string): Commit[];
  /** The last commit, at the end of the output. */
  end(): Commit[];
}

/** Reads the output of `git log` part by part; keeps one commit at a time. */
export function gitLogReader(): GitLogReader {
  let rest = '';
  let header: string | null = null;
  let paths: string[] = [];
  const finish = (): Commit[] => {
    const commit = header === null ? null : commitOf(header, paths);
    header = null;
    paths = [];
    return commit ? [commit] : [];
  };
  const take = (entry: string): Commit[] => {
    if (entry.startsWith(begin)) {
      const done = finish();
      header = entry.slice(1);
      return done;
    }
    const path = entry.startsWith('\n') ? entry.slice(1) : entry;
    if (path !== '') paths.push(path);
    return [];
  };
  return {
    push: (text) => {
      const entries = (rest + text).split('\0');
      rest = entries.pop() ?? '';
      return entries.flatMap(take);
    },
    end: () => {
      const last = rest;
      rest = '';
      return [...(last === '' ? [] : take(last)), ...finish()];
    },
  };
}

function commitOf(header: string, paths: readonly string[]): Commit | null {
  const [id = '', seconds = '', name = '', email = '', trailers = ''] = header.split(between);
  if (!/^[0-9a-f]{40,64}$/.test(id) || !/^\d+$/.test(seconds)) return null;
  const named = trailers.split(betweenTrailers).flatMap((trailer) => {
    const [, key = '', value = ''] = /^([^:]+):\s*([\s\S]*)$/.exec(trailer) ?? [];
    const signature = readSignature(value);
    return signature ? [{ key: key.toLowerCase(), signature }] : [];
  });
  const of = (keys: readonly string[]) =>
    named
      .filter(({ key }) => keys.some((known) => known.toLowerCase() === key))
      .map(({ signature }) => signature);
  return {
    id,
    at: Number(seconds) * 1000,
    author: { name, email },
    coAuthors: of(coAuthorKeys),
    reviewers: of(reviewerKeys),
    paths,
  };
}
