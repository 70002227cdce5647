import type { Terminal } from '../terminal.ts';

/** The platform's fetch for requests to one server, with the token of whoever signed in there. */
export const signedInFetch =
  (terminal: Terminal, server: string): typeof fetch =>
  async (input, init) => {
    const { tokenFor } = await import('./renew.ts');
    const token = await tokenFor(terminal, server);
    const headers = new Headers(init?.headers);
    // Without one the server says that the sign-in is over.
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
