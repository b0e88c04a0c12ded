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

/** A long number where a value may be. */
const MAY_BE_BIG = /[:[,]\s*-?\d{16,}/;
/** Texts, which are left as they are, and numbers. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Turns whole numbers that a double cannot hold into text: rounded, the id of one account would become that of another. A schema that
 * wants a number there refuses it.
 */
function withBigNumbersAsText(json: string): string {
  if (!MAY_BE_BIG.test(json)) return json;
  return json.replace(TOKENS, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

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
    return { ok: true, value: JSON.parse(withBigNumbersAsText(start)) };
  } catch {
    return { ok: false, problem: 'answered with JSON that is broken or cut off' };
  }
}
