/** Where the Bot Connector of Teams lives: the public cloud, and those of governments. */
const HOSTS =
  /^smba\.(?:trafficmanager\.net|infra\.(?:gcc\.teams\.microsoft\.com|(?:gov|dod)\.teams\.microsoft\.us))$/;
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Our token goes with every request: it is sent nowhere else. In local mode there is none, and this machine is all there is. */
export function isServiceUrl(address: string, local: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (local) return /^https?:$/.test(protocol) && LOOPBACK.test(hostname);
  return protocol === 'https:' && port === '' && HOSTS.test(hostname);
}
