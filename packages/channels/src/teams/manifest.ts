import JSZip from 'jszip';
import { cleanText } from '../clean-text.ts';
import { drawPng, type Pixel } from './png.ts';

export interface TeamsManifestOptions {
  readonly appId: string;
  /** What people see the bot as; 30 characters of it are shown. */
  readonly name: string;
  /** Who answers for it; 32 characters of it are shown. */
  readonly developer: string;
  readonly publicUrl: string;
  /** `#rrggbb` */
  readonly colour: string;
}

const WHITE: Pixel = [255, 255, 255, 255];
const NOTHING: Pixel = [255, 255, 255, 0];
/** The same options make the same bytes. */
const MADE = new Date('2026-01-01T00:00:00Z');

/** Makes the app package that an owner uploads to Teams (https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package). */
export async function teamsManifest(options: TeamsManifestOptions): Promise<Uint8Array> {
  const { colour } = options;
  const zip = new JSZip();
  const put = (name: string, content: string | Uint8Array) => zip.file(name, content, { date: MADE });
  put('manifest.json', `${JSON.stringify(manifestOf(options), null, 2)}\n`);
  const background = pixelOf(colour);
  put(
    'color.png',
    drawPng(192, (x, y) => (isInBubble(x / 192, y / 192, 0) ? WHITE : background)),
  );
  put(
    'outline.png',
    drawPng(32, (x, y) => {
      const [across, down] = [(x + 0.5) / 32, (y + 0.5) / 32];
      return isInBubble(across, down, 0) && !isInBubble(across, down, 0.07) ? WHITE : NOTHING;
    }),
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** Schema 1.17 (https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema). */
function manifestOf({ appId, name, developer, publicUrl, colour }: TeamsManifestOptions) {
  const websiteUrl = publicUrl.replace(/^http:/, 'https:').replace(/\/+$/, '');
  const called = nameOf(name, 100);
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version: '1.0.0',
    id: appId,
    developer: { name: nameOf(developer, 32), websiteUrl, privacyUrl: websiteUrl, termsOfUseUrl: websiteUrl },
    name: { short: nameOf(name, 30), full: called },
    description: {
      short: cleanText(`Questions to ${called}, answered`, 80),
      full: `Ask ${called} a question and get an answer at once, or a person when it takes one.`,
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: colour,
    bots: [
      { botId: appId, scopes: ['personal', 'team', 'groupChat'], supportsFiles: false, isNotificationOnly: false },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [],
  };
}

function nameOf(name: string, limit: number): string {
  const clean = name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return cleanText(clean === '' ? 'Answerdesk' : clean, limit).trim();
}

/** A speech bubble in a square of side 1, `inset` from its edge. */
function isInBubble(x: number, y: number, inset: number): boolean {
  const isInBody = x > 0.2 + inset && x < 0.8 - inset && y > 0.25 + inset && y < 0.65 - inset;
  const isInTail = x > 0.3 + inset && y >= 0.65 - inset && y < 0.8 - 1.5 * inset && x + y < 1.13 - 1.5 * inset;
  return isInBody || isInTail;
}

function pixelOf(colour: string): Pixel {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return [red, green, blue, 255];
}
