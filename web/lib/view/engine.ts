// Cornerstone3D, set up once for a page: no workers or loaders of its own, only ours. One `Engine` draws the panes of one
// viewer and says which tool each mouse button and finger has.

import { cache, Enums, imageLoader, init as initCore, RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
import { addTool, annotation, Enums as ToolEnums, init as initTools, LengthTool, PanTool, ToolGroupManager, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';
import { t } from '../words';
import { startDecoder } from './decoders';
import { registerImages, type ViewImage } from './images';
import { imageOf, spacingOf } from './study';

/** What the left button or one finger does. Scrolling is ours: it goes from image to image, never between them. */
export type Tool = 'scroll' | 'window' | 'pan' | 'zoom' | 'length';

const toolNames: Record<Exclude<Tool, 'scroll'>, string> = {
  window: WindowLevelTool.toolName,
  pan: PanTool.toolName,
  zoom: ZoomTool.toolName,
  length: LengthTool.toolName,
};

let started = false;
let engines = 0;
/** One that has drawn already, for the next viewer. */
let warm: RenderingEngine | undefined;

function start(): void {
  if (started) return;
  started = true;
  const phone = matchMedia('(pointer: coarse)').matches;
  // The rest keeps its defaults, which the library merges in. Panes are drawn one after the other, so one context does for
  // all of them, and what one has compiled the others have.
  initCore({ isMobile: phone, rendering: { webGlContextCount: 1 } } as Types.Cornerstone3DConfig);
  registerImages((phone ? 192 : 768) * 1024 * 1024);
  initTools();
  for (const tool of [WindowLevelTool, PanTool, ZoomTool, LengthTool]) addTool(tool);
  annotation.config.style.setDefaultToolStyles({
    global: {
      ...annotation.config.style.getDefaultToolStyles()?.global,
      color: 'rgb(255, 209, 102)',
      colorHighlighted: 'rgb(255, 240, 200)',
      colorSelected: 'rgb(255, 240, 200)',
      lineWidth: '2',
      lineDash: '',
      shadow: true,
      textBoxColor: 'rgb(255, 209, 102)',
      textBoxColorHighlighted: 'rgb(255, 240, 200)',
      textBoxColorSelected: 'rgb(255, 240, 200)',
      textBoxFontFamily: 'system-ui, sans-serif',
      textBoxFontSize: '15px',
      textBoxBackground: 'rgba(0, 0, 0, 0.65)',
    },
  });
}

/** Does what can be done before there are images, as soon as the page has nothing else to do; call it where a viewer may soon
 * be wanted. */
export function warmUp(): void {
  const soon = (globalThis as { requestIdleCallback?: (act: () => void) => void }).requestIdleCallback ?? setTimeout;
  soon(() => {
    start();
    startDecoder();
    if (warm) return;
    warm = new RenderingEngine(`overread-${++engines}`);
    void drawOnce(warm);
  });
}

/** Draws an image that nobody sees: the first one takes many times as long as those that follow. */
async function drawOnce(engine: RenderingEngine): Promise<void> {
  const element = hidden(64, 64);
  const [imageId, viewportId] = [`${engine.id}-warm`, `${engine.id}-0`];
  imageLoader.createAndCacheLocalImage(imageId, { scalarData: new Int16Array(4), dimensions: [2, 2], spacing: [1, 1] });
  const drawn = new Promise<void>((done) => element.addEventListener(Enums.Events.IMAGE_RENDERED, () => done(), { once: true }));
  engine.enableElement({ viewportId, element, type: Enums.ViewportType.STACK });
  await (engine.getViewport(viewportId) as StackViewport).setStack([imageId]);
  await drawn;
  if (!engine.hasBeenDestroyed) engine.disableElement(viewportId);
  cache.removeImageLoadObject(imageId);
  element.remove();
}

/** An element in the page that nobody sees. */
function hidden(width: number, height: number): HTMLDivElement {
  const element = document.createElement('div');
  const { style } = element;
  style.position = 'fixed';
  style.insetInlineStart = '0';
  style.insetBlockStart = '0';
  style.visibility = 'hidden';
  style.inlineSize = `${width}px`;
  style.blockSize = `${height}px`;
  document.body.append(element);
  return element;
}

/** The panes of one viewer. */
export class Engine {
  readonly #engine: RenderingEngine;
  readonly #group: NonNullable<ReturnType<typeof ToolGroupManager.createToolGroup>>;
  #panes = 0;
  #gone = false;

  constructor() {
    start();
    this.#engine = warm ?? new RenderingEngine(`overread-${++engines}`);
    warm = undefined;
    const name = this.#engine.id;
    const group = ToolGroupManager.createToolGroup(name);
    if (!group) throw new Error('The tools are in use already.');
    this.#group = group;
    for (const tool of [WindowLevelTool, PanTool, ZoomTool]) group.addTool(tool.toolName);
    group.addTool(LengthTool.toolName, { getTextLines: lengthLines });
    this.use('scroll');
  }

  /** Draws into an element; the element must be in the page and have a size. */
  open(element: HTMLDivElement): StackViewport {
    const viewportId = `${this.#engine.id}-${++this.#panes}`;
    this.#engine.enableElement({ viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } });
    this.#group.addViewport(viewportId, this.#engine.id);
    // A press must focus our pane: the library's element would swallow every key, the browser's own too.
    element.removeAttribute('tabindex');
    return this.#engine.getViewport(viewportId) as StackViewport;
  }

  close(viewport: StackViewport): void {
    // A viewer may go before its panes do.
    if (this.#gone) return;
    this.#group.removeViewports(this.#engine.id, viewport.id);
    this.#engine.disableElement(viewport.id);
  }

  /** After the elements changed their sizes: an image that was shown whole stays whole, others keep zoom and place. */
  resize(): void {
    if (this.#gone) return;
    const whole = this.#engine.getViewports().filter(isWhole) as StackViewport[];
    this.#engine.resize(true, true);
    for (const viewport of whole) {
      viewport.resetCamera();
      viewport.render();
    }
  }

  /** Gives the left button and one finger a tool; right drag windows, middle drag moves, two fingers zoom always. */
  use(tool: Tool): void {
    const { MouseBindings } = ToolEnums;
    const always: Record<Exclude<Tool, 'scroll'>, object[]> = {
      window: [{ mouseButton: MouseBindings.Secondary }],
      pan: [{ mouseButton: MouseBindings.Auxiliary }],
      zoom: [{ numTouchPoints: 2 }],
      length: [],
    };
    for (const [name, bindings] of Object.entries(always) as [Exclude<Tool, 'scroll'>, object[]][]) {
      if (name === tool) bindings.push({ mouseButton: MouseBindings.Primary });
      this.#group.setToolPassive(toolNames[name], { removeAllBindings: true });
      if (bindings.length > 0) this.#group.setToolActive(toolNames[name], { bindings });
    }
  }

  destroy(): void {
    this.#gone = true;
    ToolGroupManager.destroyToolGroup(this.#group.id);
    this.#engine.destroy();
  }
}

/** Draws an image at one image pixel per canvas pixel, without smoothing, and gives back what was drawn (RGBA). */
export async function exact(image: ViewImage, properties: { voiRange?: Types.VOIRange | undefined; invert?: boolean | undefined }): Promise<ImageData> {
  const element = hidden(image.columns / devicePixelRatio, image.rows / devicePixelRatio);
  // Of its own: panes that share a context are drawn wrong while one of another size comes and goes.
  const engine = new Engine();
  try {
    const viewport = engine.open(element);
    await viewport.setStack([image.imageId], 0);
    viewport.setProperties({ ...(properties.voiRange && { voiRange: properties.voiRange }), invert: properties.invert ?? false, interpolationType: Enums.InterpolationType.NEAREST });
    viewport.resetCamera();
    viewport.setCamera({ parallelScale: (image.rows * image.rowPixelSpacing) / 2 });
    const drawn = new Promise<void>((done) => element.addEventListener(Enums.Events.IMAGE_RENDERED, () => done(), { once: true }));
    viewport.render();
    await drawn;
    const canvas = viewport.getCanvas();
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context || canvas.width !== image.columns || canvas.height !== image.rows) throw new Error(`The canvas is ${canvas.width} × ${canvas.height}, the image ${image.columns} × ${image.rows}.`);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    engine.destroy();
    element.remove();
  }
}

function isWhole(viewport: Types.IViewport): boolean {
  const [x, y] = viewport.getPan();
  return Math.abs(viewport.getZoom() - 1) < 0.001 && Math.hypot(x, y) < 1;
}

/** A length with what it is worth: calibrated, at the detector, or in pixels only. */
function lengthLines(data: { cachedStats?: Record<string, { length?: number; unit?: string }> }, target: string): string[] | undefined {
  const stats = data.cachedStats?.[target];
  if (stats?.length === undefined || Number.isNaN(stats.length)) return undefined;
  const image = imageOf(target.replace(/^imageId:/, ''));
  const calibration = image ? spacingOf(image).calibration : 'none';
  if (calibration === 'none') return [`${stats.length.toFixed(0)} px`, t('measure-none')];
  return [`${stats.length.toFixed(1)} mm`, t(`measure-${calibration}`)];
}
