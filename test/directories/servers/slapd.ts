import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/free-port.ts';
import { type DirectoryServer, ldif } from './directory-server.ts';
import { needs, runProgram, serverFolder, startProcess } from './server-process.ts';

const tls = (name: string) =>
  fileURLToPath(new URL(`../../connectors/fixtures/tls/${name}`, import.meta.url));

const BEGINNING = [
  ldif('dc=lab', { objectClass: ['dcObject', 'organization'], o: 'Lab', dc: 'lab' }),
  ...['reader', 'limited', 'blind', 'halfblind'].map((cn) =>
    ldif(`cn=${cn},dc=lab`, {
      objectClass: ['simpleSecurityObject', 'organizationalRole'],
      cn,
      userPassword: `${cn}-secret`,
    }),
  ),
  ldif('ou=People,dc=lab', { objectClass: 'organizationalUnit', ou: 'People' }),
  ldif('ou=Left,dc=lab', { objectClass: 'organizationalUnit', ou: 'Left' }),
  ldif('ou=Groups,dc=lab', { objectClass: 'organizationalUnit', ou: 'Groups' }),
];

/**
 * OpenLDAP with these entries below `dc=lab`, as Debian sets it up: 500 entries for everybody but `cn=reader`. `cn=limited` sees everything and has that limit, `cn=blind` sees nothing,
 * and `cn=halfblind` sees no entryUUID.
 */
export async function startSlapd(entries: string, { limits = '' } = {}): Promise<DirectoryServer> {
  needs('/usr/sbin/slapd', 'slapd ldap-utils');
  const { path, remove } = serverFolder('slapd');
  const file = join(path, 'slapd.conf');
  mkdirSync(join(path, 'db'));
  writeFileSync(file, configuration(path, limits));
  writeFileSync(join(path, 'entries.ldif'), `${BEGINNING.join('')}${entries}`);
  runProgram('/usr/sbin/slapadd', ['-q', '-f', file, '-l', join(path, 'entries.ldif')]);
  const [plain, secure] = [await freePort(), await freePort()];
  const listens = `ldap://127.0.0.1:${plain} ldaps://127.0.0.1:${secure}`;
  const server = await startProcess('/usr/sbin/slapd', ['-f', file, '-h', listens, '-d', '0'], {
    host: '127.0.0.1',
    port: secure,
  });
  return {
    secureUrl: `ldaps://127.0.0.1:${secure}`,
    plainUrl: `ldap://127.0.0.1:${plain}`,
    ca: tls('ca.pem'),
    serverName: 'localhost',
    reader: { bind: 'cn=reader,dc=lab', password: 'reader-secret' },
    modify(text) {
      const admin = ['-x', '-H', `ldap://127.0.0.1:${plain}`, '-D', 'cn=admin,dc=lab', '-w', 'admin-secret'];
      runProgram('/usr/bin/ldapmodify', admin, { input: text });
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}

function configuration(path: string, limits: string): string {
  const schemas = ['core', 'cosine', 'nis', 'inetorgperson'];
  return `${schemas.map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile ${path}/slapd.pid
TLSCertificateFile ${tls('server.pem')}
TLSCertificateKeyFile ${tls('server-key.pem')}
database mdb
suffix dc=lab
rootdn cn=admin,dc=lab
rootpw admin-secret
directory ${path}/db
maxsize 1073741824
index objectClass,uid,entryUUID eq
overlay ppolicy
access to attrs=userPassword by anonymous auth by * none
access to attrs=entryUUID by dn.exact="cn=halfblind,dc=lab" none by * break
access to * by dn.exact="cn=blind,dc=lab" none by dn.one="dc=lab" read by * none
limits dn.exact="cn=reader,dc=lab" size.prtotal=unlimited ${limits}
`;
}
