import { textIn } from '../base/text.ts';
import type { GraphUser } from './users.ts';

/** An agent has a user of its own, whose parent is not a person. https://learn.microsoft.com/graph/api/resources/agentuser */
export function isAgent(user: Pick<GraphUser, '@odata.type' | 'identityParentId'>): boolean {
  return (
    user['@odata.type']?.toLowerCase() === '#microsoft.graph.agentuser' ||
    textIn(user.identityParentId) !== null
  );
}

/** Old accounts have no type: they are members. */
export function isGuest(user: Pick<GraphUser, 'userType' | 'userPrincipalName'>): boolean {
  return user.userType?.toLowerCase() === 'guest' || isExternal(user);
}

/** Whether the user's home is another tenant or none: `someone_gmail.com#EXT#@acme.onmicrosoft.com`. */
export function isExternal({ userPrincipalName }: Pick<GraphUser, 'userPrincipalName'>): boolean {
  return /#EXT#/i.test(userPrincipalName ?? '');
}

/** Whether the user has a mailbox, here or on-premises. */
export function hasMailbox({ mail, proxyAddresses }: Pick<GraphUser, 'mail' | 'proxyAddresses'>): boolean {
  return textIn(mail) !== null && (proxyAddresses ?? []).some((address) => /^smtp:/i.test(address));
}
