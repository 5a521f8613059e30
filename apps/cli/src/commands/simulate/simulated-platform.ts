/** One line of a simulated conversation. */
export interface Line {
  readonly from: 'customer' | 'bot';
  readonly text: string;
  readonly buttons?: readonly string[];
}

/** A customer on a platform of this machine. Each resolves when the platform has handed over what the customer did. */
export interface SimulatedCustomer {
  /** Comes in without saying anything. */
  open(): Promise<void>;
  write(text: string): Promise<void>;
  /** Presses the button with this number (from 1) under the newest message; false when there is none. */
  press(number: number): Promise<boolean>;
}

/** A strict fake of a platform, and what an account of it is connected with. */
export interface SimulatedPlatform {
  readonly credentials: Readonly<Record<string, string>>;
  readonly apiRoot?: string;
  /** A customer whose doings reach `webhook`; `heard` is called with each message that reaches them. */
  customer(
    webhook: { readonly url: string; readonly secret: string },
    options: { readonly languageCode?: string; readonly heard: (line: Line) => void },
  ): Promise<SimulatedCustomer>;
  stop(): Promise<void>;
}
