import type { AttachmentKind, InboundContent } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { TeamsAttachment } from './activity.ts';

type Attachment = Extract<InboundContent, { kind: 'attachment' }>;

const MOST_ATTACHMENTS = 10;
const LONGEST_URL = 4_000;
const LONGEST_NAME = 300;
const FILE = 'application/vnd.microsoft.teams.file.download.info';

const KINDS_OF_FILES: readonly (readonly [AttachmentKind, RegExp])[] = [
  ['image', /^(?:png|jpe?g|gif|webp|bmp|tiff?|heic|svg)$/i],
  ['video', /^(?:mp4|mov|avi|mkv|webm|wmv|m4v)$/i],
  ['audio', /^(?:mp3|m4a|wav|ogg|opus|flac|aac|wma|amr)$/i],
];
const downloadSchema = z.object({
  downloadUrl: z.string().optional().catch(undefined),
  uniqueId: z.string().optional().catch(undefined),
  fileType: z.string().optional().catch(undefined),
});

/** What was sent along with a message (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4); not the text once more as HTML. */
export function readAttachments(attachments: readonly TeamsAttachment[]): readonly Attachment[] {
  return attachments
    .filter(({ contentType }) => !/^text\/html\b/i.test(contentType))
    .slice(0, MOST_ATTACHMENTS)
    .map((attachment) => {
      const { data: download } = downloadSchema.safeParse(
        attachment.contentType === FILE ? attachment.content : undefined,
      );
      const url = addressIn(download?.downloadUrl) ?? addressIn(attachment.contentUrl);
      const fileId = cleanText(download?.uniqueId ?? '', LONGEST_NAME);
      const fileName = cleanText(attachment.name ?? '', LONGEST_NAME).trim();
      return {
        kind: 'attachment',
        attachment: kindOf(attachment.contentType, download?.fileType ?? ''),
        platformKind: cleanText(attachment.contentType, LONGEST_NAME),
        ...(fileId !== '' && { fileId }),
        ...(url !== undefined && { url }),
        ...(fileName !== '' && { fileName }),
      };
    });
}

function kindOf(contentType: string, fileType: string): AttachmentKind {
  if (contentType === FILE) return KINDS_OF_FILES.find(([, types]) => types.test(fileType))?.[0] ?? 'file';
  const [family] = contentType.toLowerCase().split('/', 1);
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return /^application\/(?:pdf|zip|msword|vnd\.(?:ms-|openxmlformats-officedocument))/i.test(contentType)
    ? 'file'
    : 'other';
}

function addressIn(url: string | undefined): string | undefined {
  if (url === undefined || url.length > LONGEST_URL || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= LONGEST_URL ? href : undefined;
}
