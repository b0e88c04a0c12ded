import type { OktaServer } from '../okta-api/settings.ts';

/** The hosts that Okta gives out; the admin console is beside them, and at no domain of one's own. */
const ORGANISATION =
  /^https:\/\/([\w-]+?)(?:-admin)?\.(okta\.com|oktapreview\.com|okta-emea\.com|okta-gov\.com|okta\.mil)$/;

/** https://help.okta.com/en-us/Content/Topics/Miscellaneous/get-ids.htm */
export function userPage({ url }: Pick<OktaServer, 'url'>, id: string): string | null {
  const [, name, domain] = ORGANISATION.exec(url) ?? [];
  return name === undefined
    ? null
    : `https://${name}-admin.${domain}/admin/user/profile/view/${encodeURIComponent(id)}`;
}
