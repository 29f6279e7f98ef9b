// Where left and right are, and how long a centimetre is on the screen. Patient coordinates are those of DICOM: x to the
// patient's left, y to the back, z to the head (PS3.3 C.7.6.2.1.1).

type Vector = readonly [number, number, number];

/** The letters at the four edges of an image. */
export interface Markers {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

/** The letters of an image from its orientation; none where it is not recorded. */
export function markers(orientation: readonly number[] | null | undefined): Markers | null {
  if (orientation?.length !== 6 || !orientation.every(Number.isFinite)) return null;
  const [a, b, c, d, e, f] = orientation as unknown as [number, number, number, number, number, number];
  const row: Vector = [a, b, c];
  const column: Vector = [d, e, f];
  if (Math.hypot(...row) < 0.5 || Math.hypot(...column) < 0.5) return null;
  return { right: letters(row), left: letters(opposite(row)), bottom: letters(column), top: letters(opposite(column)) };
}

/** The direction in letters, the strongest first; what is less than a tenth is left out. */
export function letters(direction: Vector): string {
  const names: [number, string][] = [
    [direction[0], direction[0] < 0 ? 'R' : 'L'],
    [direction[1], direction[1] < 0 ? 'A' : 'P'],
    [direction[2], direction[2] < 0 ? 'F' : 'H'],
  ];
  return names
    .filter(([size]) => Math.abs(size) > 0.1)
    .sort(([one], [two]) => Math.abs(two) - Math.abs(one))
    .map(([, letter]) => letter)
    .join('');
}

function opposite([x, y, z]: Vector): Vector {
  return [-x, -y, -z];
}

/** A scale bar of a round length: at most `longest` screen pixels. `unit` is millimetres per screen pixel. */
export function scaleBar(unit: number, longest: number): { millimetres: number; pixels: number } | null {
  if (!(unit > 0) || !Number.isFinite(unit)) return null;
  const most = unit * longest;
  const power = 10 ** Math.floor(Math.log10(most));
  const millimetres = [5, 2, 1].map((factor) => factor * power).find((length) => length <= most) ?? power;
  return { millimetres, pixels: millimetres / unit };
}
