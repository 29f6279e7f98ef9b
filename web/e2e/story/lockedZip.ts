// A ZIP that a hospital has locked with a password, in the traditional way (APPNOTE.TXT section 6.1), members stored.

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const table = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const step = (crc: number, byte: number) => ((crc >>> 8) ^ table[(crc ^ byte) & 0xff]!) >>> 0;
const crc32 = (bytes: Uint8Array) => (bytes.reduce(step, 0xffffffff) ^ 0xffffffff) >>> 0;

/** Packs a folder, each file encrypted. */
export function lockedZip(folder: string, zip: string, password: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(relative(folder, file).split(sep).join('/'));
    const content = readFileSync(file);
    const crc = crc32(content);
    const packed = encrypted(content, crc, password);
    const head = header(crc, packed.length, content.length, name.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, name, packed]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), head, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = numbers([2, 0], [2, 0], [2, files.length], [2, files.length], [4, listed.length], [4, at], [2, 0]);
  writeFileSync(zip, Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06'), end]));
}

/** What the local header and the directory have in common: encrypted, stored. */
function header(crc: number, packed: number, size: number, name: number): Buffer {
  return numbers([2, 20], [2, 1], [2, 0], [2, 0], [2, 0x21], [4, crc], [4, packed], [4, size], [2, name], [2, 0]);
}

function numbers(...all: [2 | 4, number][]): Buffer {
  return Buffer.concat(all.map(([bytes, value]) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  }));
}

function encrypted(content: Uint8Array, crc: number, password: string): Buffer {
  let [one, two, three] = [0x12345678, 0x23456789, 0x34567890];
  const update = (byte: number) => {
    one = step(one, byte);
    two = (Math.imul((two + (one & 0xff)) >>> 0, 134775813) + 1) >>> 0;
    three = step(three, two >>> 24);
  };
  for (const byte of Buffer.from(password)) update(byte);
  const lead = randomBytes(12);
  lead[11] = crc >>> 24;
  return Buffer.concat([lead, content]).map((byte) => {
    const mask = (three & 0xffff) | 2;
    const covered = byte ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 0xff);
    update(byte);
    return covered;
  }) as Buffer;
}
