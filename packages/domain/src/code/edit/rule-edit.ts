import type { TextChange } from './text-change.ts';

/** What has to be done to a CODEOWNERS text. */
export type RuleEdit =
  | {
      readonly kind: 'CHANGE';
      readonly change: TextChange;
      /** The line as it stands afterwards, and its number, counted from 1. */
      readonly line: number;
      readonly rule: string;
      /** True for a line that was not there. */
      readonly added: boolean;
      /** GitLab: the section it stands in; "" before the first heading, and on GitHub. */
      readonly section: string;
    }
  /** It says so already, on this line. */
  | { readonly kind: 'NONE'; readonly line: number }
  | { readonly kind: 'REFUSED'; readonly message: string };

export const refuseEdit = (message: string): RuleEdit => ({ kind: 'REFUSED', message });

/** The same owners, compared as code hosts compare them; order and repetition say nothing. */
export function sameOwners(a: readonly string[], b: readonly string[]): boolean {
  const names = (owners: readonly string[]) => [...new Set(owners.map((o) => o.toLowerCase()))].sort();
  return JSON.stringify(names(a)) === JSON.stringify(names(b));
}
