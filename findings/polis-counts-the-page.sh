#!/bin/bash
# @boxyhq/saml-jackson 26.2.0 (Ory Polis), its database in memory, run on 28 November 2026 with Node 20. The install takes minutes.
#
# 120 users are put into a directory by SCIM and asked for, 100 at once. RFC 7644 §3.4.2 defines totalResults as "the total number of
# results returned by the list or query operation", and §3.4.2.4 lets a server give fewer than `count` on a page. Polis gives at
# most 50, and says of every page, the last and the empty one past the end included, that the list has 50. A client that believes
# it reads 50 of 120.
#
# Needs the npm registry. Installs into a temporary folder and removes it. Fails when the answer is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --no-audit --no-fund --ignore-scripts --silent @boxyhq/saml-jackson@26.2.0
cat > program.mjs <<'PROGRAM'
import jackson from '@boxyhq/saml-jackson';

console.info = console.warn = console.error = () => undefined;
const { directorySyncController } = await jackson.controllers({
  externalUrl: 'http://127.0.0.1',
  samlAudience: 'finding',
  samlPath: '/saml',
  oidcPath: '/oidc',
  scimPath: '/scim',
  db: { engine: 'mem' },
  noAnalytics: true,
});
const { data: directory } = await directorySyncController.directories.create({
  tenant: 'acme', product: 'app', name: 'directory', type: 'generic-scim-v2',
});
const ask = (method, query, body) =>
  directorySyncController.requests.handle({
    method, query, body, directoryId: directory.id, resourceType: 'users', apiSecret: directory.scim.secret,
  });
for (let n = 1; n <= 120; n++)
  await ask('POST', {}, {
    userName: 'u' + n + '@acme.example',
    name: { givenName: 'U', familyName: String(n) },
    emails: [{ value: 'u' + n + '@acme.example', primary: true }],
    active: true,
  });
for (const startIndex of [1, 51, 101, 121]) {
  const { status, data } = await ask('GET', { startIndex, count: 100 });
  process.stdout.write('FOUND startIndex=' + startIndex + '&count=100 -> ' + status + ' totalResults ' + data.totalResults + ' users ' + data.Resources.length + '\n');
}
process.exit(0);
PROGRAM
node program.mjs | sed -n 's/^FOUND //p' | tee printed.txt
cat > found.txt <<'FOUND'
startIndex=1&count=100 -> 200 totalResults 50 users 50
startIndex=51&count=100 -> 200 totalResults 50 users 50
startIndex=101&count=100 -> 200 totalResults 50 users 20
startIndex=121&count=100 -> 200 totalResults 50 users 0
FOUND
diff found.txt printed.txt || { echo "This has changed." >&2; exit 1; }
