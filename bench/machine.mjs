import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import Database from 'better-sqlite3';

/** One line about the machine and the software used for the measurement. */
export function describeMachine(shellVersion) {
  const cores = cpus();
  return [
    `${cores[0]?.model.trim() ?? 'unknown CPU'}, ${cores.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB memory`,
    `${system()}, kernel ${release()}`,
    `Node ${process.versions.node}`,
    `SQLite ${ownVersion()} in Seatkeeper, ${shellVersion} in the shell`,
    new Date().toISOString().slice(0, 10),
  ].join('; ');
}

function system() {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'));
    return name;
  } catch {
    return platform();
  }
}

function ownVersion() {
  const sqlite = new Database(':memory:');
  try {
    return sqlite.prepare('SELECT sqlite_version()').pluck().get();
  } finally {
    sqlite.close();
  }
}
