/** Where screenshots are kept for people to look at; none are taken where it is not set. */
export const screenshotsDir: string | undefined = process.env['SCREENSHOTS_DIR'];

/** The environment of a child process: this one's, with changes. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { MONGODB_URI: _own, SMTP_URL: _mail, PUBLIC_URL: _url, NODE_ENV: _mode, ...inherited } = process.env;
  return { ...inherited, ...changes };
}
