const MOST_BYTES = 50 * 1024 * 1024;

/** The body as text; `null` when it is longer than any real answer. Rejects when the connection breaks. */
export async function readBody(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** The parser's own message quotes the body, so it is not passed on. */
export function parseJson(body: string): Json {
  const start = body.trimStart();
  if (start === '') return { ok: false, problem: 'sent an empty answer where JSON was expected' };
  if (start.startsWith('<')) {
    return {
      ok: false,
      problem: 'answered with a web page instead of JSON; check that the base URL is the address of the API',
    };
  }
  try {
    return { ok: true, value: JSON.parse(start) };
  } catch {
    return { ok: false, problem: 'answered with JSON that is broken or cut off' };
  }
}
