/** A button: what it says, and what comes back as `choiceId` when it is pressed. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}
