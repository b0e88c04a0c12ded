// Draws `status`, `subscriptions` and `health` of eight vendors as Slack shows them: docs/pictures/slack-vendors-*.png, or, given a folder as
// argument, into that folder. `npm run pictures` builds and runs it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMessage } from '../../dist/chat/slack/blocks/render.js';
import { drawSlack, inBrowser } from './browser.mjs';
import { inFolder } from './demo.mjs';
import { drawMessage } from './slack-blocks.mjs';
import { vendorScenes } from './vendor-scenes.mjs';

const TARGET = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));

await inFolder(async (folder) => {
  const scenes = await vendorScenes(folder, 'slack');
  await inBrowser({ viewport: { width: 760, height: 400 }, deviceScaleFactor: 1.1 }, async (page) => {
    for (const { name, message } of scenes) {
      // Slack lets a table that is wider scroll.
      const width = name === 'subscriptions' ? 1060 : 728;
      await page.setViewportSize({ width: width + 32, height: 400 });
      const html = drawMessage(renderMessage(message), '13:00', width);
      await drawSlack(page, html, join(TARGET, `slack-vendors-${name}.png`));
    }
  });
});
