/** Whom a server knows behind a token. */
export interface Account {
  /** Key of the person or the service account, with its kind: the same for the same one. */
  id: string;
  /** The name that history shows. */
  label: string;
}

/** Where and how a token of a provider is got anew. */
export interface Renewal {
  issuer: string;
  clientId: string;
  /** What the token is for, in the words of the server it is for. */
  resource: string;
  refreshToken: string | undefined;
  /** From when on it is worth to get the next one, and when this one ends; milliseconds since 1970. */
  from: number;
  end: number;
}

/** A token for one server, whose it is, and for one of a provider how it is renewed. */
export interface Session {
  token: string;
  account: Account;
  renewal: Renewal | undefined;
}

export const printSession = (session: Session): string => JSON.stringify(session);

/** A session as it was kept; undefined for what is none. */
export function readSession(text: unknown): Session | undefined {
  try {
    const { token, account, renewal } = JSON.parse(typeof text === 'string' ? text : '') as Partial<Session>;
    const isWhole =
      typeof token === 'string' && typeof account?.id === 'string' && typeof account.label === 'string';
    return isWhole ? { token, account, renewal } : undefined;
  } catch {
    return undefined;
  }
}
