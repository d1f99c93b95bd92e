// How a new message is heard and felt. Sound needs one touch first (‘Ik ben klaar’); without it this is silent.

let audio = null;

/** Call from a touch or key: browsers allow sound only after one. */
export function unlock() {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume().catch(() => {});
  } catch {
    audio = null;
  }
}

/** Two short tones and a short buzz. */
export function ring() {
  try {
    navigator.vibrate?.([90, 60, 90]);
  } catch {
    // not on this device
  }
  if (!audio || audio.state !== 'running') return;
  tone(660, audio.currentTime);
  tone(880, audio.currentTime + 0.16);
}

function tone(frequency, at) {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.22);
}
