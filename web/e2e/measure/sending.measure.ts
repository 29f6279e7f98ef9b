// How long a patient waits from "Seal and send" until everything has arrived, at the speeds of home uplinks, beside Orthanc taking
// the same files as they are over a line of the same speed.

import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { House } from '../story/house';
import * as patient from '../story/patient';
import { anna, inDays } from '../story/patient';
import { Person } from '../story/person';
import { Line } from './line';

const slices = process.env['OVERREAD_SLICES'] ?? '1000';
const speeds = (process.env['OVERREAD_MBITS'] ?? '20,40').split(',').map(Number);
const run = promisify(execFile);

for (const mbits of speeds) {
  test(`sending at ${mbits} Mbit/s`, async ({ browser }) => {
    let line!: Line;
    const house = await House.open({ keepsBodies: false, through: async (port) => (line = await Line.to(port)).port });
    try {
      const disc = await house.disc('DISC', '--kind', 'large', '--slices', slices);
      const person = await Person.arrive(browser, 'sending', 'patient');
      await patient.comeIn(person, house.links.patient);
      await patient.answerSigns(person);
      await patient.answerQuestions(person, anna, inDays(20));
      await patient.bringImages(person, disc, anna);
      await person.press('Check and send');
      await patient.checkDisc(person);
      await patient.next(person);
      await person.reads('Please check your answers');
      line.mbits = mbits;
      const before = line.up.bytes;
      const start = performance.now();
      await person.press('Seal and send');
      await patient.arrives(person);
      const seconds = (performance.now() - start) / 1000;
      const sent = line.up.bytes - before;
      const first = Math.min(...house.passed.filter(({ method, path, begun }) => method === 'PUT' && path.includes('/objects/') && begun > start).map(({ begun }) => begun));
      say({
        mbits,
        raw: weigh(disc),
        sent,
        seconds,
        'first object leaves after': (first - start) / 1000,
        'after the first second, times bytes/link': (seconds - 1) / ((sent * 8) / (mbits * 1e6)),
        'files as they are at the speed of the line': (weigh(disc) * 8) / (mbits * 1e6),
      });
      await person.leave();
      if (process.env['OVERREAD_PEERS'] !== 'none') await orthanc(house.folder, disc, mbits);
    } finally {
      line.close();
      await house.close();
    }
  });
}

for (const mbits of speeds) {
  test(`sending from the terminal at ${mbits} Mbit/s`, async () => {
    let line!: Line;
    const house = await House.open({ keepsBodies: false, through: async (port) => (line = await Line.to(port)).port });
    try {
      const disc = await house.disc('DISC', '--kind', 'large', '--slices', slices);
      const patient = house.as('patient');
      await patient('join', house.links.patient);
      line.mbits = mbits;
      const before = line.up.bytes;
      const start = performance.now();
      await patient('case', 'open', '--images', disc, '--question', anna.question, '--consent');
      const seconds = (performance.now() - start) / 1000;
      const sent = line.up.bytes - before;
      say({ mbits, from: 'terminal', raw: weigh(disc), sent, seconds, 'after the first second, times bytes/link': (seconds - 1) / ((sent * 8) / (mbits * 1e6)) });
    } finally {
      line.close();
      await house.close();
    }
  });
}

/** Orthanc with an empty store, by REST and by C-STORE. */
async function orthanc(folder: string, disc: string, mbits: number): Promise<void> {
  const [http, dicom] = [18_042, 14_242];
  const store = join(folder, 'orthanc');
  mkdirSync(store);
  const settings = join(store, 'settings.json');
  writeFileSync(settings, JSON.stringify({ StorageDirectory: store, IndexDirectory: store, HttpPort: http, DicomPort: dicom, RemoteAccessAllowed: true, AuthenticationEnabled: false, DicomAlwaysAllowStore: true, OverwriteInstances: true }));
  const server = spawn('Orthanc', [settings], { stdio: 'ignore' });
  const files = imagesIn(disc);
  try {
    const [rest, cstore] = [await Line.to(http), await Line.to(dicom)];
    for (let tries = 0; tries < 100 && !(await fetch(`http://127.0.0.1:${http}/system`).then(({ ok }) => ok, () => false)); tries++) await new Promise((resolve) => setTimeout(resolve, 200));
    rest.mbits = cstore.mbits = mbits;
    let start = performance.now();
    for (const file of files) {
      const answer = await fetch(`http://127.0.0.1:${rest.port}/instances`, { method: 'POST', body: readFileSync(file) });
      if (!answer.ok) throw new Error(`Orthanc refused ${file}: ${answer.status}`);
      await answer.arrayBuffer();
    }
    say({ mbits, peer: 'Orthanc, REST', files: files.length, seconds: (performance.now() - start) / 1000 });
    start = performance.now();
    await run('storescu', ['+sd', '+r', '127.0.0.1', String(cstore.port), disc, '+sp', 'IM*'], { maxBuffer: 1 << 24 });
    say({ mbits, peer: 'Orthanc, storescu', files: files.length, seconds: (performance.now() - start) / 1000 });
    rest.close();
    cstore.close();
  } finally {
    server.kill();
  }
}

function imagesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return all.map((entry) => join(entry.parentPath, entry.name)).filter((path) => statSync(path).size > 132 && readFileSync(path).subarray(128, 132).toString() === 'DICM' && !path.endsWith('DICOMDIR'));
}

function weigh(folder: string): number {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return all.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function say(figures: object): void {
  console.log(JSON.stringify(figures));
}
