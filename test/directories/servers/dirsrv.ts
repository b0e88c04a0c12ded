import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { type DirectoryServer, ldif } from './directory-server.ts';
import { needs, runProgram, serverFolder, startProcess } from './server-process.ts';

const PACKAGES = '389-ds-base';
const BEGINNING = [
  ldif('ou=People,dc=lab', { objectClass: 'organizationalUnit', ou: 'People' }),
  ldif('ou=Groups,dc=lab', { objectClass: 'organizationalUnit', ou: 'Groups' }),
  ...['reader', 'blind', 'halfblind'].map((cn) =>
    ldif(`cn=${cn},dc=lab`, {
      objectClass: ['simpleSecurityObject', 'organizationalRole'],
      cn,
      userPassword: `${cn}-secret`,
    }),
  ),
];
/** What an admin lets the account read: everything, operational attributes only by name. */
const ACI = `dn: dc=lab
changetype: modify
add: aci
aci: (targetattr = "* || nsAccountLock || nsUniqueId")(version 3.0; acl "seatkeeper"; allow (read, search, compare) userdn = "ldap:///cn=reader,dc=lab";)
aci: (targetattr != "nsAccountLock")(version 3.0; acl "half"; allow (read, search, compare) userdn = "ldap:///cn=halfblind,dc=lab";)
`;

/** 389 Directory Server with these entries below `dc=lab`. `cn=blind` may read nothing, and `cn=halfblind` no nsAccountLock. */
export async function startDirsrv(entries: string): Promise<DirectoryServer> {
  needs('/usr/sbin/dscreate', PACKAGES);
  const { path, remove } = serverFolder('dirsrv');
  const [plain, secure] = [await freePort(), await freePort()];
  writeFileSync(join(path, 'setup.inf'), setup(plain, secure));
  prepare(path);
  const env = { ...process.env, PREFIX: path };
  runProgram('/usr/sbin/dscreate', ['from-file', join(path, 'setup.inf')], { env });
  const instance = join(path, 'etc/dirsrv/slapd-lab');
  const settings = join(instance, 'dse.ldif');
  const listen = 'nsslapd-listenhost: 127.0.0.1\nnsslapd-securelistenhost: 127.0.0.1\nnsslapd-port: ';
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^nsslapd-port: /m, listen));
  const args = ['-D', instance, '-i', join(path, 'run/pid'), '-d', '0'];
  const server = await startProcess('/usr/sbin/ns-slapd', args, { host: '127.0.0.1', port: secure });
  const admin = ['-x', '-H', `ldap://127.0.0.1:${plain}`, '-D', 'cn=Directory Manager', '-w', 'Adm1n-secret'];
  const modify = (text: string) => {
    runProgram('/usr/bin/ldapmodify', admin, { input: text });
  };
  runProgram('/usr/bin/ldapadd', admin, { input: `${BEGINNING.join('')}${entries}` });
  modify(ACI);
  return {
    secureUrl: `ldaps://127.0.0.1:${secure}`,
    plainUrl: `ldap://127.0.0.1:${plain}`,
    ca: join(instance, 'ca.crt'),
    serverName: 'localhost',
    reader: { bind: 'cn=reader,dc=lab', password: 'reader-secret' },
    modify,
    async stop() {
      await server.stop();
      remove();
    },
  };
}

function setup(plain: number, secure: number): string {
  return `[general]
config_version = 2
full_machine_name = localhost
strict_host_checking = False
start = False
systemd = False
selinux = False
[slapd]
instance_name = lab
user = root
group = root
port = ${plain}
secure_port = ${secure}
root_password = Adm1n-secret
self_sign_cert = True
[backend-userroot]
suffix = dc=lab
create_suffix_entry = True
`;
}

/** A place of its own for everything that belongs to the system else. */
function prepare(path: string): void {
  for (const name of ['schema', 'config'])
    cpSync(`/etc/dirsrv/${name}`, join(path, 'etc/dirsrv', name), { recursive: true });
  for (const name of ['tmp', 'lib', 'run/lock', 'var/log', 'var/lib', 'etc/default'])
    mkdirSync(join(path, name), { recursive: true });
  const own = '{instance_name}';
  const places: Readonly<Record<string, string>> = {
    sysconf_dir: 'etc',
    initconfig_dir: 'etc/default',
    config_dir: `etc/dirsrv/slapd-${own}`,
    schema_dir: `etc/dirsrv/slapd-${own}/schema`,
    cert_dir: `etc/dirsrv/slapd-${own}`,
    local_state_dir: 'var',
    run_dir: 'run',
    ldapi: `run/slapd-${own}.socket`,
    pid_file: `run/slapd-${own}.pid`,
    inst_dir: `lib/slapd-${own}`,
    tmpfiles_d: 'etc/tmpfiles.d',
    tmp_dir: 'tmp',
    lock_dir: `run/lock/slapd-${own}`,
    ...Object.fromEntries(
      ['access', 'audit', 'error', 'security'].map((log) => [`${log}_log`, `var/log/slapd-${own}/${log}s`]),
    ),
    log_dir: `var/log/slapd-${own}`,
    db_dir: `var/lib/slapd-${own}/db`,
    db_home_dir: `var/lib/slapd-${own}/db`,
    backup_dir: `var/lib/slapd-${own}/bak`,
    ldif_dir: `var/lib/slapd-${own}/ldif`,
  };
  let inf = readFileSync('/usr/share/dirsrv/inf/defaults.inf', 'utf8');
  const set = (key: string, value: string) => {
    inf = inf.replace(new RegExp(`^${key} = .*$`, 'm'), () => `${key} = ${value}`);
  };
  for (const [key, place] of Object.entries(places)) set(key, join(path, place));
  set('with_systemd', '0');
  set('user', 'root');
  set('group', 'root');
  mkdirSync(join(path, 'share/dirsrv/inf'), { recursive: true });
  writeFileSync(join(path, 'share/dirsrv/inf/defaults.inf'), inf);
}
