// One stack of images in one pane: goes to an image as soon as there is something to show of it, keeps fetching the others,
// and reports what is really on the screen.

import { Enums, type StackViewport } from '@cornerstonejs/core';
import { exact, type Engine } from './engine';
import { cached, capacity, full, isAtHand, preview, type ViewImage } from './images';
import { middle, outwards } from './order';
import { imageOf, spacingOf, type Calibration, type StackImage } from './study';
import { rangeOf, recordedWindow, windowOf, windowOfRange, type Preset, type Window } from './windows';

/** What is on the screen, taken from the drawn image itself, never from what was asked for. */
export interface Shown {
  index: number;
  /** The image that was asked for last; differs from `index` while it is on its way or cannot be shown. */
  wanted: number;
  image: StackImage;
  isPreview: boolean;
  window: Window | null;
  inverted: boolean;
  /** Screen pixels per image pixel. */
  zoom: number;
  /** Millimetres per screen pixel. */
  unit: number;
  calibration: Calibration;
}

/** How much of the stack is here; `total` is what is fetched ahead, the whole stack if there is room for it. */
export interface Loading {
  previews: number;
  images: number;
  total: number;
}

interface Listeners {
  shown(shown: Shown): void;
  loading(loading: Loading): void;
  failed(index: number, cause: unknown): void;
}

/** Frames that are fetched at the same time. */
const lanes = 3;

/** Milliseconds that a full image has to come before its preview is drawn: drawing both takes longer. */
const worthwhile = 80;

export class Stack {
  #images: StackImage[] = [];
  #wanted = 0;
  #round = 0;
  #windowed = false;
  #set = false;
  readonly #abort = new AbortController();

  constructor(
    readonly engine: Engine,
    readonly viewport: StackViewport,
    readonly listeners: Listeners,
  ) {
    const on = (name: string, act: () => void) => viewport.element.addEventListener(name, act, { signal: this.#abort.signal });
    on(Enums.Events.IMAGE_RENDERED, () => this.#report());
    on(Enums.Events.STACK_NEW_IMAGE, () => this.#firstWindow());
  }

  /** Opens a series at an image, in the middle if none is named. */
  open(images: StackImage[], index = middle(images.length)): void {
    this.#images = images;
    this.#windowed = false;
    this.#set = false;
    this.#round++;
    this.goTo(index);
    void this.#fetch(this.#round);
  }

  get length(): number {
    return this.#images.length;
  }

  /** Goes to an image. What is on the screen stays until something of the new image can be shown. */
  goTo(index: number): void {
    const wanted = Math.min(Math.max(0, index), this.#images.length - 1);
    const image = this.#images[wanted];
    if (!image) return;
    this.#wanted = wanted;
    const round = this.#round;
    const show = () => void (this.#wanted === wanted && this.#round === round && this.#display(wanted));
    if (isAtHand(image.id)) show();
    else void preview(image.id).then((found) => found && setTimeout(() => cached(image.id) || show(), worthwhile));
    if (!cached(image.id)) full(image.id).then(show, (cause: unknown) => this.#failed(wanted, cause));
  }

  step(by: number): void {
    this.goTo(this.#wanted + by);
  }

  /** Back to the whole image in the recorded window. */
  reset(): void {
    this.#windowed = false;
    this.viewport.resetCamera();
    this.viewport.resetProperties();
    this.#firstWindow();
    this.viewport.render();
  }

  zoom(factor: number): void {
    this.viewport.setZoom(Math.min(40, Math.max(0.1, this.viewport.getZoom() * factor)));
    this.viewport.render();
  }

  invert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
  }

  use(preset: Preset): void {
    const drawn = this.#drawn();
    if (!drawn || drawn.view.color) return;
    this.setWindow(windowOf(preset, drawn.image, drawn.view.getPixelData()));
  }

  setWindow(window: Window): void {
    this.#windowed = true;
    this.viewport.setProperties({ voiRange: rangeOf(window) });
    this.viewport.render();
  }

  /** The displayed image at 1:1 with the displayed window; waits for the full image. */
  async exactPixels(): Promise<ImageData> {
    const image = this.#images[this.#wanted];
    if (!image) throw new Error('No series is open.');
    const view = await full(image.id);
    const { voiRange, invert } = this.viewport.getProperties();
    return exact(view, { voiRange, invert });
  }

  close(): void {
    this.#round++;
    this.#abort.abort();
    this.engine.close(this.viewport);
  }

  #display(index: number): void {
    if (this.#set) void this.viewport.setImageIdIndex(index);
    else void this.viewport.setStack(this.#images.map(({ id }) => id), index);
    this.#set = true;
  }

  /** A series without a recorded window gets one from its first full image, unless the person has set one. */
  #firstWindow(): void {
    const drawn = this.#drawn();
    if (!drawn || this.#windowed || drawn.view.isPreview || drawn.view.color || recordedWindow(drawn.image)) return;
    this.viewport.setProperties({ voiRange: rangeOf({ center: Number(drawn.view.windowCenter), width: Number(drawn.view.windowWidth) }) });
    this.#windowed = true;
  }

  /** Only the image a person asks for is worth a message; the others are tried again when it is their turn. */
  #failed(index: number, cause: unknown): void {
    if (index === this.#wanted) this.listeners.failed(index, cause);
  }

  #drawn(): { image: StackImage; view: ViewImage } | null {
    const view = this.viewport.getCornerstoneImage() as ViewImage | undefined;
    const image = view && imageOf(view.imageId);
    return view && image ? { image, view } : null;
  }

  #report(): void {
    const drawn = this.#drawn();
    if (!drawn) return;
    const { voiRange, invert } = this.viewport.getProperties();
    const spacing = spacingOf(drawn.image);
    const unit = this.#unit();
    this.listeners.shown({
      index: this.#images.indexOf(drawn.image),
      wanted: this.#wanted,
      image: drawn.image,
      isPreview: drawn.view.isPreview,
      window: voiRange && !drawn.view.color ? windowOfRange(voiRange) : null,
      inverted: invert ?? false,
      zoom: spacing.column / unit,
      unit,
      calibration: spacing.calibration,
    });
  }

  /** Measured on the screen itself, so that it holds for every way of drawing. */
  #unit(): number {
    const { width } = this.viewport.canvas.getBoundingClientRect();
    const [left, right] = [this.viewport.canvasToWorld([0, 0]), this.viewport.canvasToWorld([width, 0])];
    return Math.hypot(right[0] - left[0], right[1] - left[1], right[2] - left[2]) / Math.max(1, width);
  }

  /** Previews of all images, which come at once, and meanwhile the images, always nearest to where the person is. */
  async #fetch(round: number): Promise<void> {
    const images = this.#images;
    const [first] = images;
    if (!first) return;
    // More than fits would only push out each other.
    const total = Math.min(images.length, capacity(first));
    const done = { previews: new Set<number>(), images: new Set<number>() };
    const tell = () => this.#round === round && this.listeners.loading({ previews: Math.min(total, done.previews.size), images: done.images.size, total });
    const lane = async (seen: Set<number>, most: number, get: (id: string) => Promise<unknown>) => {
      const begun = new Set<number>(seen);
      const worker = async () => {
        while (this.#round === round && seen.size < most) {
          const index = outwards(images.length, this.#wanted).find((at) => !begun.has(at));
          const image = index === undefined ? undefined : images[index];
          if (index === undefined || !image || begun.size >= most) return;
          begun.add(index);
          await get(image.id).catch((cause: unknown) => this.#failed(index, cause));
          seen.add(index);
          tell();
        }
      };
      await Promise.all(Array.from({ length: lanes }, worker));
    };
    tell();
    await Promise.all([lane(done.previews, images.length, preview), lane(done.images, total, full)]);
  }
}
