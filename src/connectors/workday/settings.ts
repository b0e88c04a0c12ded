import { z } from 'zod';
import { CurrentOnly } from '../hr/current-only.ts';

const Text = z.string().trim().min(1);

/** `/ccx/service/customreport2/{tenant}/{owner}/{report}` */
export const REPORT_PATH =
  /^\/ccx\/service\/(?:customreport2|systemreport2)\/([^/]+)\/(?:[^/]+\/)?([^/]+)\/?$/;

const ReportAddress = z.url({ protocol: /^https?$/ }).refine(
  (written) => {
    const { pathname, username, password } = new URL(written);
    return REPORT_PATH.test(pathname) && username === '' && password === '';
  },
  {
    message:
      'is not the address of a report; in Workday open the report, then Actions, Web Service, View URLs, and copy the address under JSON',
  },
);

/** How a report is asked for: as an integration system user, or as an API client with a refresh token. */
export const WorkdayServer = z.strictObject({
  report: ReportAddress,
  username: Text.optional(),
  password: Text.optional(),
  clientId: Text.optional(),
  clientSecret: Text.optional(),
  refreshToken: Text.optional(),
  /** Replaces `https://{host}/ccx/oauth2/{tenant}/token`. */
  tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
  dates: z.enum(['dmy', 'mdy']).optional().describe('how to read a date like 03/04/2026'),
  currentOnly: CurrentOnly,
});

export type WorkdayServer = z.infer<typeof WorkdayServer>;

const USER = ['username', 'password'] as const;
const CLIENT = ['clientId', 'clientSecret', 'refreshToken'] as const;

/** Exactly one kind of credential, and all of its parts. */
export function oneCredential(
  server: WorkdayServer,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  const issue = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const isUser = USER.some((key) => server[key] !== undefined);
  const isClient = CLIENT.some((key) => server[key] !== undefined);
  if (isUser && isClient) issue('username', `is set beside ${CLIENT.join(', ')}; keep one way`);
  if (!isUser && !isClient)
    issue('username', 'is missing; write username and password of an integration system user');
  if (isUser === isClient) return;
  const needed = isUser ? USER : CLIENT;
  for (const key of needed)
    if (server[key] === undefined) issue(key, `is missing; ${needed.join(', ')} belong together`);
}
