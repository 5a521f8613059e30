declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: { languages: readonly string[]; autoSave: boolean; nlu: { log: boolean } });
    addDocument(language: string, text: string, intent: string): void;
    addAnswer(language: string, intent: string, answer: string): void;
    train(): Promise<unknown>;
    process(text: string): Promise<{ readonly answer?: string }>;
  }
}
