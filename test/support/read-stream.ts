// The answers of a subscription as they come, read off the server-sent events.

/** Each `next` event's data. Ends with `complete`, with the response, or when the reader stops. */
export async function* readStream<Data>(response: Response): AsyncGenerator<Data, void> {
  if (!response.body) throw new Error(`no stream came, but ${response.status}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      if (lines.includes('event: complete')) return;
      const data = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
      if (lines.includes('event: next') && data) yield JSON.parse(data) as Data;
    }
  }
}
