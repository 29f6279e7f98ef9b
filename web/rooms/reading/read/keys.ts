// Every key of the reading room, for the help. The viewer's own keys are in lib/view.

export const keyHelp: { keys: string; wordKey: string }[] = [
  { keys: '↑ ↓ ← →', wordKey: 'key-scroll' },
  { keys: 'PgUp PgDn Home End', wordKey: 'key-jump' },
  { keys: '1–9', wordKey: 'key-presets' },
  { keys: 'W', wordKey: 'key-window' },
  { keys: 'Z + −', wordKey: 'key-zoom' },
  { keys: 'P', wordKey: 'key-pan' },
  { keys: 'L', wordKey: 'key-length' },
  { keys: 'Del', wordKey: 'key-delete' },
  { keys: 'I', wordKey: 'key-invert' },
  { keys: 'R', wordKey: 'key-reset' },
  { keys: 'G', wordKey: 'key-layout' },
  { keys: 'N B', wordKey: 'key-series' },
  { keys: 'K', wordKey: 'key-image' },
  { keys: 'Alt K', wordKey: 'key-image-writing' },
  { keys: 'E', wordKey: 'key-editor' },
  { keys: 'F', wordKey: 'key-full' },
  { keys: 'Ctrl Enter', wordKey: 'key-commit' },
  { keys: '?', wordKey: 'key-help' },
];
