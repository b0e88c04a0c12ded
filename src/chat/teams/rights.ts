import { z } from 'zod';
import type { Caller } from '../platform.ts';
import type { Place, Sender } from './place.ts';

/** Where somebody asks, as `Caller.at` says it. */
export const At = z.object({
  conversation: z.string().min(1),
  serviceUrl: z.string().min(1),
  kind: z.enum(['channel', 'personal', 'group']),
});

/** Who asks, and what they may do: asked anew with every activity, on the id that Entra gave them and the token covers. */
export function callerOf(
  { by, place }: { readonly by: Sender; readonly place: Place },
  users: readonly string[],
  local: boolean,
): Caller {
  const id = by.aadObjectId?.toLowerCase() ?? null;
  const listed = id !== null && users.some((user) => user.toLowerCase() === id);
  const { conversationId: conversation, serviceUrl, kind } = place;
  const caller = {
    id: `teams:${id ?? by.id}`,
    name: by.name === '' ? 'Somebody in Teams' : by.name,
    at: { conversation, serviceUrl, kind } satisfies z.infer<typeof At>,
  };
  // On one's own machine, with nobody named, whoever sits there is the admin.
  if (listed || (local && users.length === 0)) return { ...caller, mayChange: true };
  return {
    ...caller,
    mayChange: false,
    ...(id === null
      ? { whyNot: 'Teams did not say who you are, so nothing was changed. Ask me in Teams itself.' }
      : {}),
  };
}
