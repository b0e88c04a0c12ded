/** `acme.okta.com`, also as its admins open it. https://developer.okta.com/docs/concepts/okta-organizations/ */
const OKTA_HOST = /^([a-z0-9-]+?)(?:-admin)?(\.(?:okta|oktapreview|okta-emea|okta-gov)\.com)$/;

/** Whether both are Okta's own hosts, but of different organisations; a company's own domain may belong to any of them. */
export function isOtherOrganisation(one: string, other: string): boolean {
  const [mine, theirs] = [organisationIn(one), organisationIn(other)];
  return mine !== null && theirs !== null && mine !== theirs;
}

function organisationIn(host: string): string | null {
  const found = OKTA_HOST.exec(host.toLowerCase());
  return found === null ? null : `${found[1]}${found[2]}`;
}
