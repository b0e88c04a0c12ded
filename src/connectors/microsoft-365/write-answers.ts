import type { VendorAnswers } from '../http/answers.ts';
import { GRAPH_ANSWERS, lacks } from '../microsoft-graph/answers.ts';

const IN_THE_DIRECTORY = 'it is managed in Active Directory: do it there';

/** How Graph answers requests that change something. https://learn.microsoft.com/graph/permissions-reference */
export const WRITE_ANSWERS: VendorAnswers = {
  ...GRAPH_ANSWERS,
  rules: [
    {
      status: 400,
      words: /on-premises mastered|synced from on-premises|directory sync/i,
      means: 'invalid',
      advice: IN_THE_DIRECTORY,
    },
    ...lacks(/\/assignLicense/, 'LicenseAssignment.ReadWrite.All'),
    ...lacks(/\/revokeSignInSessions/, 'User.RevokeSessions.All'),
    ...lacks(/\/groups\/.*\/members\//, 'GroupMember.ReadWrite.All'),
    ...lacks(/\/directory\/deletedItems\//, 'User.DeleteRestore.All'),
    // Blocking and deleting use the same address; for admin accounts a directory role is needed as well.
    ...lacks(/\/users\//, 'User.EnableDisableAccount.All, or User.DeleteRestore.All to delete'),
    ...GRAPH_ANSWERS.rules,
  ],
};
