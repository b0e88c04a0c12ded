/**
 * Where an app's users are managed, for apps whose address is the same for everybody. Keys are connectors, or the ids that admins give
 * to apps whose accounts come from a file. Each page asks who is signed in and leads on to their organisation. The vendors' instructions: Google
 * https://support.google.com/a/answer/33314, Slack https://slack.com/help/articles/204475027, Zoom
 * https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0061789, Atlassian
 * https://support.atlassian.com/user-management/docs/remove-or-suspend-a-user/. The other pages are the first page of the vendor's console.
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

/** These have enterprise servers or national clouds with pages of their own, at other addresses than the vendor's. */
const ELSEWHERE: readonly string[] = ['github', 'microsoft-365'];

/** What seatkeeper.yaml says, else the vendor's page, whatever the app is called; `null` where neither is known. */
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

/** An address that may be linked to: it begins with https:// and proves nobody; else `null`. */
export function securePage(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
