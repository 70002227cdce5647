/** Who somebody is can not be said at this moment; the same request may be let in later. The message is for everybody. */
export class NotNow extends Error {}
