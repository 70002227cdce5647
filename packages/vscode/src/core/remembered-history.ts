import { addressKey, type FileAddress } from './file-address.ts';
import type { LineHistory } from './line-history.ts';
import { linesOf } from './line-hunks.ts';

/** Texts of the past that are kept at most. */
const mostTexts = 100;

export interface RememberedHistory extends Pick<LineHistory, 'renamesSince' | 'exists'> {
  /** Lines of a file as a commit has it; asked for once, and the same array each time. */
  linesAt(root: FileAddress, commit: string, path: string): Promise<readonly string[] | undefined>;
  /** Forgets all that may have become another: what a commit holds stays. */
  doubt(): void;
}

/** Asks git once for what can not change, and for the rest once until somebody doubts it. */
export function rememberedHistory(past: LineHistory): RememberedHistory {
  const texts = new Map<string, Promise<readonly string[] | undefined>>();
  const renames = new Map<string, ReturnType<LineHistory['renamesSince']>>();
  const files = new Map<string, Promise<boolean>>();
  const missing = new Set<string>();
  return {
    linesAt(root, commit, path) {
      const key = JSON.stringify([addressKey(root), commit, path]);
      return once(texts, key, async () => {
        const text = await past.textAt(root, commit, path);
        if (text === undefined) missing.add(key);
        const [oldest] = texts.keys();
        if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
        return text === undefined ? undefined : linesOf(text);
      });
    },
    renamesSince: (root, commit) =>
      once(renames, JSON.stringify([addressKey(root), commit]), () => past.renamesSince(root, commit)),
    exists: (root, path) =>
      once(files, JSON.stringify([addressKey(root), path]), () => past.exists(root, path)),
    doubt() {
      for (const key of missing) texts.delete(key);
      missing.clear();
      renames.clear();
      files.clear();
    },
  };
}

function once<Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>) {
  const value = known.get(key) ?? ask();
  known.set(key, value);
  return value;
}
