import { z } from 'zod';
import type { ChatFile } from '../../platform.ts';
import { consentQuestion, EXPORT_WAITS, exportSummary } from '../../say/chats/teams.ts';

/** Comes back from the consent card; means nothing to anyone else. */
export const Ticket = z.object({ ticket: z.string().min(1).max(200) });

/** The place Teams made for the file in the OneDrive of the person who accepted it. */
export const UploadTarget = z.object({
  uploadUrl: z.url().max(10_000),
  contentUrl: z.url().max(10_000),
  name: z.string().min(1).max(400),
  uniqueId: z.string().min(1).max(200),
  fileType: z.string().max(50).nullish(),
});
export type UploadTarget = z.infer<typeof UploadTarget>;

/**
 * Asks a person whether they want the file. Teams shows none of this text as markup.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#message-requesting-permission-to-upload
 */
export function consentActivity({ name, bytes }: ChatFile, ticket: string): object {
  return {
    type: 'message',
    summary: consentQuestion(name),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name,
        content: {
          description: EXPORT_WAITS,
          sizeInBytes: bytes,
          acceptContext: { ticket },
          declineContext: { ticket },
        },
      },
    ],
  };
}

/** The file as it is in their OneDrive now. */
export function fileActivity({ name, contentUrl, uniqueId, fileType }: UploadTarget): object {
  return {
    type: 'message',
    summary: exportSummary(name),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl,
        name,
        content: { uniqueId, fileType: fileType ?? '' },
      },
    ],
  };
}
