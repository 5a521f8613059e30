export type TeamsOperation = 'token' | 'create' | 'send' | 'reply' | 'update' | 'delete' | 'members';

/** What the platform does wrong, or says no with. Only `hang-after` happens to a call that took effect. */
export type TeamsFault =
  | { readonly kind: 'flood'; readonly retryAfterS: number }
  | { readonly kind: 'error'; readonly status: 412 | 500 | 502 | 504 }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'hang-before' }
  | { readonly kind: 'hang-after' }
  | { readonly kind: 'reset' };

export interface TeamsFaultCall {
  readonly operation: TeamsOperation;
  readonly appId: string;
  readonly conversationId: string;
  readonly text: string;
  /** 1 for the first time that this operation comes with this text to this conversation. */
  readonly attempt: number;
}

/** What goes back over the wire: a status, headers and a JSON body. */
export interface WireAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in the shape of the connector's ErrorResponse. */
export function connectorError(status: number, code: string, message: string): WireAnswer {
  return { status, body: { error: { code, message } } };
}

/** The answer that a fault gives, or undefined when it gives none. */
export function answerOfFault(fault: TeamsFault): WireAnswer | undefined {
  switch (fault.kind) {
    case 'flood': {
      const headers = { 'retry-after': String(fault.retryAfterS) };
      return { ...connectorError(429, 'Throttled', 'Too many requests.'), headers };
    }
    case 'error':
      if (fault.status === 412)
        return connectorError(412, 'PreconditionFailed', 'Precondition failed, please try again.');
      return connectorError(fault.status, 'ServiceError', 'The service could not answer.');
    case 'forbidden':
      return connectorError(403, 'MessageWritesBlocked', 'User blocked the conversation with the bot.');
    default:
      return undefined;
  }
}
