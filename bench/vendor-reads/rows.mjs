// One row of each vendor's list, in the form that the vendor documents, as text: the bench must not wait for its own server.
const at = '2026-03-01T09:00:00.000Z';
const json = JSON.stringify;
const mail = (n) => `p${n}@acme.example`;

export const rows = {
  okta: (n) =>
    json({
      id: `00u${n}`,
      status: n % 20 === 0 ? 'DEPROVISIONED' : 'ACTIVE',
      created: at,
      activated: at,
      statusChanged: at,
      lastLogin: at,
      lastUpdated: at,
      passwordChanged: at,
      type: { id: 'oty1' },
      profile: {
        firstName: 'Person',
        lastName: String(n),
        login: mail(n),
        email: mail(n),
        secondEmail: null,
        mobilePhone: null,
        department: 'Sales',
        title: 'Account executive',
        employeeNumber: String(n),
      },
      _links: { self: { href: `https://acme.okta.com/api/v1/users/00u${n}` } },
    }),
  slack: (n) =>
    json({
      id: `U${n}`,
      team_id: 'T1',
      name: `p${n}`,
      deleted: n % 20 === 0,
      color: '9f69e7',
      real_name: `Person ${n}`,
      tz: 'Europe/Berlin',
      is_admin: false,
      is_owner: false,
      is_bot: false,
      is_app_user: false,
      updated: 1_772_000_000,
      profile: {
        title: 'Account executive',
        phone: '',
        real_name: `Person ${n}`,
        real_name_normalized: `Person ${n}`,
        display_name: `p${n}`,
        status_text: '',
        email: mail(n),
        image_24: `https://avatars.example/${n}-24.jpg`,
        image_512: `https://avatars.example/${n}-512.jpg`,
      },
    }),
  github: (n) =>
    json({
      login: `user-${n}`,
      id: n,
      node_id: `MDQ6VXNlcj${n}`,
      avatar_url: `https://github.com/images/${n}.gif`,
      gravatar_id: '',
      url: `https://api.github.com/users/user-${n}`,
      html_url: `https://github.com/user-${n}`,
      followers_url: `https://api.github.com/users/user-${n}/followers`,
      organizations_url: `https://api.github.com/users/user-${n}/orgs`,
      repos_url: `https://api.github.com/users/user-${n}/repos`,
      type: 'User',
      site_admin: false,
    }),
  githubMember: (n) =>
    json({
      databaseId: n,
      login: `user-${n}`,
      name: `Person ${n}`,
      organizationVerifiedDomainEmails: [mail(n)],
    }),
  'google-workspace': (n) =>
    json({
      id: `1000000000000000${n}`,
      customerId: 'C0123abcd',
      primaryEmail: mail(n),
      aliases: [`person.${n}@acme.example`],
      emails: [{ address: mail(n), primary: true }],
      name: { givenName: 'Person', familyName: String(n), fullName: `Person ${n}` },
      suspended: n % 20 === 0,
      archived: false,
      isAdmin: n === 1,
      isDelegatedAdmin: false,
      isEnrolledIn2Sv: true,
      isMailboxSetup: true,
      lastLoginTime: at,
      creationTime: at,
      orgUnitPath: '/',
      organizations: [{ primary: true, title: 'Account executive', department: 'Sales' }],
    }),
  googleLicense: (n) =>
    json({
      userId: mail(n),
      productId: 'Google-Apps',
      skuId: '1010020028',
      skuName: 'Google Workspace Business Standard',
    }),
  googleUsage: (n) =>
    json({
      date: '2026-03-08',
      entity: { type: 'USER', profileId: `1000000000000000${n}` },
      parameters: [{ name: 'accounts:last_login_time', datetimeValue: at }],
    }),
  adobe: (n) =>
    json({
      id: `${n}@AdobeID`,
      email: mail(n),
      status: 'active',
      groups: ['Default Acrobat Pro'],
      username: mail(n),
      domain: 'acme.example',
      firstname: 'Person',
      lastname: String(n),
      country: 'DE',
      type: 'federatedID',
    }),
  zoom: (n) =>
    json({
      id: `zoom-${n}`,
      first_name: 'Person',
      last_name: String(n),
      display_name: `Person ${n}`,
      email: mail(n),
      type: 2,
      pmi: n,
      timezone: 'Europe/Berlin',
      verified: 1,
      dept: 'Sales',
      created_at: at,
      last_login_time: at,
      last_client_version: '6.3.0(mac)',
      role_id: '2',
      status: 'active',
    }),
  atlassian: (n) =>
    json({
      accountId: `5b10a2844c20165700ede${n}`,
      name: `Person ${n}`,
      email: mail(n),
      emailVerified: true,
      accountType: 'atlassian',
      accountStatus: 'active',
      claimStatus: 'managed',
      membershipStatus: 'active',
      managementSource: 'invited',
      mfaEnabled: true,
      addedToOrg: at,
      productAccess: [
        { id: 'ari:cloud:jira-software::site/1', key: 'jira-software', lastActiveTimestamp: at },
      ],
      groups: [{ id: 'g1', name: 'jira-users' }],
    }),
  'microsoft-365': (n) =>
    json({
      id: `84e0b4dc-e852-29ed-1e5d-${String(n).padStart(12, '0')}`,
      userPrincipalName: mail(n),
      mail: mail(n),
      proxyAddresses: [`SMTP:${mail(n)}`, `smtp:person.${n}@acme.example`],
      otherMails: [],
      displayName: `Person ${n}`,
      accountEnabled: n % 20 !== 0,
      userType: 'Member',
      identityParentId: null,
      externalUserState: null,
      assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
      licenseAssignmentStates: [
        { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', state: 'Active', error: 'None' },
      ],
      createdDateTime: at,
      department: 'Sales',
      usageLocation: 'DE',
    }),
};

/** The rows of a page as JSON, from number `from` of `total`. */
export function some(row, from, size, total) {
  const texts = [];
  for (let n = from; n < Math.min(from + size, total); n++) texts.push(row(n + 1));
  return `[${texts.join(',')}]`;
}
