// Reads 50,000 people from OpenLDAP, as a roster and with ldapsearch: the same pages of the same attributes over the same TLS.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROUNDS = 5;
const PAGE = 500;
const PORT = 28_636;
const READER = fileURLToPath(new URL('read-directory.mjs', import.meta.url));
const tls = (name) => fileURLToPath(new URL(`../test/connectors/fixtures/tls/${name}`, import.meta.url));
const PEOPLE = '(objectClass=inetOrgPerson)';
const ATTRIBUTES =
  'mail displayName cn employeeNumber manager uid departmentNumber ou shadowExpire entryUUID pwdAccountLockedTime';

/** What is missing on this machine; `null` when it can be measured. */
export function missingForDirectory() {
  const needed = ['/usr/sbin/slapd', '/usr/bin/ldapsearch'].filter((program) => !existsSync(program));
  return needed.length === 0 ? null : `${needed.join(' and ')} (apt install slapd ldap-utils)`;
}

export async function measureDirectory({ people = 50_000, say = () => {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-slapd-'));
  const server = await startSlapd(folder, { Large: people, Small: people / 10 });
  try {
    const [ours, theirs, large, small] = [[], [], [], []];
    for (let round = 0; round <= ROUNDS; round++) {
      const search = secondsOfLdapsearch('ou=Large,dc=bench', people);
      const read = readOf('ou=Large,dc=bench', people);
      // The first one fills the caches of the server.
      if (round === 0) continue;
      theirs.push(search);
      ours.push(read.seconds);
      large.push(read.peak);
      small.push(readOf('ou=Small,dc=bench', people / 10).peak);
      say(
        `directory, round ${round}: ldapsearch ${search.toFixed(2)} s, roster ${read.seconds.toFixed(2)} s`,
      );
    }
    return { people, ours, theirs, large: Math.max(...large), small: Math.max(...small) };
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function secondsOfLdapsearch(base, expected) {
  const args = ['-LLL', '-x', '-H', `ldaps://127.0.0.1:${PORT}`, '-D', 'cn=reader,dc=bench', '-w', 'secret'];
  const asked = ['-E', `pr=${PAGE}/noprompt`, '-b', base, PEOPLE, ...ATTRIBUTES.split(' ')];
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync('/usr/bin/ldapsearch', [...args, ...asked], {
    env: { ...process.env, LDAPTLS_REQCERT: 'never' },
    maxBuffer: 1024 * 1024 * 1024,
  });
  const seconds = (performance.now() - begin) / 1000;
  const found = stdout.toString().match(/^dn:/gm)?.length ?? 0;
  if (status !== 0 || found !== expected)
    throw new Error(`WRONG ANSWER: ldapsearch found ${found} of ${expected} people: ${stderr}`);
  return seconds;
}

/** In a process of its own, so that its peak is that of one read. The clock runs from before the connection to after the last person. */
function readOf(base, expected) {
  const settings = { url: `ldaps://127.0.0.1:${PORT}`, ca: tls('ca.pem'), bases: base, pageSize: PAGE };
  const { status, stdout, stderr } = spawnSync(process.execPath, [READER, JSON.stringify(settings)]);
  if (status !== 0) throw new Error(`the roster could not be read: ${stderr}`);
  const read = JSON.parse(stdout.toString());
  if (read.people !== expected) throw new Error(`WRONG ANSWER: ${read.people} of ${expected} people`);
  return read;
}

async function startSlapd(folder, units) {
  mkdirSync(join(folder, 'db'));
  const file = join(folder, 'slapd.conf');
  const schemas = ['core', 'cosine', 'nis', 'inetorgperson'];
  writeFileSync(
    file,
    `${schemas.map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCertificateFile ${tls('server.pem')}
TLSCertificateKeyFile ${tls('server-key.pem')}
database mdb
suffix dc=bench
rootdn cn=reader,dc=bench
rootpw secret
directory ${folder}/db
maxsize 1073741824
index objectClass eq
overlay ppolicy
`,
  );
  writeFileSync(join(folder, 'people.ldif'), [...ldif(units)].join(''));
  const added = spawnSync('/usr/sbin/slapadd', ['-q', '-f', file, '-l', join(folder, 'people.ldif')]);
  if (added.status !== 0) throw new Error(`slapadd: ${added.stderr}`);
  const server = spawn('/usr/sbin/slapd', ['-f', file, '-h', `ldaps://127.0.0.1:${PORT}`, '-d', '0']);
  for (let tries = 0; tries < 200; tries++) {
    if (await answers()) return server;
    await wait(50);
  }
  server.kill();
  throw new Error('slapd did not start');
}

function answers() {
  return new Promise((resolve) => {
    const socket = connect(PORT, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Each has nine values, and a manager whom the list brought before. */
function* ldif(units) {
  yield 'dn: dc=bench\nobjectClass: dcObject\nobjectClass: organization\no: Bench\ndc: bench\n\n';
  for (const [ou, people] of Object.entries(units)) {
    yield `dn: ou=${ou},dc=bench\nobjectClass: organizationalUnit\nou: ${ou}\n\n`;
    for (let n = 0; n < people; n++)
      yield `dn: uid=u${n},ou=${ou},dc=bench
objectClass: inetOrgPerson
uid: u${n}
cn: Person ${n}
sn: Person
displayName: Person Number ${n}
mail: person${n}@acme.example
employeeNumber: ${n}
departmentNumber: Department ${n % 50}
manager: uid=u${Math.floor(n / 10)},ou=${ou},dc=bench

`;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured = await measureDirectory({ say: (text) => process.stderr.write(`${text}\n`) });
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
