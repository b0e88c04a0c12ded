#!/bin/bash
# ldapts 8.2.0, run on 28 November 2026 with Node 20.
#
# A client logs in and searches. The server hangs up, as one that is restarted does. The next search of the same client succeeds: ldapts
# opened another connection by itself and did not log in on it, so the server answered nobody. A directory shows nobody less, or nothing, with
# the same code 0. And a page without entries ends a list in pages, although its cookie says that there is more.
#
# Needs the npm registry. Installs into a temporary folder and removes it. Fails when the answer is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --no-audit --no-fund --ignore-scripts --silent ldapts@8.2.0
cat > program.mjs <<'PROGRAM'
import { createServer } from 'node:net';
import { BerReader, BerWriter, Client } from 'ldapts';

const PAGED = '1.2.840.113556.1.4.319';

function message(id, tag, write, cookie) {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(tag);
  write(writer);
  writer.endSequence();
  if (cookie !== undefined) {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(0);
    value.writeString(cookie);
    value.endSequence();
    writer.startSequence(0xa0);
    writer.startSequence();
    writer.writeString(PAGED);
    writer.writeBuffer(value.buffer, 4);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  return writer.buffer;
}
const success = (writer) => {
  writer.writeEnumeration(0);
  writer.writeString('');
  writer.writeString('');
};
const entry = (id, dn) =>
  message(id, 0x64, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    writer.endSequence();
  });

let pages = 0;
const server = createServer((socket) => {
  let asks = 'nobody';
  socket.on('error', () => {});
  socket.on('data', (data) => {
    const reader = new BerReader(data);
    reader.readSequence();
    const id = reader.readInt();
    const tag = reader.readSequence();
    if (tag === 0x60) {
      reader.readInt();
      asks = reader.readString();
      socket.write(message(id, 0x61, success));
    }
    if (tag !== 0x63) return;
    const base = reader.readString();
    if (base === 'dc=pages') {
      pages++;
      const found = pages === 2 ? Buffer.alloc(0) : entry(id, `cn=page ${pages}`);
      socket.write(Buffer.concat([found, message(id, 0x65, success, pages < 3 ? 'more' : '')]));
      return;
    }
    socket.write(Buffer.concat([entry(id, `cn=asked by ${asks}`), message(id, 0x65, success)]));
    socket.end();
  });
});
server.listen(0, '127.0.0.1', async () => {
  const client = new Client({ url: `ldap://127.0.0.1:${server.address().port}` });
  await client.bind('cn=reader', 'secret');
  for (const time of ['before the server hung up', 'after it hung up']) {
    const { searchEntries } = await client.search('dc=lab');
    console.log(time, '->', searchEntries.map(({ dn }) => dn).join());
    while (client.isConnected) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { searchEntries } = await client.search('dc=pages', { paged: { pageSize: 1 } });
  console.log('three pages, the second empty ->', searchEntries.map(({ dn }) => dn).join(), 'after', pages, 'questions');
  await client.unbind();
  server.close();
});
PROGRAM
node program.mjs | tee printed.txt
cat > found.txt <<'FOUND'
before the server hung up -> cn=asked by cn=reader
after it hung up -> cn=asked by nobody
three pages, the second empty -> cn=page 1 after 2 questions
FOUND
diff found.txt printed.txt || { echo "This has changed." >&2; exit 1; }
