import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import type { IndexedCodeowners, RepositoryIndex } from '@steward/domain/code/repository-index.ts';

/** The rules of a CODEOWNERS file as it stands in the working copy, at no commit. */
export function localCodeowners(file: string, dialect: CodeownersDialect, text: string): IndexedCodeowners {
  return { file, dialect, commit: null, rules: parseCodeowners(text, dialect).rules };
}

/** All that can be said of a repository without a server: its own rules, and nothing else. */
export function localIndex(key: string | undefined, codeowners: IndexedCodeowners): RepositoryIndex {
  return {
    repository: { id: '', key: key ?? '', name: null },
    revision: '',
    indexedCommit: null,
    codeowners,
    holders: [],
    handles: [],
    systems: [],
    components: [],
    changes: [],
  };
}
