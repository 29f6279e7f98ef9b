// The two workers under the strict headers, against a real server: one case from disc to surgeon, act by act.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { CaseDetails, CaseLine, CoreActs, FirstRead, ImageSet, IntakeActs, Inventory, OriginalFile, Report, SendProgress, Shipment, VerifiedReport } from '../lib/core/acts';
import type { Remote } from '../lib/core/rpc';
import { startPlatform, type Platform } from './platform';

interface Workers {
  connectCore(): Remote<CoreActs>;
  connectIntake(): Remote<IntakeActs>;
  sendShipment(id: string, shipment: Shipment, options: { onProgress?: (progress: SendProgress) => void; signal?: AbortSignal; pause?: boolean }): Promise<{ seq: number }>;
  files(): { path: string; file: File }[];
}

const built = join(import.meta.dirname, '../../target/web-fixtures');
const examples = join(import.meta.dirname, '../../examples');
const read = <T>(name: string) => JSON.parse(readFileSync(join(examples, name), 'utf8')) as T;
let platform: Platform;
let disc: string;

test.beforeAll(async () => {
  platform = await startPlatform(built, 'patient');
  disc = join(platform.folder, 'DISC');
  await platform.overread('phantom', '--kind', 'small', '--out', disc);
});
test.afterAll(() => platform.close());

/** A person's own browser. */
async function browserOf(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && console.log(message.text())));
  page.on('pageerror', (error) => console.log(String(error)));
  await page.goto(`${platform.url}/workers.html`);
  return page;
}

/** Asks the core worker of a page for one act. */
function ask<Name extends keyof CoreActs & string>(page: Page, act: Name, args: CoreActs[Name]['args']): Promise<CoreActs[Name]['result']> {
  const ask = async ([act, args]: [Name, CoreActs[Name]['args']]) => (globalThis as unknown as Workers).connectCore().call(act, args);
  return page.evaluate(ask as never, [act, args]);
}

/** The code with which an act is refused. */
function refusal<Name extends keyof CoreActs & string>(page: Page, act: Name, args: CoreActs[Name]['args']): Promise<string> {
  return page.evaluate(
    async ([act, args]) => {
      const refused = (globalThis as unknown as Workers).connectCore().call(act as never, args as never).then(() => 'done', ({ code }: { code: string }) => code);
      return refused;
    },
    [act, args] as const,
  );
}

test('a case goes from the disc to the surgeon', async ({ browser }) => {
  test.setTimeout(180_000);
  const patient = await browserOf(browser);
  expect(await ask(patient, 'start', undefined)).toEqual({ me: null });
  expect(await ask(patient, 'practice', undefined)).toHaveProperty('page.name');
  expect(await ask(patient, 'welcome', { link: platform.links.patient })).toMatchObject({ role: 'patient' });
  expect(await ask(patient, 'join', { link: platform.links.patient })).toMatchObject({ role: 'patient', has_recovery_code: false });
  expect(await refusal(patient, 'join', { link: platform.links.patient })).toBe('already-somebody');

  // What was kept is there after a reload.
  await patient.reload();
  expect(await ask(patient, 'start', undefined)).toMatchObject({ me: { role: 'patient' } });

  const id = await ask(patient, 'open_case', undefined);
  expect(await ask(patient, 'open_case', undefined)).toBe(id);
  await patient.setInputFiles('#disc', disc);
  const inventory = await patient.evaluate(async () => {
    const { connectIntake, files } = globalThis as unknown as Workers;
    const documents = [{ path: 'original/report.txt', file: new File(['Herniated disc at L4/5.'], 'report.txt') }];
    await connectIntake().call('open', { files: files(), documents });
    return connectIntake().call('examine', undefined);
  });
  expect(inventory.patients).toHaveLength(1);
  expect(inventory.files.at(-1)).toMatchObject({ path: 'original/report.txt', may_hold_report: true });
  const first = firstImage(inventory);
  const thumbnail = await patient.evaluate(async (file) => (await (globalThis as unknown as Workers).connectIntake().call('thumbnail', { file, frame: 0 }))?.grey.length, first.file);
  expect(thumbnail).toBeGreaterThan(0);

  for (const compartment of ['images', 'original'] as const) {
    const sent = await patient.evaluate(
      async ([id, compartment]) => {
        const { connectIntake, sendShipment } = globalThis as unknown as Workers;
        const shipment = await connectIntake().call('ship', { compartment, leave_out: [] });
        if (!shipment) return null;
        const seen: SendProgress[] = [];
        const { seq } = await sendShipment(id, shipment, { onProgress: (progress) => seen.push(progress) });
        return { seq, last: seen.at(-1), files: shipment.inventory.files.length };
      },
      [id, compartment] as const,
    );
    expect(sent?.last?.stage).toBe('signing');
    expect(sent?.last?.done).toBe(sent?.last?.total);
  }
  await ask(patient, 'submit', {
    case: id,
    form: {
      for_whom: { who: 'self' },
      patient: { name: 'Anna Muster', birth_date: '1961-05-04' },
      procedure: { code: 'lumbar-decompression', text: 'Decompression' },
      side: 'left',
      surgeon: 'Dr. Berg',
      question: 'Is the operation at the right level?',
      service: 'standard',
      consent: { text_version: '2026-11', language: 'en', at: Date.now() },
    },
  });

  const coordinator = await browserOf(browser);
  await ask(coordinator, 'join', { link: platform.links.coordinator });
  const radiologist = await browserOf(browser);
  const reader = await ask(radiologist, 'join', { link: platform.links.radiologist });
  expect((await ask(coordinator, 'colleagues', undefined)).map(({ role }) => role)).toContain('radiologist');
  expect((await ask(coordinator, 'case', { case: id })).form).toMatchObject({ question: 'Is the operation at the right level?' });
  await ask(coordinator, 'assign', { case: id, person: reader.person });

  const asked = (await ask(radiologist, 'cases', undefined)) as CaseLine[];
  expect(asked).toMatchObject([{ case: id, standing: 'asked' }]);
  expect(await refusal(radiologist, 'images', { case: id })).toBe('not-granted');
  await ask(radiologist, 'accept', { case: id });
  const [set] = (await ask(radiologist, 'images', { case: id })) as ImageSet[];
  const image = firstImage(set!.inventory);
  const frame = await radiologist.evaluate(
    async ([id, file]) => [...new Uint8Array(await (globalThis as unknown as Workers).connectCore().call('frame', { case: id, file, frame: 0 }))],
    [id, image.file] as const,
  );
  const bytes = readFileSync(join(disc, '..', set!.inventory.files[image.file]!.path));
  const span = image.frames[0]![0]!;
  expect(Buffer.from(frame).equals(bytes.subarray(span.offset, span.offset + span.length))).toBe(true);
  const preview = await radiologist.evaluate(
    async ([id, file]) => {
      const picture = await (globalThis as unknown as Workers).connectCore().call('preview', { case: id, file, frame: 0 });
      return picture && picture.grey.length === picture.width * picture.height;
    },
    [id, image.file] as const,
  );
  expect(preview).toBe(true);

  // All frames at once, from several lanes.
  const frames = await radiologist.evaluate(
    async ([id, files]) => {
      const core = (globalThis as unknown as Workers).connectCore();
      const found = await Promise.all(files.map((file) => core.call('frame', { case: id, file, frame: 0 })));
      return found.map(({ byteLength }) => byteLength);
    },
    [id, allImages(set!.inventory).map(({ file }) => file)] as const,
  );
  expect(frames.every((length) => length > 0)).toBe(true);

  const findings = read<FirstRead>('findings.json');
  await ask(radiologist, 'keep_draft', { name: `first-read-${id}`, value: findings });
  expect(await ask(radiologist, 'draft', { name: `first-read-${id}` })).toEqual(findings);
  expect(await ask(radiologist, 'draft', { name: 'nothing' })).toBeNull();
  const before = (await ask(radiologist, 'files', { case: id })) as OriginalFile[];
  expect(before.some(({ compartment }) => compartment === 'original')).toBe(false);
  expect(await refusal(radiologist, 'reveal', { case: id })).toBe('commit-first');
  await ask(radiologist, 'commit', { case: id, first_read: findings });
  expect(await ask(radiologist, 'reveal', { case: id })).toBe(true);
  const after = (await ask(radiologist, 'files', { case: id })) as OriginalFile[];
  const original = after.find(({ path }) => path === 'original/report.txt')!;
  expect(await text(radiologist, id, original)).toBe('Herniated disc at L4/5.');
  const signature = await ask(radiologist, 'sign', { case: id, report: read<Report>('report.json') });
  expect(signature.version).toBe(1);

  const [report] = (await ask(patient, 'reports', { case: id })) as VerifiedReport[];
  expect(report!.superseded).toBe(false);
  const link = await ask(patient, 'create_share', { case: id, share: { what: ['images', 'report'], hours: 48 } });

  const surgeon = await browserOf(browser);
  expect(await ask(surgeon, 'look_at_share', { link })).toMatchObject({ reports: 1, is_open: false });
  expect((await ask(surgeon, 'open_share', { link })).case).toBe(id);
  expect((await ask(surgeon, 'reports', { case: id })) as VerifiedReport[]).toHaveLength(1);
  const shared = (await ask(surgeon, 'images', { case: id })) as ImageSet[];
  expect(shared[0]!.inventory.files.length).toBe(set!.inventory.files.length);
  const sums = await surgeon.evaluate(
    async ([id, files]) => {
      const core = (globalThis as unknown as Workers).connectCore();
      const sums: string[] = [];
      for (const file of files) {
        const bytes = await core.call('file', { case: id, compartment: 'images', set: 0, file });
        sums.push([...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
      }
      return sums;
    },
    [id, shared[0]!.inventory.files.map((_, file) => file)] as const,
  );
  expect(sums).toEqual(shared[0]!.inventory.files.map(({ path }) => createHash('sha256').update(readFileSync(join(disc, '..', path))).digest('hex')));
  await ask(surgeon, 'confirm_share', { link, seq: report!.seq });

  const seen = (await ask(patient, 'case', { case: id })) as CaseDetails;
  expect(seen.view.shares).toMatchObject([{ confirmed_version: 1, revoked: false }]);
  expect(seen.declaration).not.toBeNull();
  await ask(patient, 'revoke_share', { case: id, share: seen.view.shares[0]!.share });
  expect((await ask(patient, 'case', { case: id })).view.shares).toMatchObject([{ revoked: true }]);

  const code = await ask(patient, 'recovery_code', undefined);
  const elsewhere = await browserOf(browser);
  expect(await ask(elsewhere, 'recover', { code })).toMatchObject({ role: 'patient', has_recovery_code: true });
  expect(await ask(elsewhere, 'reports', { case: id })).toHaveLength(1);
  await ask(elsewhere, 'leave', undefined);
  expect(await ask(elsewhere, 'start', undefined)).toEqual({ me: null });
});

test('pure words and rules need no server', async ({ browser }) => {
  const page = await browserOf(browser);
  expect((await ask(page, 'procedures', undefined)).length).toBeGreaterThan(20);
  expect(await ask(page, 'offers', { surgery_date: undefined, utc_offset_minutes: 60 })).toHaveLength(3);
  expect(await ask(page, 'form_gaps', { for_whom: { who: 'self' }, patient: {}, question: 'q', service: 'standard' })).toContain('surgeon');
  expect((await ask(page, 'segments', { text: 'A herniated disc.', language: 'en' })).map(({ text }) => text).join('')).toBe('A herniated disc.');
});

test('nothing on this device can be read without the browser', async ({ browser }) => {
  const page = await browserOf(browser);
  await ask(page, 'come_as_patient', {});
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('overread');
    const database = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const all = (store: string) => new Promise<unknown[]>((resolve) => {
      const asked = database.transaction(store).objectStore(store).getAll();
      asked.onsuccess = () => resolve(asked.result);
    });
    const [key] = (await all('keys')) as CryptoKey[];
    const taken = await crypto.subtle.exportKey('raw', key!).then(() => 'taken', () => 'refused');
    const values = (await all('values')) as { sealed: ArrayBuffer }[];
    return { taken, text: values.map(({ sealed }) => new TextDecoder().decode(sealed)).join('') };
  });
  expect(kept.taken).toBe('refused');
  expect(kept.text).not.toContain('practice');
});

test('sending is paused, stopped and goes on where it was', async ({ browser }) => {
  test.setTimeout(120_000);
  const folder = join(platform.folder, 'LARGE');
  await platform.overread('phantom', '--kind', 'large', '--slices', '120', '--out', folder);
  const page = await browserOf(browser);
  await ask(page, 'come_as_patient', {});
  const id = await ask(page, 'open_case', undefined);
  await page.setInputFiles('#disc', folder);
  const before = stored();
  const told = await page.evaluate(async (id) => {
    const { connectCore, connectIntake, sendShipment, files } = globalThis as unknown as Workers;
    await connectIntake().call('open', { files: files(), documents: [] });
    await connectIntake().call('examine', undefined);
    const shipment = await connectIntake().call('ship', { compartment: 'images', leave_out: [] });
    if (!shipment) throw new Error('Nothing to send.');
    const seen: SendProgress[] = [];
    const stop = new AbortController();
    const quiet = async () => {
      for (let before = -1; before !== seen.length; await new Promise((resolve) => setTimeout(resolve, 2000))) before = seen.length;
    };
    const first = sendShipment(id, shipment, {
      signal: stop.signal,
      onProgress(progress) {
        seen.push(progress);
        // What is on its way arrives; nothing new sets out.
        if (seen.length === 1) void connectCore().call('pause', { paused: true }).then(quiet).then(() => stop.abort());
      },
    });
    const code = await first.then(() => 'sent', ({ code }: { code: string }) => code);
    const begun = seen.at(-1);
    seen.length = 0;
    await sendShipment(id, shipment, { onProgress: (progress) => seen.push(progress) });
    const ended = seen.at(-1);
    await sendShipment(id, shipment, { onProgress: (progress) => seen.push(progress) });
    return { code, begun, ended, again: seen.at(-1) };
  }, id);
  expect(['stopped', 'cancelled']).toContain(told.code);
  expect(told.begun!.done).toBeLessThan(told.begun!.total);
  expect(told.ended).toMatchObject({ stage: 'signing', done: told.ended!.total });
  expect(told.begun!.sent).toBeGreaterThan(0);
  // What had arrived was not sent again, and once everything is there nothing is.
  const notCounted = stored() - before - told.begun!.sent - told.ended!.sent;
  expect(notCounted, 'only the manifest, which comes after the last report').toBeGreaterThan(0);
  expect(notCounted).toBeLessThan(1 << 20);
  expect(told.again).toMatchObject({ stage: 'signing', sent: 0 });
});

test('a disc that stops its worker leaves the page and the keys alone', async ({ browser }) => {
  const page = await browserOf(browser);
  const me = await ask(page, 'come_as_patient', {});
  const examine = () =>
    page.evaluate(async () => {
      const { connectIntake } = globalThis as unknown as Workers;
      await connectIntake().call('open', { files: [{ path: 'a.txt', file: new File(['a'], 'a.txt') }], documents: [] });
      return (await connectIntake().call('examine', undefined)).files.length;
    });
  expect(await examine()).toBe(1);
  const open = page.evaluate(() => {
    const { connectIntake } = globalThis as unknown as Workers;
    const worker = connectIntake();
    return new Promise<string>((resolve) => {
      const ask = () => worker.call('thumbnail', { file: 0, frame: 0 }).then(() => setTimeout(ask, 5), ({ code }: { code: string }) => resolve(code));
      void ask();
    });
  });
  const intake = page.workers().find((worker) => worker.url().includes('/intake.worker'));
  await intake!.evaluate(() => reportError(new WebAssembly.RuntimeError('unreachable')));
  expect(await open).toBe('worker-stopped');
  expect(await examine()).toBe(1);
  expect(await ask(page, 'start', undefined)).toEqual({ me });
});

for (const worker of ['intake', 'pack']) {
  test(`a disc that stops the ${worker} worker while it is sent is heard, and can be sent again`, async ({ browser }) => {
    test.setTimeout(120_000);
    const folder = join(platform.folder, `STOPS-${worker}`);
    await platform.overread('phantom', '--kind', 'large', '--slices', '60', '--out', folder);
    const page = await browserOf(browser);
    await ask(page, 'come_as_patient', {});
    const id = await ask(page, 'open_case', undefined);
    await page.setInputFiles('#disc', folder);
    const send = (paused: boolean) =>
      page.evaluate(
        async ([id, paused]) => {
          const { connectIntake, sendShipment, files } = globalThis as unknown as Workers;
          await connectIntake().call('open', { files: files(), documents: [] });
          await connectIntake().call('examine', undefined);
          const shipment = await connectIntake().call('ship', { compartment: 'images', leave_out: [] });
          if (!shipment) throw new Error('Nothing to send.');
          return sendShipment(id, shipment, { pause: paused }).then(() => 'sent', ({ code }: { code: string }) => code);
        },
        [id, paused] as const,
      );
    const first = send(true);
    const at = () => page.workers().find((one) => one.url().includes(`/${worker}.worker`));
    await expect.poll(() => at() !== undefined).toBe(true);
    await page.waitForTimeout(1000);
    await at()!.evaluate(() => reportError(new WebAssembly.RuntimeError('unreachable')));
    expect(await first).toBe('worker-stopped');
    expect(await send(false)).toBe('sent');
  });
}

test('the workers that read, pack and show what came on a disc reach no network', async () => {
  for (const worker of ['intake', 'pack', 'decode', 'pdf']) {
    const answer = await fetch(`${platform.url}/assets/${worker}.worker-none.js`);
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
  }
});

/** Bytes of all blobs on the server. */
function stored(): number {
  const all = readdirSync(join(platform.folder, 'data/blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return all.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function allImages(inventory: Inventory) {
  return inventory.patients.flatMap((patient) => patient.studies.flatMap((study) => study.series.flatMap((series) => series.instances)));
}

function firstImage(inventory: Inventory) {
  const [first] = allImages(inventory);
  if (!first) throw new Error('There is no image on the disc.');
  return first;
}

function text(page: Page, id: string, { compartment, set, file }: OriginalFile): Promise<string> {
  return page.evaluate(
    async (place) => new TextDecoder().decode(await (globalThis as unknown as Workers).connectCore().call('file', place)),
    { case: id, compartment, set, file },
  );
}
