/**
 * What a Tencent platform does wrong, or says no with. Only `hang-after`, `reset-after` and `slow` happen to a call that
 * was carried out; `slow` is carried out after the wait.
 */
export type TencentFault =
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg: string }
  | { readonly kind: 'http-error'; readonly status: 500 | 502 | 503 }
  | { readonly kind: 'slow'; readonly waitMs: number }
  | { readonly kind: 'hang-before' }
  | { readonly kind: 'hang-after' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-after' };

export interface TencentFaultCall {
  /** Such as /cgi-bin/message/custom/send. */
  readonly path: string;
  /** The openid or external_userid that the call names, or nothing. */
  readonly to: string;
  /** The text that the call carries, of a menu the text above the items, or nothing. */
  readonly text: string;
  /** 1 for the first time this call comes with this addressee and text. */
  readonly attempt: number;
}
