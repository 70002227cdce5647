import type { Limits } from '../limits/limits.ts';
import { errorAnswer } from './answer.ts';

export type ReadBody = { ok: true; text: string } | { ok: false; answer: Response };

const refuse = (status: number, message: string, headers: Record<string, string> = {}): ReadBody => ({
  ok: false,
  answer: errorAnswer(status, 'BAD_USER_INPUT', message, { headers }),
});

/** What is left of a refused body would be read as the next request of the connection. */
const hangUp = { connection: 'close' };

/** The text of a JSON body. Reads no byte more than the limit, whatever the length said, and waits no longer. */
export async function readJsonBody(request: Request, limits: Limits): Promise<ReadBody> {
  if (!isPlainJson(request.headers))
    return refuse(415, 'send `content-type: application/json`, in UTF-8 and without compression', hangUp);
  const text = await readText(request, limits);
  return typeof text === 'string' ? { ok: true, text } : text;
}

function isPlainJson(headers: Headers): boolean {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  const plain = parameters.every((p) => /^\s*charset\s*=\s*"?utf-8"?\s*$/.test(p));
  const encoding = headers.get('content-encoding') ?? 'identity';
  return type.trim() === 'application/json' && plain && encoding === 'identity';
}

async function readText(request: Request, limits: Limits): Promise<string | ReadBody> {
  const tooLarge = () => refuse(413, `a request body may have ${limits.bodyBytes} bytes`, hangUp);
  if (Number(request.headers.get('content-length') ?? 0) > limits.bodyBytes) return tooLarge();
  if (!request.body) return '';
  const reader = request.body.getReader();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), limits.bodyMs);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late.promise]);
      if (read === 'late') {
        reader.cancel().catch(() => {});
        return refuse(408, `the body must come within ${limits.bodyMs} ms`, hangUp);
      }
      if (read.done) return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
      bytes += read.value.byteLength;
      if (bytes > limits.bodyBytes) {
        reader.cancel().catch(() => {});
        return tooLarge();
      }
      chunks.push(read.value);
    }
  } catch {
    return refuse(400, 'the body broke off or is not UTF-8', hangUp);
  } finally {
    clearTimeout(timer);
  }
}
