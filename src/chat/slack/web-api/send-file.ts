import { openAsBlob } from 'node:fs';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import type { ChatFile, FileDelivery } from '../../platform.ts';
import { AS_TEXT, renderMessage } from '../blocks/render.ts';
import { callFor, type SlackApi, SlackApiError, slackNetworkError } from './api.ts';
import { plainMessage } from './modals.ts';
import { refusalText } from './refusal.ts';

/** A large export over a slow line. */
const UPLOAD_MS = 120_000;

/**
 * Uploads a file and shares it in the person's direct messages, which nobody else reads.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function sendFile(
  api: SlackApi,
  apiUrl: string | null,
  to: Caller,
  { name, path, bytes }: ChatFile,
): Promise<FileDelivery> {
  const user = to.id.replace(/^slack:/, '');
  try {
    const upload = await callFor(api, Upload, 'files.getUploadURLExternal', {
      filename: name,
      length: bytes,
    });
    await put(upload.upload_url, apiUrl, path);
    // Opening the conversation by writing into it needs no further scope.
    const words = renderMessage(plainMessage(`Your export: ${name}`));
    const { channel } = await callFor(api, Posted, 'chat.postMessage', {
      channel: user,
      ...words,
      ...AS_TEXT,
    });
    await api.call('files.completeUploadExternal', {
      files: [{ id: upload.file_id, title: name }],
      channel_id: channel,
    });
    return { outcome: 'sent' };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    return { outcome: error.kind === 'unknown' ? 'unknown' : 'refused', reason: whyNot(error) };
  }
}

/** The words about messages name the admin channel and say that they wait; a file does neither. */
function whyNot(error: SlackApiError): string {
  if (error.kind === 'later') return 'Slack asks us to wait.';
  if (error.kind !== 'refused') return refusalText(error, '').replace(/ Messages wait.*$/, '');
  return error.code === 'channel_not_found' || error.code === 'not_in_channel'
    ? 'Slack does not let Seatkeeper write to you directly: check that its scopes are those of the manifest.'
    : refusalText(error, '');
}

async function put(url: string, apiUrl: string | null, path: string): Promise<void> {
  const { protocol, hostname } = new URL(url);
  if (apiUrl === null && !(protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)))
    throw new SlackApiError('refused', 'upload_elsewhere', { detail: hostname });
  let response: Response;
  try {
    response = await fetch(url, {
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
