import type { Remote } from '@steward/domain/code/repository-key.ts';

/**
 * The remotes in the text of a repository's `config`, in their order, each with its first address.
 * Included files and `insteadOf` are not followed: they lie outside the repository.
 */
export function remotesOfGitConfig(text: string): Remote[] {
  const remotes = new Map<string, Remote>();
  let section: string | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const heading = /^\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (heading) {
      section = heading[1]?.toLowerCase() === 'remote' ? heading[2]?.replace(/\\(.)/g, '$1') : undefined;
      continue;
    }
    const url = /^url\s*=\s*(.*)$/i.exec(line)?.[1];
    if (section !== undefined && url !== undefined && !remotes.has(section)) {
      remotes.set(section, { name: section, url: withoutQuotes(url) });
    }
  }
  return [...remotes.values()];
}

/** Where `.git` points when it is a file, as in a worktree or a submodule; relative to that file's folder. */
export function folderOfGitFile(text: string): string | undefined {
  return /^gitdir:\s*(.+?)\s*$/m.exec(text)?.[1];
}

function withoutQuotes(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value);
  return quoted?.[1] !== undefined
    ? quoted[1].replace(/\\(.)/g, '$1')
    : value.replace(/\s+[#;].*$/, '').trim();
}
