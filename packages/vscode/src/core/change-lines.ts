import type { TextEdit } from '@steward/domain/code/lines/edit-hunk.ts';
import type { IndexedChange } from '@steward/domain/code/repository-index.ts';
import { type ChangeEvent, changeEvent, type Disposable } from './change-event.ts';
import { type ChangeMark, changeMarks, editedMarks, type LineReference } from './change-mark.ts';
import { addressKey, type FileAddress } from './file-address.ts';
import { isCommit, type LineHistory } from './line-history.ts';
import { linesOf } from './line-hunks.ts';
import { rememberedHistory } from './remembered-history.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/** Knows where the lines of open changes stand in the texts that somebody looks at. */
export interface ChangeLines extends Disposable {
  /** Marks as of the last edit; nobody is asked. Empty for a text that is not followed. */
  marks(file: FileAddress): readonly ChangeMark[];
  /** Begins to follow a text, or looks anew at what its repository says about it. `text` gives it as it is then. */
  follow(file: FileAddress, text: () => string): Promise<void>;
  /**
   * Moves the marks of a text; nothing is read. `lineCount` is of the text after the edits. False for a text of which
   * no change names a line: it need not be settled.
   */
  edit(file: FileAddress, edits: readonly TextEdit[], lineCount: number): boolean;
  /** Works the marks out exactly, once typing rests; nothing is read. */
  settle(file: FileAddress): void;
  forget(file: FileAddress): void;
  /** Fires when marks have become others. */
  readonly changed: ChangeEvent;
  /** Fires when every text is to be followed anew. */
  readonly stale: ChangeEvent;
}

interface Followed {
  text: () => string;
  references: readonly LineReference[];
  marks: readonly ChangeMark[];
  /** Number of the newest look; an older one that comes late counts no more. */
  turn: number;
}

export function changeLines(
  model: Pick<WorkspaceModel, 'answer' | 'openChanges' | 'changed'>,
  past: LineHistory,
): ChangeLines {
  const history = rememberedHistory(past);
  const followed = new Map<string, Followed>();
  const changed = changeEvent();
  const stale = changeEvent();
  const show = (state: Followed, marks: readonly ChangeMark[]) => {
    const same = marks === state.marks || (marks.length === 0 && state.marks.length === 0);
    state.marks = marks;
    if (!same) changed.fire();
  };
  const settle = (state: Followed) =>
    show(state, state.references.length === 0 ? [] : changeMarks(state.references, linesOf(state.text())));
  const listening = [
    model.changed.listen(() => stale.fire()),
    past.changed.listen(() => {
      history.doubt();
      stale.fire();
    }),
  ];

  return {
    marks: (file) => followed.get(addressKey(file))?.marks ?? [],
    async follow(file, text) {
      const key = addressKey(file);
      const state = followed.get(key) ?? { text, references: [], marks: [], turn: 0 };
      followed.set(key, state);
      state.text = text;
      state.turn += 1;
      const { turn } = state;
      const references = await referencesTo(file, model, history);
      if (followed.get(key) !== state || state.turn !== turn) return;
      state.references = references;
      settle(state);
    },
    edit(file, edits, lineCount) {
      const state = followed.get(addressKey(file));
      if (!state || state.references.length === 0) return false;
      show(state, editedMarks(state.marks, edits, lineCount));
      return true;
    },
    settle(file) {
      const state = followed.get(addressKey(file));
      if (state) settle(state);
    },
    forget: (file) => followed.delete(addressKey(file)),
    changed,
    stale,
    dispose: () => {
      for (const each of listening) each.dispose();
      followed.clear();
    },
  };
}

interface NamedLines {
  change: IndexedChange;
  lines: { start: number; end: number };
  commit: string;
  path: string;
}

/** Those whose base is known here: the others stand at the level of the file. */
async function referencesTo(
  file: FileAddress,
  model: Pick<WorkspaceModel, 'answer' | 'openChanges'>,
  history: ReturnType<typeof rememberedHistory>,
): Promise<LineReference[]> {
  const answer = model.answer(file);
  if (answer.state !== 'KNOWN') return [];
  const { root } = answer.repository;
  const { path } = answer.context;
  const found = namedLines(model.openChanges(file)).map(async (named): Promise<LineReference[]> => {
    if (named.path !== path && !(await wasCalled(named.path, path, named.commit))) return [];
    const base = await history.linesAt(root, named.commit, named.path);
    if (!base) return [];
    const { requester } = named.change;
    const who = requester === null ? undefined : answer.holders.get(requester)?.name;
    return [{ ...named, who, base }];
  });
  return (await Promise.all(found)).flat();

  async function wasCalled(before: string, now: string, commit: string): Promise<boolean> {
    if (await history.exists(root, before)) return false;
    return (await history.renamesSince(root, commit)).get(now) === before;
  }
}

const namedLines = (changes: readonly IndexedChange[]): NamedLines[] =>
  changes.flatMap((change) =>
    change.codeReferences.flatMap(({ path, startLine, endLine, baseCommit }) =>
      startLine !== null && baseCommit !== null && isCommit(baseCommit)
        ? [{ change, lines: { start: startLine, end: endLine ?? startLine }, commit: baseCommit, path }]
        : [],
    ),
  );
