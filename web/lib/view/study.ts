// What a viewer knows of an examination: the inventory that intake wrote, and where its frames come from. An image is one
// frame of one instance; its id is `overread:<source>/<file>/<frame>`.

import type { PalettePlace, TablePlace } from './tables';
import type { Window } from './windows';

/** Bytes of a file. */
export interface Span {
  offset: number;
  length: number;
}

/** What differs from frame to frame in an enhanced multi-frame image. */
export type FrameAttributes = Partial<
  Pick<Instance, 'image_position' | 'image_orientation' | 'pixel_spacing' | 'rescale_slope' | 'rescale_intercept' | 'window_center' | 'window_width'>
>;

/** One DICOM instance of the inventory. Names follow the DICOM attributes, PS3.6. */
export interface Instance {
  /** Number of the file in the manifest. */
  file: number;
  sop_class: string;
  uid: string;
  number?: number | null;
  transfer_syntax: string;
  rows: number;
  columns: number;
  samples_per_pixel: number;
  photometric: string;
  bits_allocated: number;
  bits_stored: number;
  high_bit: number;
  /** 0 unsigned, 1 two's complement. */
  pixel_representation: number;
  planar_configuration?: number | null;
  number_of_frames: number;
  rescale_slope?: number | null;
  rescale_intercept?: number | null;
  window_center: number[];
  window_width: number[];
  /** Row spacing, then column spacing, in millimetres. */
  pixel_spacing?: [number, number] | null;
  /** Spacing at the detector, which is not the size in the body. */
  imager_pixel_spacing?: [number, number] | null;
  image_position?: [number, number, number] | null;
  image_orientation?: [number, number, number, number, number, number] | null;
  frame_of_reference?: string | null;
  slice_thickness?: number | null;
  slice_location?: number | null;
  lossy?: boolean | null;
  laterality?: string | null;
  /** Whether the samples are IEEE 754 numbers. */
  floating?: boolean | null;
  /** Stored value that fills what is no image. */
  padding?: number | null;
  palette?: PalettePlace | null;
  /** Whether values go through a modality table instead of slope and intercept. */
  modality_lut?: boolean | null;
  modality_table?: TablePlace | null;
  voi_tables?: TablePlace[] | null;
  per_frame?: FrameAttributes[] | null;
  frames: Span[][];
  truncated: boolean;
}

/** What a check of the headers found; see docs/cli.md for the codes. */
export interface Check {
  code: string;
  result: 'ok' | 'note' | 'may_limit' | 'cannot_check';
  /** Counts and measures by name. */
  numbers?: Record<string, number>;
  /** One English sentence. */
  detail: string;
}

/** One series of the inventory, its instances in the order they are read. */
export interface Series {
  uid: string;
  modality: string;
  number?: number | null;
  description?: string | null;
  body_part?: string | null;
  laterality?: string | null;
  thickness?: number | null;
  plane?: string | null;
  instances: Instance[];
  /** Only what was found; absent where all is as it should be. */
  checks?: Check[];
}

/** What tells a series from every other one of a case. UIDs alone do not: a careless anonymiser gives two people the same. */
export function keyOf({ uid, instances }: Series): string {
  return `${uid}/${instances[0]?.file ?? ''}`;
}

/** A small grey picture of a frame. */
export interface Preview {
  width: number;
  height: number;
  grey: Uint8Array;
}

/** Where frames come from: the core worker opens them from sealed packs. */
export interface FrameSource {
  /** The frame's bytes in the instance's transfer syntax. The buffer is given away. */
  frame(file: number, frame: number, signal?: AbortSignal): Promise<ArrayBuffer>;
  preview(file: number, frame: number): Promise<Preview | null>;
  /** Bytes of the file where the inventory says that a table lies. */
  table(file: number, span: Span): Promise<ArrayBuffer>;
}

/** One image of a stack. */
export interface StackImage {
  id: string;
  instance: Instance;
  frame: number;
  series: Series;
}

/** Who is examined, for the corners of each image. */
export interface PatientLine {
  name: string;
  /** In words. */
  born?: string | undefined;
  examined?: string | undefined;
}

/** A frame that was chosen for the report, with the window it was seen in. */
export interface KeyImage {
  series: string;
  instance: string;
  file: number;
  frame: number;
  number: number;
  window: Window | null;
}

const sources = new Map<number, FrameSource>();
const images = new Map<string, StackImage>();
let next = 1;

/** Gives a source a number under which its images are found until it is forgotten. */
export function registerSource(source: FrameSource): number {
  sources.set(next, source);
  return next++;
}

export function forgetSource(number: number): void {
  sources.delete(number);
  for (const id of [...images.keys()]) if (id.startsWith(`overread:${number}/`)) images.delete(id);
}

/** The images of a series in order, known by their ids from now on. */
export function imagesOf(series: Series, source: number): StackImage[] {
  return series.instances.flatMap((instance) =>
    Array.from({ length: Math.max(1, instance.number_of_frames) }, (_, frame) => {
      const image = { id: `overread:${source}/${instance.file}/${frame}`, instance: asOf(instance, frame), frame, series };
      images.set(image.id, image);
      return image;
    }),
  );
}

/** An instance as one of its frames has it: enhanced images have position, rescale and window for each frame. */
export function asOf(instance: Instance, frame: number): Instance {
  const own = instance.per_frame?.[frame];
  if (!own) return instance;
  const { window_center = [], window_width = [], ...rest } = own;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== undefined));
  return { ...instance, ...known, ...(window_center.length > 0 && { window_center, window_width }) };
}

/** The image of an id, if its source is still there. */
export function imageOf(id: string): StackImage | undefined {
  return images.get(id);
}

export function sourceOf(id: string): FrameSource | undefined {
  return sources.get(Number(/^overread:(\d+)\//.exec(id)?.[1]));
}

/** How lengths on an image are to be taken. */
export type Calibration = 'calibrated' | 'detector' | 'none';

/** Modalities whose pixel spacing is that of the plane in the body; a projection's is only as good as its calibration. */
const sectional = new Set(['CT', 'MR', 'PT', 'NM']);

/** Row and column spacing in millimetres with their meaning (PS3.3 section 10.7). */
export function spacingOf({ instance, series }: StackImage): { row: number; column: number; calibration: Calibration } {
  const [row, column] = instance.pixel_spacing ?? instance.imager_pixel_spacing ?? [0, 0];
  if (!(row > 0 && column > 0)) return { row: 1, column: 1, calibration: 'none' };
  return { row, column, calibration: instance.pixel_spacing && sectional.has(series.modality) ? 'calibrated' : 'detector' };
}
