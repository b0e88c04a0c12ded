import Database from 'better-sqlite3';

const EVERY_MS = 20;

/**
 * Watches a database from outside while another process syncs into it. `end` returns the seconds from the last row of the roster that was stored as changed to
 * the first new alert that is queued; it throws when one of the two was not seen.
 */
export function watchAlert(file) {
  const sqlite = new Database(file, { readonly: true });
  const changes = sqlite.prepare('SELECT count(*) FROM person_change').pluck();
  const alerts = sqlite.prepare("SELECT max(id) FROM outbox WHERE subject LIKE 'alert:%'").pluck();
  const before = alerts.get();
  let most = 0;
  let [read, queued] = [null, null];
  const look = () => {
    if (queued !== null) return;
    const now = performance.now();
    if (alerts.get() !== before) queued = now;
    const count = changes.get();
    if (count <= most) return;
    most = count;
    read = now;
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      sqlite.close();
      if (read === null || queued === null) throw new Error('no changed person, or no alert, was seen');
      return { seconds: (queued - read) / 1000 };
    },
  };
}
