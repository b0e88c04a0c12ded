import { openAsBlob } from 'node:fs';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import type { ChatFile, FileDelivery } from '../../platform.ts';
import { exportCaption } from '../../say/chats/slack.ts';
import { slackFileFailureText } from '../../say/chats/slack-failure.ts';
import { AS_TEXT, renderMessage } from '../blocks/render.ts';
import { callFor, type SlackApi, SlackApiError, slackNetworkError } from './api.ts';

/** Long enough for a large export over a slow line. */
const UPLOAD_MS = 120_000;

export interface SendFileOptions {
  readonly api: SlackApi;
  /** Where the Web API is when it is not Slack's own; uploads may then go to any address. */
  readonly apiUrl: string | null;
  readonly fetch: typeof fetch;
}

/**
 * Uploads a file and shares it in the person's direct messages, which only that person reads.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function sendFile(
  { api, apiUrl, fetch }: SendFileOptions,
  to: Caller,
  { name, path, bytes }: ChatFile,
): Promise<FileDelivery> {
  const user = to.id.replace(/^slack:/, '');
  try {
    const { upload_url: uploadUrl, file_id: id } = await callFor(api, Upload, 'files.getUploadURLExternal', {
      filename: name,
      length: bytes,
    });
    await upload(fetch, uploadUrl, apiUrl, path);
    // Posting a message opens the conversation; `conversations.open` would need another scope.
    const words = renderMessage(exportCaption(name));
    const { channel } = await callFor(api, Posted, 'chat.postMessage', {
      channel: user,
      ...words,
      ...AS_TEXT,
    });
    await api.call('files.completeUploadExternal', {
      files: [{ id, title: name }],
      channel_id: channel,
    });
    return { outcome: 'sent' };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    return { outcome: error.kind === 'unknown' ? 'unknown' : 'refused', reason: slackFileFailureText(error) };
  }
}

async function upload(send: typeof fetch, url: string, apiUrl: string | null, path: string): Promise<void> {
  const { protocol, hostname } = new URL(url);
  if (apiUrl === null && !(protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)))
    throw new SlackApiError('refused', 'upload_elsewhere', { detail: hostname });
  let response: Response;
  try {
    response = await send(url, {
      method: 'POST',
      body: await openAsBlob(path),
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    await response.arrayBuffer();
  } catch (error) {
    throw slackNetworkError(error);
  }
  if (!response.ok) throw new SlackApiError('refused', `http_${response.status}`);
}

const Upload = z.object({ upload_url: z.url(), file_id: z.string().min(1) });
const Posted = z.object({ channel: z.string().min(1) });
