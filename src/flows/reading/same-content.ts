import type { Connection } from '../../connectors/base/connector.ts';
import type { SourceNumbers } from '../../store/sources/sources.ts';
import type { App, Context } from '../context.ts';
import { policyOf } from './matching-policy.ts';

/**
 * What tells whether a list would be read as it was: its content, read by this version of Seatkeeper. `null` where only reading it
 * shows that.
 */
export async function contentOf(context: Context, connection: Connection): Promise<string | null> {
  const digest = (await connection.content?.()) ?? null;
  return digest === null ? null : `${context.version} ${digest}`;
}

/** The content that was read; nothing when it changed during the read, so that it may be some of both. */
export async function contentRead(
  context: Context,
  connection: Connection,
  before: string | null,
): Promise<{ readonly content?: string }> {
  return before !== null && (await contentOf(context, connection)) === before ? { content: before } : {};
}

/** Whether the accounts that are stored are what this content says, matched as they would be now. */
export function isStored(context: Context, { source }: App, content: string | null): boolean {
  const { numbers } = source;
  return (
    source.sealedRun !== 0 &&
    content !== null &&
    isWhole(numbers, content) &&
    numbers.policy === policyOf(context)
  );
}

/** Rows that were set aside are told of again by each read. */
function isWhole({ content, facts, setAside }: SourceNumbers, now: string): boolean {
  return content === now && facts !== null && setAside === null;
}
