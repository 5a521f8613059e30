/** What a platform heard of its call. */
interface Delivered {
  readonly reply: { readonly kind: string; readonly why?: string | readonly string[] };
}

/** Waits until the webhook has taken what a customer did. Throws with what the platform makes of any other answer. */
export async function takenByWebhook(delivery: Promise<Delivered>): Promise<void> {
  const { reply } = await delivery;
  if (reply.kind !== 'unanswered' && reply.kind !== 'refused') return;
  throw new Error(`The webhook did not take it (${reply.kind}): ${[reply.why].flat().join(', ')}`);
}
