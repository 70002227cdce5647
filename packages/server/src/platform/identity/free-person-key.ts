import type { Transaction } from '../context.ts';

/** That key, with a number behind it where another person has it or had it: nobody takes over who was there before. */
export async function freePersonKey(tx: Transaction, wanted: string): Promise<string> {
  const key = wanted.slice(0, 100);
  for (let at = 1; ; at++) {
    const candidate = at === 1 ? key : `${key}-${at}`;
    const person = await tx.person.findUnique({ where: { lookup: candidate }, select: { id: true } });
    const alias = await tx.keyAlias.findUnique({
      where: { kind_lookup: { kind: 'Person', lookup: candidate } },
      select: { id: true },
    });
    if (!person && !alias) return candidate;
  }
}
