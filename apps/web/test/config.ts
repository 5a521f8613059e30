import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where screenshots are kept for people to look at. */
export const screenshotsDir: string = process.env['SCREENSHOTS_DIR'] ?? join(tmpdir(), 'answerdesk-screenshots');

/** The environment of a child process: this one's, with changes. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { MONGODB_URI: _own, SMTP_URL: _mail, PUBLIC_URL: _url, NODE_ENV: _mode, ...inherited } = process.env;
  return { ...inherited, ...changes };
}
