/** Role assignments that are open at the instant, of the person or of a team in use that they belong to. */
export const openHoldings = (personId: string, at: Date) => ({
  AND: [
    { from: { lte: at } },
    { OR: [{ to: null }, { to: { gt: at } }] },
    { OR: [{ personId }, { team: { archivedAt: null, memberships: { some: { personId } } } }] },
  ],
});
