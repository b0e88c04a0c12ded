import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../support/eventually.ts';
import type { DirectoryServer } from './directory-server.ts';
import { needs, runProgram, serverFolder, startProcess } from './server-process.ts';

const FILL = fileURLToPath(new URL('./fill-samba.py', import.meta.url));
/** Not the one that pyenv puts before it: Samba's modules are made for the system's own. */
const PYTHON = '/usr/bin/python3';
const PACKAGES = 'samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind';

export interface SambaServer extends DirectoryServer {
  /** `ldaps://…:3269` */
  readonly globalCatalogUrl: string;
  /** An id as Samba's own tools print it. */
  guidOf(dn: string): string;
  /** Adds to who may do what in the whole domain, in SDDL. */
  grant(sddl: string): void;
}

/** Ports are fixed, so each domain has an address of its own: loopback is all of 127.0.0.0/8 on Linux. */
let started = 0;

/**
 * A new Active Directory domain `lab.example` of Samba, with one ordinary account to read it. `entries` is LDIF with `changetype:`.
 */
export async function startSamba(entries: string): Promise<SambaServer> {
  needs('/usr/sbin/samba', PACKAGES);
  const address = `127.${20 + (process.pid % 200)}.${1 + (started++ % 250)}.1`;
  const { path, remove } = serverFolder('samba');
  const target = join(path, 'ad');
  runProgram(PYTHON, [
    '/usr/bin/samba-tool',
    ...[
      'domain',
      'provision',
      '--realm=LAB.EXAMPLE',
      '--domain=LAB',
      '--server-role=dc',
      '--dns-backend=NONE',
    ],
    ...[`--targetdir=${target}`, '--host-ip=127.0.0.1', '--host-name=dc1', '--adminpass=Adm1n-secret'],
  ]);
  const [config, database] = [join(target, 'etc/smb.conf'), join(target, 'private/sam.ldb')];
  const tool = (...args: string[]) => runProgram(PYTHON, ['/usr/bin/samba-tool', ...args, '-s', config]);
  const modify = (ldif: string) => {
    runProgram(PYTHON, [FILL, config, database], { input: ldif });
  };
  tool('user', 'create', 'reader', 'Read3r-secret', '-H', database);
  modify(entries);
  mkdirSync(join(path, 'run'));
  const server = await startProcess(
    '/usr/sbin/samba',
    [
      ...['-s', config, '-F', '-M', 'single', '--no-process-group', '--option=server services=ldap'],
      ...[`--option=interfaces=${address}/8`, '--option=bind interfaces only=yes'],
      ...[`--option=pid directory=${path}/run`, `--option=ncalrpc dir=${path}/run/ncalrpc`],
    ],
    { host: address, port: 636 },
  );
  const ca = join(target, 'private/tls/ca.pem');
  await eventually(() => existsSync(ca), 'the certificate of Samba', 60);
  return {
    secureUrl: `ldaps://${address}`,
    plainUrl: `ldap://${address}`,
    globalCatalogUrl: `ldaps://${address}:3269`,
    ca,
    serverName: 'dc1.lab.example',
    guidOf: (dn) => runProgram(PYTHON, ['-c', GUID_OF, config, database, dn]).trim(),
    grant: (sddl) =>
      void tool('dsacl', 'set', '-H', database, '--objectdn=DC=lab,DC=example', `--sddl=${sddl}`),
    reader: { bind: 'reader@lab.example', password: 'Read3r-secret' },
    modify,
    async stop() {
      await server.stop();
      remove();
    },
  };
}

const GUID_OF = `
import sys
from samba.auth import system_session
from samba.dcerpc import misc
from samba.ndr import ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB
lp = LoadParm()
lp.load(sys.argv[1])
found = SamDB(url=sys.argv[2], session_info=system_session(), lp=lp).search(base=sys.argv[3], scope=0, attrs=['objectGUID'])
print(ndr_unpack(misc.GUID, found[0]['objectGUID'][0]))
`;
