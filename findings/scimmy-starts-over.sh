#!/bin/bash
# scimmy 1.3.5 with scimmy-routers 1.3.2 on express 4.22.3, run on 28 November 2026 with Node 20.
#
# Five users are asked for in pages of three. RFC 7644 §3.4.2.4 lets a client ask for any startIndex of 1 or more. Past the end
# SCIMMY answers with the first page again, with status 200, the total of 5 and the startIndex that was asked for. A client that
# reads until a page is empty never ends; one that takes a repeated page for a server without paging refuses a whole list.
#
# Needs the npm registry. Installs into a temporary folder and removes it. Fails when the answer is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --no-audit --no-fund --ignore-scripts --silent scimmy@1.3.5 scimmy-routers@1.3.2 express@4.22.3
cat > program.mjs <<'PROGRAM'
import express from 'express';
import SCIMMY from 'scimmy';
import Routers from 'scimmy-routers';

const users = [1, 2, 3, 4, 5].map((n) => ({ id: String(n), userName: 'u' + n }));
SCIMMY.Resources.declare(SCIMMY.Resources.User, {
  egress: ({ id }) => (id ? users.find((user) => user.id === id) : users),
  ingress: (_, data) => data,
  degress: () => undefined,
});
const app = express();
app.use('/scim', new Routers({ type: 'bearer', handler: () => 'anybody' }));
const server = app.listen(0, '127.0.0.1', async () => {
  for (const query of ['startIndex=1&count=3', 'startIndex=4&count=3', 'startIndex=6&count=3', 'startIndex=100&count=3']) {
    const response = await fetch('http://127.0.0.1:' + server.address().port + '/scim/Users?' + query, {
      headers: { authorization: 'Bearer x' },
    });
    const { totalResults, startIndex, Resources } = await response.json();
    console.log(query, '->', response.status, 'total', totalResults, 'startIndex', startIndex, 'users', Resources.map(({ id }) => id).join());
  }
  server.close();
});
PROGRAM
node program.mjs | tee printed.txt
cat > found.txt <<'FOUND'
startIndex=1&count=3 -> 200 total 5 startIndex 1 users 1,2,3
startIndex=4&count=3 -> 200 total 5 startIndex 4 users 4,5
startIndex=6&count=3 -> 200 total 5 startIndex 6 users 1,2,3
startIndex=100&count=3 -> 200 total 5 startIndex 100 users 1,2,3
FOUND
diff found.txt printed.txt || { echo "This has changed." >&2; exit 1; }
