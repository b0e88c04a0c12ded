/** Removes the earlier build: a file that was moved would otherwise stay in `dist` under its old name. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

rmSync(fileURLToPath(new URL('../dist', import.meta.url)), { recursive: true, force: true });
