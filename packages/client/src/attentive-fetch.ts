/** Milliseconds. A stream of the server says something every twelve seconds, and be it nothing. */
const standardSilence = 30_000;

/** A fetch whose answer fails where nothing comes for so long, so that a stream whose server is gone is not waited for. */
export const attentiveFetch =
  (ask: typeof fetch, silence = standardSilence): typeof fetch =>
  async (input, init) => {
    const silent = new AbortController();
    const fail = () => silent.abort(new Error(`nothing came for ${silence / 1_000} seconds`));
    let timer = setTimeout(fail, silence);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(fail, silence);
    };
    const end = () => clearTimeout(timer);
    const signal = init?.signal ? AbortSignal.any([init.signal, silent.signal]) : silent.signal;
    // Whoever asked stops listening: nothing is waited for any more.
    init?.signal?.addEventListener('abort', end, { once: true });
    try {
      const response = await ask(input, { ...init, signal });
      heard();
      if (!response.body) return response;
      const listening = new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          heard();
          controller.enqueue(chunk);
        },
        flush: end,
      });
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(listening), { status, statusText, headers });
    } catch (error) {
      end();
      throw error;
    }
  };
