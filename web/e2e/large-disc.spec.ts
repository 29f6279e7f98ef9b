// A large disc, as a folder and as a ZIP (a thousand slices in `make test-long`): the tab is closed half way, the same disc chosen again. Everything
// arrives, nothing arrives twice, every file comes back bit for bit, and the pages stay within their memory.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { expect, test, type Browser } from '@playwright/test';
import { downloadZip } from 'client-zip';
import { House, type Passed } from './story/house';
import * as patient from './story/patient';
import { anna, inDays } from './story/patient';
import { Person } from './story/person';

const slices = Number(process.env['OVERREAD_SLICES'] ?? 200);
/** Objects that have arrived when the tab is closed. */
const halfWay = Math.ceil(slices / 60);
/** Of all pages together. */
const memoryLimit = 1 << 30;

for (const form of ['folder', 'ZIP'] as const) {
  test(`a disc of ${slices} slices as a ${form}: the tab closes half way, everything arrives once`, async ({ browser }) => {
    test.setTimeout(900_000 * Math.max(1, slices / 1000));
    const house = await House.open({ keepsBodies: false });
    const memory = new Memory(browser);
    try {
      const folder = await house.disc('DISC', '--kind', 'large', '--slices', String(slices));
      const disc = form === 'folder' ? folder : await zipped(folder);
      const person = await Person.arrive(browser, `large-${form}`, 'patient');
      memory.watch();
      await patient.comeIn(person, house.links.patient);
      await patient.answerSigns(person);
      await patient.answerQuestions(person, anna, inDays(20));
      await patient.bringImages(person, disc, anna);
      // However fast the machine is, half of the disc has not left when the tab is closed.
      const gate = house.hold('PUT', /\/objects\//, halfWay);
      await patient.checkAndSend(person);
      await gate.reached;
      await expect.poll(() => arrived(house).length, { timeout: 120_000 }).toBe(halfWay);
      await person.closeTab();
      gate.letGo();
      const before = arrived(house).length;

      await person.page.goto(`${house.url}/`);
      await person.reads('Your second reading');
      await person.press('Go on with the next step');
      await person.reads('Your images');
      await patient.chooseDisc(person, disc);
      await patient.next(person);
      await patient.checkAndSend(person);
      await patient.arrives(person);
      const code = await patient.keepRecoverySheet(person);
      memory.rest();

      const objects = arrived(house).map(({ path }) => path);
      expect(objects.length, 'more arrived after the tab was closed').toBeGreaterThan(before);
      expect(objects.length, 'nothing arrived twice').toBe(new Set(objects).size);
      person.expectNoComplaint(house.url);
      await person.leave();

      const again = house.as('patient-again');
      await again('recover', '--server', house.url, '--code', code);
      const { cases } = (await again('case', 'list')) as { cases: { case: string }[] };
      const { files } = (await again('case', 'images', cases[0]!.case, '--out', join(house.folder, 'back'))) as { files: { sha256: string }[] };
      const back = new Set(files.map(({ sha256 }) => sha256));
      for (const path of filesIn(folder)) expect(back.has(await sha256(path)), `${relative(folder, path)} came back bit for bit`).toBe(true);
      expect(memory.peak, 'bytes of memory of the largest page').toBeLessThan(memoryLimit);
      memory.record(form);
    } finally {
      memory.rest();
      await house.close();
    }
  });
}

function arrived(house: House): Passed[] {
  return house.passed.filter(({ method, path, status }) => method === 'PUT' && path.includes('/objects/') && status >= 200 && status < 300);
}

/** The memory of the pages, as the operating system counts it: the resident set of the largest one. */
class Memory {
  peak = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly browser: Browser) {}

  watch(): void {
    this.#timer = setInterval(() => void this.#look(), 500);
  }

  rest(): void {
    clearInterval(this.#timer);
  }

  record(form: string): void {
    const folder = join(import.meta.dirname, '../../target/measured');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `page-memory-${form}.txt`), `${slices} slices as a ${form}: at most ${Math.round(this.peak / 1e6)} MB in one page\n`);
  }

  async #look(): Promise<void> {
    const session = await this.browser.newBrowserCDPSession();
    try {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => resident(id));
      this.peak = Math.max(this.peak, ...sizes);
    } finally {
      await session.detach();
    }
  }
}

/** 0 for a process that has just ended. */
function resident(process: number): number {
  try {
    return 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function zipped(folder: string): Promise<string> {
  const zip = `${folder}.zip`;
  const members = [...filesIn(folder)].map((path) => ({ name: relative(folder, path), input: Readable.toWeb(createReadStream(path)) as unknown as globalThis.ReadableStream<Uint8Array> }));
  await pipeline(Readable.fromWeb(downloadZip(members).body as unknown as ReadableStream), createWriteStream(zip));
  return zip;
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
