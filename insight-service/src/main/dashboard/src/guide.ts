/** What leads a breath besides the picture, for who wants it: a soft tone that rises on the way in and falls on the way out, and a buzz. */
const LOW_HZ = 165;
const HIGH_HZ = 220;
const SOFT = 0.08;
const FADE_SECONDS = 0.4;
/** One short one for in, two for out. */
const BUZZ_IN = [60];
const BUZZ_OUT = [40, 120, 40];

export interface Guide {
  breath(isIn: boolean, seconds: number): void;
  end(): void;
}

export function canBuzz(): boolean {
  return "vibrate" in navigator;
}

export function guide(wanted: { tone: boolean; buzz: boolean }): Guide {
  const sounding = wanted.tone ? new AudioContext() : undefined;
  return {
    breath(isIn, seconds) {
      if (wanted.buzz && canBuzz()) navigator.vibrate(isIn ? BUZZ_IN : BUZZ_OUT);
      if (sounding !== undefined) tone(sounding, isIn, seconds);
    },
    end() {
      if (wanted.buzz && canBuzz()) navigator.vibrate(0);
      void sounding?.close();
    },
  };
}

function tone(sounding: AudioContext, isIn: boolean, seconds: number): void {
  const from = sounding.currentTime;
  const to = from + seconds;
  const voice = sounding.createOscillator();
  const loudness = sounding.createGain();
  voice.frequency.setValueAtTime(isIn ? LOW_HZ : HIGH_HZ, from);
  voice.frequency.linearRampToValueAtTime(isIn ? HIGH_HZ : LOW_HZ, to);
  loudness.gain.setValueAtTime(0, from);
  loudness.gain.linearRampToValueAtTime(SOFT, from + FADE_SECONDS);
  loudness.gain.setValueAtTime(SOFT, to - FADE_SECONDS);
  loudness.gain.linearRampToValueAtTime(0, to);
  voice.connect(loudness).connect(sounding.destination);
  voice.start(from);
  voice.stop(to);
}
