/** The hosts of the Bot Connector: the public cloud and the government clouds. */
const HOSTS =
  /^smba\.(?:trafficmanager\.net|infra\.(?:gcc\.teams\.microsoft\.com|(?:gov|dod)\.teams\.microsoft\.us))$/;
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Every request carries our token, so it may go nowhere else. In local mode there is no token, and only this machine is allowed. */
export function isServiceUrl(address: string, local: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (local) return /^https?:$/.test(protocol) && LOOPBACK.test(hostname);
  return protocol === 'https:' && port === '' && HOSTS.test(hostname);
}
