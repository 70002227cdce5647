import { isWritingMutation, type WritingInput, type WritingMutation } from './writing-mutations.ts';

/** A write that was decided on and whose answer has not come: what to send, and the key that lets it count once. */
export interface Draft {
  /** Where it goes, and nowhere else. */
  address: string;
  mutation: WritingMutation;
  /** All of its input but the key. */
  input: WritingInput;
  idempotencyKey: string;
}

/** Texts by name that outlive the window and the extension's host. */
export interface KeptTexts {
  names(): Promise<string[]>;
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface Drafts {
  /** The draft that says the same, if there is one: sent again it must not count as another write. */
  same(wanted: Omit<Draft, 'idempotencyKey'>): Promise<Draft | undefined>;
  /** Resolves once it would survive the end of everything here. */
  keep(draft: Draft): Promise<void>;
  forget(draft: Draft): Promise<void>;
  all(): Promise<Draft[]>;
}

export function drafts(kept: KeptTexts): Drafts {
  const all = async () => {
    const texts = await Promise.all((await kept.names()).map((name) => kept.read(name)));
    return texts.flatMap((text) => readDraft(text) ?? []);
  };
  return {
    all,
    async same(wanted) {
      return (await all()).find(
        (draft) => isSameServer(draft.address, wanted.address) && canonical(draft) === canonical(wanted),
      );
    },
    keep: (draft) => kept.write(draft.idempotencyKey, JSON.stringify(draft)),
    forget: (draft) => kept.remove(draft.idempotencyKey),
  };
}

/** A server on this machine has another port after each start. */
export const isSameServer = (address: string, now: string | undefined): boolean =>
  now !== undefined && (address === now || (isLocal(address) && isLocal(now)));

const isLocal = (address: string): boolean =>
  URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);

const canonical = ({ mutation, input }: Omit<Draft, 'idempotencyKey'>): string =>
  JSON.stringify([mutation, input]);

/** A text that another version wrote, or that was cut off, is none. */
function readDraft(text: string | undefined): Draft | undefined {
  try {
    const draft = JSON.parse(text ?? '') as Partial<Draft>;
    const whole =
      typeof draft.address === 'string' &&
      typeof draft.idempotencyKey === 'string' &&
      isWritingMutation(draft.mutation) &&
      typeof draft.input === 'object';
    return whole ? (draft as Draft) : undefined;
  } catch {
    return undefined;
  }
}
