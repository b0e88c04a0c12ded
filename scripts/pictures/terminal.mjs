// Draws docs/pictures/terminal-alert.svg: the alert of Figma in the demo company, as the terminal shows it. `npm run pictures` builds and
// runs it.
import { statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alertMessage } from '../../dist/chat/say/alerts/alert.js';
import { renderMessage } from '../../dist/chat/terminal/text/render.js';
import { lookAtAlert } from '../../dist/flows/alerts/look-at-alert.js';
import { listApps } from '../../dist/flows/context.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { inFolder, openDemo, QUIET } from './demo.mjs';

const COLUMNS = 100;
const CELL = { width: 8.4, height: 19, size: 14 };
const EDGE = 22;

/** Shortly after `figma.csv` was written. */
const FILE = fileURLToPath(new URL('../../examples/acme/figma.csv', import.meta.url));
const now = new Date(statSync(FILE).mtimeMs + 12 * 60_000);

await inFolder(async (folder) => {
  const context = openDemo(folder, { platform: 'terminal', now: () => now });
  await syncAll(context, null);
  const figma = listApps(context).find(({ config }) => config.id === 'figma');
  const alert = alertMessage(lookAtAlert(context, figma, { phase: 'open', handled: [], ...QUIET }));
  const { text } = renderMessage(alert, { width: COLUMNS, colour: false });
  writeFileSync(
    fileURLToPath(new URL('../../docs/pictures/terminal-alert.svg', import.meta.url)),
    draw(text.trimEnd().split('\n')),
  );
  context.store.close();
});

function draw(lines) {
  const width = Math.ceil(COLUMNS * CELL.width + 2 * EDGE);
  const height = lines.length * CELL.height + 2 * EDGE;
  const rows = lines.map((line, row) => {
    // No-break spaces: browsers collapse ordinary ones.
    const y = EDGE + (row + 0.8) * CELL.height;
    return `  <text x="${EDGE}" y="${y.toFixed(1)}" fill="${colourOf(line, row)}"${row === 0 ? ' font-weight="bold"' : ''}>${xml(line).replaceAll(' ', '\u00a0')}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
  <title>${xml(lines[0] ?? '')}</title>
  <rect width="100%" height="100%" rx="10" fill="#16181d"/>
  <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.size}">
${rows.join('\n')}
  </g>
</svg>
`;
}

function colourOf(line, row) {
  if (row === 0) return '#ffffff';
  if (line.startsWith('⚠️')) return '#f2c94c';
  if (/^\s*\[\d+\]/.test(line)) return '#8ab4f8';
  return /^(Read|and) /.test(line) ? '#8b919e' : '#d7dae0';
}

function xml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
