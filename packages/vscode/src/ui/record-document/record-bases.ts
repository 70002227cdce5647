import type { KeptTexts } from '../../core/drafts.ts';
import { printDocument } from '../../core/record-text.ts';
import type { StewardRecord } from '../../core/record-writer.ts';

/** What the text of an editor stands on: the record as it was read, and what the editor was told of its file. */
export interface RecordBase {
  record: StewardRecord;
  /** Milliseconds since 1970. */
  mtime: number;
  /** Bytes. */
  size: number;
}

/** The base of each open document, by its address. One whose text is being changed outlives the window. */
export interface RecordBases {
  get(address: string): RecordBase | undefined;
  /** Also looks where bases of an earlier run lie. */
  find(address: string): Promise<RecordBase | undefined>;
  /** Takes a record that was read or written; `size` where the editor holds another text of it. */
  take(address: string, record: StewardRecord, size?: number): RecordBase;
  /** Another record under a text that is being changed: the editor must not see that its file has changed. */
  rebase(address: string, record: StewardRecord): Promise<void>;
  keep(address: string): Promise<void>;
  /** The text is as its base says again. */
  settle(address: string): Promise<void>;
  forget(address: string): void;
}

export const sizeOf = (text: string): number => new TextEncoder().encode(text).byteLength;

export function recordBases(kept: KeptTexts): RecordBases {
  const bases = new Map<string, RecordBase>();
  const keptHere = new Set<string>();
  const write = (address: string, base: RecordBase) => {
    keptHere.add(address);
    return kept.write(address, JSON.stringify(base));
  };
  return {
    get: (address) => bases.get(address),
    async find(address) {
      const base = bases.get(address) ?? readBase(await kept.read(address));
      if (base) bases.set(address, base);
      return base;
    },
    take(address, record, size = sizeOf(printDocument(record.document))) {
      const before = bases.get(address);
      const at = Date.parse(record.updatedAt);
      // Another content has another time, also where two writes share a millisecond.
      const isOther = before && (before.size !== size || before.record.revision !== record.revision);
      const mtime = before ? Math.max(at, isOther ? before.mtime + 1 : before.mtime) : at;
      const base = { record, mtime, size };
      bases.set(address, base);
      return base;
    },
    async rebase(address, record) {
      const before = bases.get(address) ?? readBase(await kept.read(address));
      if (!before) return;
      const base = { ...before, record };
      bases.set(address, base);
      await write(address, base);
    },
    async keep(address) {
      const base = bases.get(address);
      if (base && !keptHere.has(address)) await write(address, base);
    },
    async settle(address) {
      keptHere.delete(address);
      await kept.remove(address);
    },
    forget: (address) => void bases.delete(address),
  };
}

function readBase(text: string | undefined): RecordBase | undefined {
  try {
    const base = JSON.parse(text ?? '') as Partial<RecordBase>;
    return base.record && typeof base.mtime === 'number' && typeof base.size === 'number'
      ? (base as RecordBase)
      : undefined;
  } catch {
    return undefined;
  }
}
