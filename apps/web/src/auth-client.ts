/** The sign-in's refusal; `code` is the server's own word, such as INVALID_EMAIL_OR_PASSWORD. */
export class AuthRefusal extends Error {
  override readonly name = 'AuthRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type SignInAnswer = { readonly twoFactorRedirect: true } | { readonly token: string };

/** The endpoints of sign-in that the screens use, one function each. Every one throws AuthRefusal when refused. */
export const authClient = {
  signIn: (given: { email: string; password: string; rememberMe: boolean }) =>
    post<SignInAnswer>('/sign-in/email', given),
  signUp: (given: { tenantName?: string; name: string; email: string; password: string; locale: string }) =>
    post('/sign-up/email', given),
  signOut: () => post('/sign-out', {}),
  verifyTotp: (code: string, trustDevice: boolean) => post('/two-factor/verify-totp', { code, trustDevice }),
  verifyRecoveryCode: (code: string) => post('/two-factor/verify-backup-code', { code }),
  enableTwoFactor: (password: string) =>
    post<{ totpURI: string; backupCodes: readonly string[] }>('/two-factor/enable', { password }),
  disableTwoFactor: (password: string) => post('/two-factor/disable', { password }),
  renewRecoveryCodes: (password: string) =>
    post<{ backupCodes: readonly string[] }>('/two-factor/generate-backup-codes', { password }),
  askPasswordReset: (email: string) => post('/request-password-reset', { email, redirectTo: '/reset-password' }),
  resetPassword: (token: string, newPassword: string) => post('/reset-password', { token, newPassword }),
  verifyEmail: (token: string) => get(`/verify-email?token=${encodeURIComponent(token)}`),
  sendVerification: (email: string) => post('/send-verification-email', { email, callbackURL: '/' }),
  changePassword: (given: { currentPassword: string; newPassword: string; revokeOtherSessions: boolean }) =>
    post('/change-password', given),
  changeName: (name: string) => post('/update-user', { name }),
  signOutOtherDevices: () => post('/revoke-other-sessions', {}),
};

function get<Answer = unknown>(path: string): Promise<Answer> {
  return call<Answer>(path, { method: 'GET' });
}

function post<Answer = unknown>(path: string, body: object): Promise<Answer> {
  return call<Answer>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function call<Answer>(path: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(`/api/auth${path}`, { credentials: 'same-origin', ...request });
  const text = await response.text();
  const answer: unknown = text === '' ? null : readJson(text);
  if (response.ok) return answer as Answer;
  const refusal = answer as { code?: string; message?: string } | null;
  throw new AuthRefusal(response.status, refusal?.code ?? 'UNKNOWN', refusal?.message ?? response.statusText);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
