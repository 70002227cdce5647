import { describe, expect, it } from 'vitest';
import { changeEvent } from './change-event.ts';
import type { FileAddress } from './file-address.ts';
import { decidingPlace } from './file-answer.ts';
import { fileFacts } from './file-facts.ts';
import { lensParts, statusWords } from './file-words.ts';
import type { RepositoryFolder, WorkspaceHost } from './workspace-host.ts';
import { workspaceModel } from './workspace-model.ts';

const at = (path: string): FileAddress => ({ scheme: 'file', authority: '', path });
const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

interface FolderOptions {
  remote?: string;
  dialect?: 'auto' | 'github' | 'gitlab';
  repository?: string;
}

const folder = (
  path: string,
  { remote, dialect = 'auto', repository = '' }: FolderOptions = {},
): RepositoryFolder => ({
  root: at(path),
  remotes: remote === undefined ? [] : [{ name: 'origin', url: remote }],
  settings: { repository, dialect },
});

function editorWith(folders: RepositoryFolder[], files: Record<string, string>) {
  const changed = changeEvent();
  const read: string[] = [];
  const host: WorkspaceHost = {
    changed,
    repositories: async () => folders,
    readText: async (address) => {
      read.push(address.path);
      return files[address.path];
    },
  };
  return { host, files, folders, read, model: workspaceModel(host) };
}

const github = { remote: 'git@github.com:acme/pay.git' };

describe('whose a file is, by the working copy alone', () => {
  it('is said with the rule, the line and the source', async () => {
    const { model } = editorWith([folder('/w', github)], { '/w/CODEOWNERS': '* @a\n/src/ @acme/pay @b\n' });
    await model.reload();
    const answer = model.answer(at('/w/src/deep/a.ts'));
    expect(answer).toMatchObject({
      state: 'FROM_CODEOWNERS',
      repository: { key: 'github.com/acme/pay' },
      file: 'CODEOWNERS',
    });
    expect(lensParts(answer, plain)).toEqual([
      { text: 'owners @acme/pay, @b', action: 'showFileCard' },
      { text: 'from CODEOWNERS line 2: /src/', action: 'openDecidingRule' },
    ]);
    expect(statusWords(answer, plain)).toEqual({
      text: '@acme/pay and 1 more · from CODEOWNERS',
      label: 'Steward: owners @acme/pay, @b, from CODEOWNERS line 2: /src/',
    });
    expect(decidingPlace(answer)).toEqual({ file: at('/w/CODEOWNERS'), line: 2 });
  });

  it.each([
    ['/w/other.ts', 'no owner', 'from CODEOWNERS: no rule matches', 1],
    ['/w/docs/x.md', 'no owner', 'from CODEOWNERS line 2: cleared by /docs/', 2],
  ])('can be nobody, and why is told: %s', async (path, owner, decided, line) => {
    const { model } = editorWith([folder('/w', github)], { '/w/CODEOWNERS': '/docs/ @a\n/docs/\n' });
    await model.reload();
    const answer = model.answer(at(path));
    expect(lensParts(answer, plain).map(({ text }) => text)).toEqual([owner, decided, 'claim it']);
    expect(statusWords(answer, plain)?.label).toBe(`Steward: ${owner}, ${decided}`);
    expect(decidingPlace(answer)?.line).toBe(line);
  });

  it('adds up over the sections of a GitLab file, an optional one only advising', async () => {
    const text = '[Code] @dev\n*.ts\n^[Security]\n*.ts @sec\n[Docs]\n*.md @doc\n!a.ts\n[More]\n* @more\n';
    const { model } = editorWith([folder('/w', { remote: 'git@gitlab.example.com:a/b.git' })], {
      '/w/.gitlab/CODEOWNERS': text,
    });
    await model.reload();
    const answer = model.answer(at('/w/a.ts'));
    expect(lensParts(answer, plain)[0]?.text).toBe('owners @dev, @more');
    expect(fileFacts(answer, plain).map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Owner: @dev',
      'Owner: @more',
      'Section Code: from CODEOWNERS line 2: *.ts (.gitlab/CODEOWNERS)',
      'Section Security: from CODEOWNERS line 4: *.ts (optional, .gitlab/CODEOWNERS)',
      'Section Docs: from CODEOWNERS line 7: excluded by !a.ts (.gitlab/CODEOWNERS)',
      'Section More: from CODEOWNERS line 9: * (.gitlab/CODEOWNERS)',
      'Repository: gitlab.example.com/a/b',
    ]);
  });

  it('is asked for, not guessed, where place and host leave the dialect open', async () => {
    const files = { '/w/CODEOWNERS': 'docs @a\n' };
    const open = editorWith([folder('/w', { remote: 'git@git.example.com:a/b.git' })], files);
    await open.model.reload();
    const answer = open.model.answer(at('/w/docs/a.md'));
    expect(answer.state).toBe('DIALECT_OPEN');
    expect(lensParts(answer, plain)).toEqual([
      { text: 'CODEOWNERS: choose the dialect', action: 'chooseDialect' },
    ]);

    for (const [dialect, owner] of [
      ['github', 'owner @a'],
      ['gitlab', 'no owner'],
    ] as const) {
      const { model } = editorWith([folder('/w', { dialect })], files);
      await model.reload();
      expect(lensParts(model.answer(at('/w/docs/a.md')), plain)[0]?.text).toBe(owner);
    }
  });

  it('is not claimed without a CODEOWNERS, and outside the opened folders nothing is', async () => {
    const { model } = editorWith([folder('/w', github)], {});
    expect(model.answer(at('/w/a.ts'))).toEqual({ state: 'LOADING' });
    await model.reload();
    const silent = model.answer(at('/w/a.ts'));
    expect(silent.state).toBe('SILENT');
    expect(lensParts(silent, plain)).toEqual([]);
    expect(statusWords(silent, plain)).toBeUndefined();
    expect(model.answer(at('/elsewhere/a.ts'))).toEqual({ state: 'OUTSIDE' });
  });

  it('comes from the innermost repository', async () => {
    const { model } = editorWith([folder('/w', github), folder('/w/lib', { dialect: 'github' })], {
      '/w/CODEOWNERS': '* @outer\n',
      '/w/lib/CODEOWNERS': '* @inner\n',
    });
    await model.reload();
    expect(lensParts(model.answer(at('/w/lib/a.ts')), plain)[0]?.text).toBe('owner @inner');
    expect(lensParts(model.answer(at('/w/a.ts')), plain)[0]?.text).toBe('owner @outer');
  });
});

describe('the key of a repository', () => {
  it.each<[string, FolderOptions, Record<string, string>, string | undefined]>([
    [
      'the setting first',
      { ...github, repository: 'h/set' },
      { '/w/.steward.yaml': 'repository: h/file' },
      'h/set',
    ],
    ['then .steward.yaml', github, { '/w/.steward.yaml': 'repository: h/file\n' }, 'h/file'],
    ['then the remote', github, {}, 'github.com/acme/pay'],
    ['else none', {}, {}, undefined],
  ])('is %s', async (_, options, files, key) => {
    const { model } = editorWith([folder('/w', options)], files);
    await model.reload();
    expect(model.repositories()).toEqual([expect.objectContaining({ key })]);
  });
});

describe('reading again', () => {
  it('tells only when an answer may have changed', async () => {
    const { model, files, host } = editorWith([folder('/w', github)], { '/w/CODEOWNERS': '* @a\n' });
    await model.reload();
    let told = 0;
    model.changed.listen(() => told++);
    await model.reload();
    expect(told).toBe(0);
    files['/w/CODEOWNERS'] = '* @b\n';
    host.changed.fire();
    await model.reload();
    expect(told).toBe(1);
    expect(lensParts(model.answer(at('/w/a')), plain)[0]?.text).toBe('owner @b');
  });

  it('is one reading for many calls, and one more for those that came while it ran', async () => {
    const { model, read } = editorWith([folder('/w', github)], {});
    await model.reload();
    const once = read.length;
    read.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => model.reload()));
    expect(read).toHaveLength(2 * once);
  });
});
