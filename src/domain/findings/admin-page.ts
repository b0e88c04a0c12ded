/**
 * Where an app's users are managed, for apps whose address is the same for everybody; by their connector, or by the id that admins give
 * to an app whose accounts are a file. Each page asks who is signed in and leads on to their organisation. The ways there, as the vendors tell them: Google
 * https://support.google.com/a/answer/33314, Slack https://slack.com/help/articles/204475027, Zoom
 * https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0061789, Atlassian
 * https://support.atlassian.com/user-management/docs/remove-or-suspend-a-user/. The others are the first page of the vendor's console.
 */
const ADMIN_PAGES: Readonly<Record<string, string>> = {
  'microsoft-365': 'https://admin.microsoft.com/',
  'google-workspace': 'https://admin.google.com/ac/users',
  slack: 'https://my.slack.com/admin',
  zoom: 'https://zoom.us/account/user',
  github: 'https://github.com/settings/organizations',
  atlassian: 'https://admin.atlassian.com/',
  confluence: 'https://admin.atlassian.com/',
  jira: 'https://admin.atlassian.com/',
  adobe: 'https://adminconsole.adobe.com/',
};

/** Enterprise servers and national clouds of these have pages of their own, which nobody calls like the vendor. */
const ELSEWHERE: readonly string[] = ['github', 'microsoft-365'];

/** What seatkeeper.yaml says, else the page of the vendor, whatever the app is called; `null` where neither tells. */
export function adminPage({
  id,
  connector,
  adminUrl,
}: {
  readonly id: string;
  readonly connector: string;
  readonly adminUrl: string | null;
}): string | null {
  const keys = ELSEWHERE.includes(connector) ? [id] : [connector, id];
  const known = keys.find((key) => Object.hasOwn(ADMIN_PAGES, key));
  return adminUrl ?? (known === undefined ? null : (ADMIN_PAGES[known] ?? null));
}
