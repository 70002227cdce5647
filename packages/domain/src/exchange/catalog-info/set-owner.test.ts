import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedText } from '../../code/edit/text-change.ts';
import { parseCatalogFile } from './parse.ts';
import { recordKindsOf } from './record-kind.ts';
import { keyOfRef, splitRef } from './reference.ts';
import { catalogOwnerOf, declaresRecord, setCatalogOwner } from './set-owner.ts';

const cart = { kind: 'Component', key: 'cart' };
const head = 'kind: Component\nmetadata: { name: cart }\n';

function owned(text: string, owner = 'group:ui', record = cart): string {
  const edit = setCatalogOwner(text, record, owner);
  return edit.kind === 'CHANGE' ? changedText(text, edit.change) : edit.kind;
}

describe('the owner of an entity in its file', () => {
  it.each([
    [
      'plain, its comment kept',
      'spec:\n  owner: pay # us\n  type: service\n',
      'spec:\n  owner: group:ui # us\n  type: service\n',
    ],
    ['in double quotes', 'spec:\n  owner: "pay"\n', 'spec:\n  owner: "group:ui"\n'],
    [
      'in single quotes, of a flow',
      "spec: { owner: 'pay', type: s }\n",
      "spec: { owner: 'group:ui', type: s }\n",
    ],
    [
      'over several lines',
      'spec:\n  owner: >-\n    pay\n  type: s\n',
      'spec:\n  owner: group:ui\n  type: s\n',
    ],
    ['left empty', 'spec:\n  owner:\n  type: s\n', 'spec:\n  owner: group:ui\n  type: s\n'],
    ['left out', 'spec:\n    # what\n    type: s\n', 'spec:\n    # what\n    owner: group:ui\n    type: s\n'],
    ['left out of a flow', 'spec: {type: s}\n', 'spec: {owner: group:ui, type: s}\n'],
    ['named without a line end', 'spec:\n  owner: pay', 'spec:\n  owner: group:ui'],
  ])('is written where it stands: %s', (_, before, after) => {
    expect(owned(head + before)).toBe(head + after);
    expect(owned((head + before).replaceAll('\n', '\r\n'))).toBe((head + after).replaceAll('\n', '\r\n'));
  });

  it('is that of the document which declares it, and no other', () => {
    const other = 'kind: Component\nmetadata: { name: other }\nspec: { owner: pay }\n';
    const mine = 'kind: API\nmetadata: { name: Cart, namespace: shop }\nspec: { owner: pay }\n';
    const text = `# all\n---\n${other}---\n${mine}---\n: broken: [\n`;
    expect(owned(text, 'ui', { kind: 'Component', key: 'shop~cart' })).toBe(
      `# all\n---\n${other}---\n${mine.replace('pay', 'ui')}---\n: broken: [\n`,
    );
    expect(setCatalogOwner(text, cart, 'ui')).toEqual({
      kind: 'REFUSED',
      message: 'no document of the file declares Component cart: look for the file that does',
    });
    expect(declaresRecord(text, { kind: 'Component', key: 'other' })).toBe(true);
    expect(catalogOwnerOf(text, { kind: 'Component', key: 'other' })).toBe('pay');
    expect(catalogOwnerOf(text, cart)).toBeNull();
    expect(declaresRecord(text, { kind: 'System', key: 'other' })).toBe(false);
  });

  it('is left as it is where it is so already, and where something else would change with it', () => {
    expect(owned(`${head}spec: { owner: ui }\n`, 'ui')).toBe('NONE');
    expect(owned(`${head}spec:\n  owner: &o pay\n  lead: *o\n`)).toBe('REFUSED');
    expect(owned(`${head}spec: [a]\n`)).toBe('REFUSED');
    expect(owned(`${head}spec:\n  owner: [a]\n`)).toBe('REFUSED');
  });

  it('is quoted where it would be read as something else', () => {
    expect(owned(`${head}spec:\n  owner: a\n`, "o'clock: #1")).toBe(
      `${head}spec:\n  owner: 'o''clock: #1'\n`,
    );
    expect(owned(`${head}spec:\n  owner: a\n`, 'null')).toBe(`${head}spec:\n  owner: 'null'\n`);
  });
});

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';

describe('real catalog files', () => {
  it.skipIf(!samples)(`name another owner in one line, for every component and system${why}`, () => {
    const folder = join(samples ?? '', 'catalog-info');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      /\.ya?ml$/.test(entry.name),
    );
    let edited = 0;
    for (const entry of files) {
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const { entities } = parseCatalogFile({ file: entry.name, text });
      for (const { ref, outcome, owner } of entities) {
        const kind = recordKindsOf(splitRef(ref).kind).find(
          (each) => each === 'Component' || each === 'System',
        );
        if (outcome.state !== 'READ' || !kind || !owner) continue;
        const edit = setCatalogOwner(text, { kind, key: keyOfRef(ref) }, 'group:default/claimed');
        if (edit.kind !== 'CHANGE')
          throw new Error(`${entry.parentPath}/${entry.name} ${ref}: ${JSON.stringify(edit)}`);
        const [before, after] = [text, changedText(text, edit.change)].map((each) => each.split('\n'));
        expect(after).toHaveLength(before!.length);
        expect(after!.filter((line, at) => line !== before![at])).toEqual([
          expect.stringContaining('group:default/claimed'),
        ]);
        expect(after![edit.line - 1]).toContain('group:default/claimed');
        edited += 1;
      }
    }
    expect(edited).toBeGreaterThan(80);
  });
});
