import { describe, expect, it } from 'vitest';
import { homePage } from '../../../../src/chat/say/overview/home.ts';
import { renderHome } from '../../../../src/chat/slack/blocks/app-home-view.ts';
import { AS_TEXT, renderMessage, renderPages } from '../../../../src/chat/slack/blocks/render.ts';
import { renderReview } from '../../../../src/chat/slack/blocks/review-modal.ts';
import { fallback } from '../../../../src/chat/slack/blocks/text.ts';
import { checkHome, checkMessage, checkModal } from '../../../support/slack/block-kit.ts';
import { liveInFallback, liveParts, readText, skeleton } from '../../../support/slack/live-markup.ts';
import { FORBIDDEN } from '../../fixtures/hostile-names.ts';
import { INJECTIONS } from '../../fixtures/injection.ts';
import { expectSameLooks, HOSTILE, namingUnlinked, titled } from '../../hostile.ts';

function home(name: string) {
  return renderHome(
    homePage({
      organisation: name,
      timezone: 'Europe/Berlin',
      now: '2026-11-21T09:00:00Z',
      connections: [{ name, kind: 'app', state: 'failed', dataAt: null, trouble: name }],
      apps: [{ id: name || 'x', name, open: 1, licenses: 0, openStake: {}, mine: true }],
      mine: [{ app: name, account: name, licenses: [name], lastActive: null }],
      mayChange: true,
    }),
  );
}

describe('a name from outside', () => {
  it('is an injection corpus of at least 300 strings', () => {
    expect(new Set(INJECTIONS).size).toBe(INJECTIONS.length);
    expect(INJECTIONS.length).toBeGreaterThanOrEqual(300);
  });

  it.each(titled(HOSTILE))('is never live: %s', (_, name) => {
    const message = namingUnlinked(name);
    const payloads = [
      renderMessage(message),
      renderMessage(message, { charts: false, tables: false }),
      ...renderPages(message),
    ];
    for (const payload of payloads) {
      checkMessage(payload);
      expect(liveParts(payload)).toEqual([]);
      expect(liveInFallback(payload.text)).toEqual([]);
      expect(FORBIDDEN.exec(readText(payload).replaceAll('\n', ''))).toBeNull();
    }
    const modal = renderReview(message, { command: 'app figma' });
    checkModal(modal);
    expect(liveParts(modal)).toEqual([]);
    checkHome(home(name));
    expect(liveParts(home(name))).toEqual([]);
  });

  it('never changes the layout around it', () => {
    expectSameLooks(HOSTILE, (message) => skeleton(renderMessage(message)));
  });

  it('is shown as it is', () => {
    for (const name of [
      '<!channel>',
      '*bold*',
      '[Okta](https://evil.example)',
      ':skull:',
      'a & b',
      '<https://evil.example|Okta>',
    ]) {
      const { blocks } = renderMessage(namingUnlinked(name));
      expect(
        readText(blocks)
          .split('\n')
          .filter((text) => text === name).length,
        name,
      ).toBeGreaterThan(4);
    }
  });

  it('is unchanged in the fallback line, except for look-alikes of what Slack would act on', () => {
    expect(fallback('Tom & Jerry <tj@acme.example>')).toBe('Tom &amp; Jerry &lt;tj@acme.example&gt;');
    expect(fallback('snake_case and 2 > 1')).toBe('snake_case and 2 &gt; 1');
    expect(fallback('*bold* :skull: @here https://evil.example')).toBe(
      '∗bold∗ ∶skull: ＠here https:∕∕evil.example',
    );
    expect(fallback('')).toBe('–');
  });

  it('is not parsed by the arguments of a post either', () => {
    expect(AS_TEXT).toEqual({
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });
});

describe('a link', () => {
  const linked = (link: string, url: string) =>
    renderMessage({
      summary: 'x',
      title: 'x',
      body: [{ type: 'text', spans: [{ link, url }] }],
      buttons: [],
    });

  it('of ours stays a link', () => {
    const payload = linked('Figma', 'https://figma.com/admin?a=1&b=2');
    checkMessage(payload);
    expect(liveParts(payload, ['https://figma.com/admin?a=1&b=2'])).toEqual([]);
    expect(JSON.stringify(payload.blocks)).toContain('"type":"link"');
  });

  it('whose text is another address shows its real address', () => {
    expect(readText(linked('https://okta.com', 'https://evil.example').blocks)).toContain(
      'https://evil.example',
    );
    expect(readText(linked('https://okta.com', 'https://evil.example').blocks)).not.toContain('okta');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:jo@acme.example',
    'slack://user',
    '//evil.example',
    'https://x/\u202egnp',
    `https://x/${'a'.repeat(3_000)}`,
  ])('that is not a web address is text: %s', (url) => {
    const payload = linked('Okta', url);
    checkMessage(payload);
    expect(liveParts(payload)).toEqual([]);
  });
});
