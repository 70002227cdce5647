import { describe, expect, it } from 'vitest';
import { compileCodeowners } from './codeowners-matcher.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect } from './codeowners-rule.ts';
import { explainText, isWanted, type WhoOwns, whoOwnsText, whoOwnsTsv } from './who-owns.ts';
import { summarize, summaryText } from './who-owns-summary.ts';

const askedOf = (text: string, dialect: CodeownersDialect, paths: string[]): WhoOwns[] => {
  const match = compileCodeowners(parseCodeowners(text, dialect).rules, dialect);
  return paths.map((path) => ({ path, answers: match(path) }));
};

const github = askedOf('/src/ @a @B\n/src/gen/\n*.md @b\n', 'GITHUB', [
  'src/a.ts',
  'src/gen/b.ts',
  'c.ts',
  'src/read me.md',
]);
const gitlab = askedOf('* @all\n!*.lock\n[Docs][2] @docs\n*.md\n^[Style]\n*.md @ALL\n', 'GITLAB', [
  'a.md',
  'b.lock',
]);

describe('the table', () => {
  it('has one line a path on GitHub', () => {
    expect(whoOwnsTsv(github)).toBe(
      [
        'path\tsection\tstate\toptional\tapprovals\towners\tline',
        'src/a.ts\t\towned\t0\t\t@a @B\t1',
        'src/gen/b.ts\t\tcleared\t0\t\t\t2',
        'c.ts\t\tunmatched\t0\t\t\t0',
        'src/read me.md\t\towned\t0\t\t@b\t3',
        '',
      ].join('\n'),
    );
  });

  it('has one line a path and section on GitLab', () => {
    expect(whoOwnsTsv(gitlab).split('\n').slice(1)).toEqual([
      'a.md\t\towned\t0\t1\t@all\t1',
      'a.md\tDocs\towned\t0\t2\t@docs\t4',
      'a.md\tStyle\towned\t1\t0\t@ALL\t6',
      'b.lock\t\texcluded\t0\t1\t\t2',
      '',
    ]);
  });

  it('stays a table when a name holds a tab, and without a CODEOWNERS file', () => {
    expect(whoOwnsTsv([{ path: 'a\tb\n', answers: [] }]).split('\n')[1]).toBe(
      'a\\tb\\n\t\tunmatched\t0\t\t\t0',
    );
  });
});

describe('filters', () => {
  const wanted = (entries: WhoOwns[], filter: Parameters<typeof isWanted>[1]) =>
    entries.filter((entry) => isWanted(entry, filter)).map(({ path }) => path);

  it('take paths without an owner: cleared, excluded or matched by nothing', () => {
    expect(wanted(github, { unowned: true })).toEqual(['src/gen/b.ts', 'c.ts']);
    expect(wanted(gitlab, { unowned: true })).toEqual(['b.lock']);
    expect(wanted(github, {})).toHaveLength(4);
  });

  it('take the paths of one owner, without case and never by a part of the name', () => {
    expect(wanted(github, { owner: '@b' })).toEqual(['src/a.ts', 'src/read me.md']);
    expect(wanted(github, { owner: '@' })).toEqual([]);
    expect(wanted(github, { owner: '@b', unowned: true })).toEqual([]);
  });

  it('count a path that only an optional section owns as unowned', () => {
    const entries = askedOf('^[Style]\n*.css @s\n', 'GITLAB', ['a.css']);
    expect(wanted(entries, { unowned: true })).toEqual(['a.css']);
    expect(wanted(entries, { owner: '@s' })).toEqual(['a.css']);
  });
});

describe('text for people', () => {
  it('says the owners, or why there is none', () => {
    expect(github.map(whoOwnsText).join('')).toBe(
      'src/a.ts\t@a @B\nsrc/gen/b.ts\tno owner (cleared)\nc.ts\tno owner (no rule matches)\nsrc/read me.md\t@b\n',
    );
    expect(gitlab.map(whoOwnsText).join('')).toBe(
      'a.md\t@all\na.md\t[Docs] @docs\na.md\t[Style] @ALL (optional)\nb.lock\tno owner (excluded)\n',
    );
  });

  it('explains by the deciding line and the law of the host', () => {
    const source = { file: '.github/CODEOWNERS', dialect: 'GITHUB' } as const;
    expect(explainText(github[0]!, source)).toBe(
      [
        'src/a.ts',
        '  @a @B',
        '    decided by .github/CODEOWNERS:1  /src/ @a @B',
        '    GitHub: the last matching rule of the file decides',
        '',
      ].join('\n'),
    );
    expect(explainText(github[2]!, source)).toBe(
      'c.ts\n  no owner: no rule of .github/CODEOWNERS matches (GitHub)\n',
    );
    expect(explainText(github[2]!, null)).toContain('no CODEOWNERS file');
  });

  it('explains each section of a GitLab file', () => {
    const source = { file: 'CODEOWNERS', dialect: 'GITLAB' } as const;
    const text = explainText(gitlab[0]!, source);
    expect(text).toContain('  no section, 1 approval: @all\n    decided by CODEOWNERS:1  * @all\n');
    expect(text).toContain('  section Docs, 2 approvals: @docs\n    decided by CODEOWNERS:4  *.md @docs\n');
    expect(text).toContain('  section Style, optional: @ALL\n');
    expect(explainText(gitlab[1]!, source)).toContain(
      '    decided by CODEOWNERS:2  !*.lock\n    GitLab: an exclusion',
    );
  });
});

describe('the summary', () => {
  it('counts paths, states and owners, the most first', () => {
    const summary = summarize(github);
    expect(summary).toEqual({
      paths: 4,
      unowned: 2,
      states: { OWNED: 2, CLEARED: 1, EXCLUDED: 0, UNMATCHED: 1 },
      owners: [
        { owner: '@B', paths: 2 },
        { owner: '@a', paths: 1 },
      ],
    });
    expect(summaryText(summary)).toBe(
      '4 paths: 2 owned, 2 without an owner\nanswers: 2 owned, 1 cleared, 0 excluded, 1 unmatched\n       2  @B\n       1  @a\n',
    );
  });

  it('counts a path once for an owner that several sections name', () => {
    expect(summarize(gitlab).owners[0]).toEqual({ owner: '@all', paths: 1 });
    expect(summarize([{ path: 'a', answers: [] }]).states.UNMATCHED).toBe(1);
  });
});
