// Reads the people of a directory once, in a process of its own: node read-directory.mjs '<settings as JSON>'. Prints how many, how long it took, and the peak of memory.
import { createSockets } from '../dist/connectors/network/sockets.js';
import { ldapRoster } from '../dist/roster/ldap.js';

const account = { bind: 'cn=reader,dc=bench', password: 'secret' };
const settings = ldapRoster.settings.parse({ ...account, ...JSON.parse(process.argv[2]) });
const begin = performance.now();
const connection = ldapRoster.connect(settings, {
  app: 'ldap',
  sockets: createSockets({ allow: ['127.0.0.1'] }),
  signal: new AbortController().signal,
  now: () => new Date(),
  directory: '/',
  domains: [],
  timezone: 'UTC',
  groups: [],
});
let people = 0;
for await (const page of connection.people()) people += page.length;
const seconds = (performance.now() - begin) / 1000;
process.stdout.write(JSON.stringify({ people, seconds, peak: process.resourceUsage().maxRSS * 1024 }));
