// Draws a removal as Slack shows it, and the page of evidence: docs/pictures/slack-removal*.png, slack-asked.png and evidence.png, or, given
// a folder as argument, every scene into that folder. `npm run pictures` builds and runs it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMessage } from '../../dist/chat/slack/blocks/render.js';
import { drawSlack, inBrowser } from './browser.mjs';
import { inFolder } from './demo.mjs';
import { removalScenes } from './removal-scenes.mjs';
import { drawMessage, drawQuestion } from './slack-blocks.mjs';

const TARGET = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));

/** The pictures that documents show, and the scenes on each of them. */
const SHOWN = {
  removal: ['plan', 'done'],
  'removal-person': ['person', 'task'],
  'removal-approval': ['bulk', 'approval'],
  asked: ['question', 'request'],
};

await inFolder(async (folder) => {
  const { scenes, evidence } = await removalScenes(folder, 'slack');
  const pictures =
    process.argv[2] === undefined ? SHOWN : Object.fromEntries(scenes.map(({ name }) => [name, [name]]));
  await inBrowser({ viewport: { width: 760, height: 400 }, deviceScaleFactor: 1 }, async (page) => {
    for (const [name, shown] of Object.entries(pictures)) {
      const html = shown.map((one) => drawScene(scenes.find((scene) => scene.name === one)));
      await drawSlack(page, html.join(''), join(TARGET, `slack-${name}.png`));
    }
    // The width of a sheet of paper, and how its first page begins.
    await page.setViewportSize({ width: 1120, height: 760 });
    await page.setContent(evidence);
    await page.screenshot({ path: join(TARGET, 'evidence.png'), animations: 'disabled' });
  });
});

function drawScene({ message, at, opens }) {
  const rendered = renderMessage(message);
  return `${drawMessage(rendered, at)}${opens === undefined ? '' : drawQuestion(rendered, opens)}`;
}
