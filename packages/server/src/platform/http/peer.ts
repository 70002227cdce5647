const peers = new WeakMap<Request, string>();

/** Notes the address from which a request came; a request of the platform has no place for it. */
export function notePeer(request: Request, address: string): void {
  peers.set(request, address);
}

/** The address from which a request came; one name for all of which it is not known. */
export const peerOf = (request: Request): string => peers.get(request) ?? 'unknown';
