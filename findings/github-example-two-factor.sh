#!/bin/bash
# @octokit/openapi 23.0.2 (GitHub's own description of its API) under Prism 5.14.2, run on 29 November 2026 with Node 20.
#
# The list of consumed licenses has `github_com_two_factor_auth`: true, false or null, says the schema. The example of the same description has
# an empty text there for a user of an Enterprise Server. Prism answers a valid request with the example, and says in a header that it
# contradicts the schema; with --errors it answers 500 in its place. A client that is generated from the schema fails on such a row.
#
# Needs the npm registry. Installs into a temporary folder and removes it. Fails when the answer is another one.
set -euo pipefail
folder="$(mktemp -d)"
server=''
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --no-audit --no-fund --ignore-scripts --silent @octokit/openapi@23.0.2 @stoplight/prism-cli@5.14.2
cat > cut.cjs <<'PROGRAM'
// The one path with what it refers to: the whole description takes Prism minutes.
const fs = require('node:fs');
const whole = JSON.parse(fs.readFileSync('node_modules/@octokit/openapi/generated/ghec.json', 'utf8'));
const path = '/enterprises/{enterprise}/consumed-licenses';
const cut = { openapi: whole.openapi, info: whole.info, paths: { [path]: whole.paths[path] }, components: {} };
const wanted = new Set();
const take = (value) => {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.$ref === 'string' && !wanted.has(value.$ref)) {
    wanted.add(value.$ref);
    const [, , kind, name] = value.$ref.split('/');
    cut.components[kind] ??= {};
    cut.components[kind][name] = whole.components[kind][name];
    take(whole.components[kind][name]);
  }
  Object.values(value).forEach(take);
};
take(cut.paths);
fs.writeFileSync('cut.json', JSON.stringify(cut));
const user = whole.components.schemas['get-consumed-licenses'].properties.users.items;
console.log('schema', JSON.stringify(user.properties.github_com_two_factor_auth));
const rows = whole.components.examples['get-consumed-licenses'].value.users;
console.log('example', JSON.stringify(rows.map((row) => row.github_com_two_factor_auth)));
PROGRAM
node cut.cjs > printed.txt
port="$(node -e "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")"
node node_modules/@stoplight/prism-cli/dist/index.js mock --host 127.0.0.1 --port "$port" cut.json > prism.log 2>&1 &
server=$!
for _ in $(seq 60); do
  curl -s -o /dev/null "http://127.0.0.1:$port/" && break
  sleep 1
done
curl -s -D headers.txt -o body.json "http://127.0.0.1:$port/enterprises/acme/consumed-licenses?per_page=100"
{ head -1 headers.txt | tr -d '\r'; grep -i '^sl-violations' headers.txt | grep -o 'Response body[^"]*'; } >> printed.txt
cat printed.txt
cat > found.txt <<'FOUND'
schema {"type":"boolean","nullable":true}
example [true,""]
HTTP/1.1 200 OK
Response body property users.1.github_com_two_factor_auth must be boolean,null
FOUND
diff found.txt printed.txt || { echo "This has changed." >&2; exit 1; }
