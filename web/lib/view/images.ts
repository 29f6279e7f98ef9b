// Our image loader for Cornerstone3D: ids of the scheme `overread:` become images. A preview may be displayed first, marked as
// such; the full image takes its place in the same call-back, so that number and pixels always belong together.

import { cache, Enums, imageLoader, metaData, utilities, type Types } from '@cornerstonejs/core';
import { valueArray, type Pixels } from './decode';
import { decodeFrame } from './decoders';
import { tablesFor } from './tables';
import { imageOf, sourceOf, spacingOf, type Instance, type Preview, type StackImage } from './study';
import { autoWindow, forDisplay, recordedWindow } from './windows';

/** An image of ours; a preview is not for reading. */
export interface ViewImage extends Types.IImage {
  isPreview: boolean;
}

const previews = new Map<string, Promise<boolean>>();
const ready = new Map<string, Preview>();

/** Makes the loader and the metadata known to Cornerstone3D, once. `cacheBytes` bounds the decoded images kept. */
export function registerImages(cacheBytes: number): void {
  cache.setMaxCacheSize(cacheBytes);
  imageLoader.registerImageLoader('overread', (id) => ({ promise: load(id) }));
  metaData.addProvider(metadata as never, 10_000);
}

/** How many images like this one may be kept decoded, so that a second series beside it has room too. */
export function capacity({ instance }: StackImage): number {
  const bytes = instance.rows * instance.columns * (isColour(instance) ? 3 : valueArray(instance, 0).BYTES_PER_ELEMENT);
  return Math.max(3, Math.floor(cache.getMaxCacheSize() / 2 / Math.max(1, bytes)));
}

/** The full image if it is here already. */
export function cached(id: string): ViewImage | undefined {
  return cache.getImage(id) as ViewImage | undefined;
}

/** The full image, from the cache or its source. */
export async function full(id: string): Promise<ViewImage> {
  const image = (await imageLoader.loadAndCacheImage(id)) as ViewImage;
  ready.delete(id);
  return image;
}

/** Whether there is something to display at once: the full image or its preview. */
export function isAtHand(id: string): boolean {
  return cached(id) !== undefined || ready.has(id);
}

/** Fetches the preview of an image; false where there is none. */
export function preview(id: string): Promise<boolean> {
  let promise = previews.get(id);
  if (!promise) {
    promise = loadPreview(id).catch(() => false);
    previews.set(id, promise);
  }
  return promise;
}

/** Forgets all images of a source, decoded or not. */
export function forgetImages(ids: string[]): void {
  for (const id of ids) {
    previews.delete(id);
    ready.delete(id);
    const held = cache.getImageLoadObject(id);
    if (!held) continue;
    const remove = () => {
      if (cache.getImageLoadObject(id) === held) cache.removeImageLoadObject(id, { force: true });
    };
    // One that is still on its way is let in first: the cache complains about arrivals it has no place for.
    if (cached(id)) remove();
    else void held.promise.then(remove, remove);
  }
}

async function load(id: string): Promise<ViewImage> {
  const image = imageOf(id);
  const source = sourceOf(id);
  if (!image || !source) throw new Error('This image is no longer open.');
  const [tables, bytes] = await Promise.all([tablesFor(image.instance, source), source.frame(image.instance.file, image.frame)]);
  return build(image, await decodeFrame(image.instance, bytes, forDisplay(image, tables)), false);
}

async function loadPreview(id: string): Promise<boolean> {
  const image = imageOf(id);
  const found = await sourceOf(id)?.preview(image?.instance.file ?? -1, image?.frame ?? 0);
  if (!image || !found || isColour(image.instance)) return false;
  ready.set(id, found);
  return true;
}

/** What can be displayed at once. A preview is enlarged only now: most images are here before anybody looks at theirs. */
function atHand(id: string): ViewImage | undefined {
  const [image, found] = [imageOf(id), ready.get(id)];
  return cached(id) ?? (image && found ? build(image, enlarge(image, found), true) : undefined);
}

/** A preview's greys at the places and in the range of the full image, so that windowing and geometry stay the same. */
function enlarge(image: StackImage, { width, height, grey }: Preview): Pixels {
  const { rows, columns } = image.instance;
  const window = recordedWindow(image) ?? { center: 128, width: 256 };
  const lowest = window.center - window.width / 2;
  const data = valueArray(image.instance, rows * columns);
  const inverted = image.instance.photometric === 'MONOCHROME1';
  for (let y = 0, above = -1; y < rows; y++) {
    const line = Math.min(height - 1, Math.floor((y * height) / rows)) * width;
    const at = y * columns;
    if (line === above) {
      data.copyWithin(at, at - columns, at);
      continue;
    }
    above = line;
    for (let x = 0; x < columns; x++) {
      const shown = grey[line + Math.min(width - 1, Math.floor((x * width) / columns))] ?? 0;
      data[at + x] = lowest + ((inverted ? 255 - shown : shown) / 255) * window.width;
    }
  }
  return { data, components: 1, min: lowest, max: lowest + window.width };
}

function build(image: StackImage, pixels: Pixels, isPreview: boolean): ViewImage {
  const { instance } = image;
  const { row, column } = spacingOf(image);
  const colour = pixels.components === 3;
  const window = colour ? { center: 128, width: 256 } : (recordedWindow(image) ?? pixels.window ?? (isPreview ? { center: 128, width: 256 } : autoWindow(pixels.data, pixels.padding)));
  return {
    imageId: image.id,
    isPreview,
    minPixelValue: pixels.min,
    maxPixelValue: pixels.max,
    // The modality rescale is already in the values.
    slope: 1,
    intercept: 0,
    preScale: { enabled: true, scaled: true, scalingParameters: { modality: image.series.modality, rescaleSlope: 1, rescaleIntercept: 0 } },
    windowCenter: window.center,
    windowWidth: window.width,
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    rows: instance.rows,
    columns: instance.columns,
    height: instance.rows,
    width: instance.columns,
    color: colour,
    rgba: false,
    numberOfComponents: pixels.components,
    photometricInterpretation: colour ? 'RGB' : instance.photometric,
    columnPixelSpacing: column,
    rowPixelSpacing: row,
    invert: instance.photometric === 'MONOCHROME1',
    sizeInBytes: pixels.data.byteLength,
    dataType: pixels.data.constructor.name as Types.PixelDataTypedArrayString,
    voxelManager: utilities.VoxelManager.createImageVoxelManager({ scalarData: pixels.data as never, width: instance.columns, height: instance.rows, numberOfComponents: pixels.components }) as never,
    getPixelData: () => pixels.data as never,
    getCanvas: () => undefined as never,
  };
}

/** What Cornerstone3D asks about an image of ours. */
function metadata(type: string, id: string): unknown {
  const image = typeof id === 'string' ? imageOf(id) : undefined;
  if (!image) return undefined;
  const { instance, series } = image;
  const modules = Enums.MetadataModules;
  switch (type) {
    case modules.IMAGE_PIXEL:
      return {
        samplesPerPixel: isColour(instance) ? 3 : 1,
        photometricInterpretation: isColour(instance) ? 'RGB' : instance.photometric,
        rows: instance.rows,
        columns: instance.columns,
        ...(isColour(instance) ? { bitsAllocated: 8, bitsStored: 8, highBit: 7, pixelRepresentation: 0 } : numbersOf(instance)),
        planarConfiguration: 0,
      };
    case modules.IMAGE_PLANE:
      return plane(image);
    case modules.GENERAL_SERIES:
      return { modality: series.modality, seriesInstanceUID: series.uid, seriesNumber: series.number ?? undefined, seriesDescription: series.description ?? undefined };
    case modules.SOP_COMMON:
      return { sopClassUID: instance.sop_class, sopInstanceUID: instance.uid };
    case modules.MODALITY_LUT:
      return { rescaleSlope: 1, rescaleIntercept: 0 };
    case modules.VOI_LUT: {
      const window = recordedWindow(image);
      return { windowCenter: window ? [window.center] : [], windowWidth: window ? [window.width] : [], voiLUTFunction: Enums.VOILUTFunctionType.LINEAR };
    }
    case modules.TRANSFER_SYNTAX:
      return { transferSyntaxUID: instance.transfer_syntax };
    case utilities.imageRetrieveMetadataProvider.IMAGE_RETRIEVE_CONFIGURATION:
      return { create: () => ({ loadImages }) };
    default:
      return undefined;
  }
}

function isColour({ samples_per_pixel, photometric }: Instance): boolean {
  return samples_per_pixel === 3 || photometric === 'PALETTE COLOR';
}

function numbersOf({ bits_allocated, bits_stored, high_bit, pixel_representation }: Instance): Record<string, number> {
  return { bitsAllocated: bits_allocated, bitsStored: bits_stored, highBit: high_bit, pixelRepresentation: pixel_representation };
}

function plane(image: StackImage): Record<string, unknown> {
  const { instance } = image;
  const { row, column, calibration } = spacingOf(image);
  const orientation = instance.image_orientation ?? [1, 0, 0, 0, 1, 0];
  return {
    frameOfReferenceUID: instance.frame_of_reference ?? `${image.series.uid}.0`,
    rows: instance.rows,
    columns: instance.columns,
    imageOrientationPatient: orientation,
    rowCosines: orientation.slice(0, 3),
    columnCosines: orientation.slice(3, 6),
    imagePositionPatient: instance.image_position ?? [0, 0, 0],
    sliceThickness: instance.slice_thickness ?? undefined,
    sliceLocation: instance.slice_location ?? undefined,
    rowPixelSpacing: row,
    columnPixelSpacing: column,
    pixelSpacing: [row, column],
    // Without spacing Cornerstone3D measures in pixels and says so.
    usingDefaultValues: calibration === 'none',
  };
}

interface Listener {
  successCallback(id: string, image: Types.IImage): void;
  errorCallback(id: string, permanent: boolean, reason: unknown): void;
}

/** What a stack viewport calls to display an image: what is at hand first, then the full image. */
async function loadImages(ids: string[], listener: Listener): Promise<unknown> {
  return Promise.all(
    ids.map(async (id) => {
      const now = atHand(id);
      if (now) listener.successCallback(id, now);
      if (now && !now.isPreview) return;
      try {
        listener.successCallback(id, await full(id));
      } catch (cause) {
        listener.errorCallback(id, true, cause);
      }
    }),
  );
}
