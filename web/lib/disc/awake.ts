// The screen stays awake while something is sent: a phone that sleeps stops its pages (Screen Wake Lock API).

/** Keeps the screen awake where the browser can; gives back how to let it sleep again. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let wanted = true;
  const ask = async () => {
    // The browser takes the lock away whenever the page is hidden. One that refuses lets the screen sleep; sending goes on when it wakes.
    if (document.visibilityState !== 'visible') return;
    const given = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (wanted) lock = given;
    else void given?.release();
  };
  document.addEventListener('visibilitychange', ask);
  void ask();
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
