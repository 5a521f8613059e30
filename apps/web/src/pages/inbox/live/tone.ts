let context: AudioContext | undefined;

/** Two short notes. Silent where the browser allows none before somebody has clicked. */
export async function playTone(): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    note(context, 660, 0);
    note(context, 880, 0.14);
  } catch {
    // A device without sound.
  }
}

function note(audio: AudioContext, frequency: number, after: number): void {
  const from = audio.currentTime + after;
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.15, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.22);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.25);
}
