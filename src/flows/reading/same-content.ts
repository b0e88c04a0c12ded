import type { Connection } from '../../connectors/base/connector.ts';
import type { SourceNumbers } from '../../store/sources/sources.ts';
import type { App, Context } from '../context.ts';
import { policyOf } from './matching-policy.ts';

/**
 * A fingerprint that tells whether reading a list again would give the same result, made from its content and the version of Seatkeeper.
 * `null` where only a read can tell.
 */
export async function contentOf(context: Context, connection: Connection): Promise<string | null> {
  const digest = (await connection.content?.()) ?? null;
  return digest === null ? null : `${context.version} ${digest}`;
}

/** The content that was read; nothing when it changed during the read, because the result may be a mixture. */
export async function contentRead(
  context: Context,
  connection: Connection,
  before: string | null,
): Promise<{ readonly content?: string }> {
  return before !== null && (await contentOf(context, connection)) === before ? { content: before } : {};
}

/** Whether the stored accounts are what this content says, matched as they would be now. */
export function isStored(context: Context, { source }: App, content: string | null): boolean {
  const { numbers } = source;
  return (
    source.sealedRun !== 0 &&
    content !== null &&
    isWhole(numbers, content) &&
    numbers.policy === policyOf(context)
  );
}

/** Each read reports the rows that were set aside again. */
function isWhole({ content, facts, setAside }: SourceNumbers, now: string): boolean {
  return content === now && facts !== null && setAside === null;
}
