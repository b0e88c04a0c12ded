import type { ChatPlatform, FoundUser } from '../../chat/platform.ts';
import type { UnreachableWhy } from '../../domain/asking/question.ts';

/** The chats that write to people. */
export type PersonalChat = Pick<ChatPlatform, 'id' | 'personal'>;

export type Found =
  | {
      readonly kind: 'found';
      readonly platform: string;
      readonly user: string;
      readonly timezone: string | null;
    }
  | { readonly kind: 'later' }
  | { readonly kind: 'nobody'; readonly why: UnreachableWhy };

/** Somebody with one of these addresses, in the first chat that has them. */
export async function findUser(chats: readonly PersonalChat[], addresses: readonly string[]): Promise<Found> {
  if (addresses.length === 0) return { kind: 'nobody', why: { kind: 'no-address' } };
  let why: UnreachableWhy = { kind: 'no-chat' };
  let later = false;
  for (const { id: platform, personal } of chats) {
    if (personal === undefined) continue;
    const found: FoundUser = await personal.find(addresses);
    if (found.kind === 'found') return { ...found, platform };
    if (found.kind === 'later') later = true;
    else if (found.kind !== 'unknown') why = { kind: found.kind, platform };
    else if (why.kind === 'no-chat') why = { kind: 'unknown' };
  }
  return later ? { kind: 'later' } : { kind: 'nobody', why };
}
