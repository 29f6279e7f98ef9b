// Words and numbers that must never reach the server, in every form they could take, and the search for them.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first three bytes of every form, as a table; a place that begins otherwise is passed over at once. */
export class Canaries {
  #begins = new Uint8Array(1 << 24);
  #forms = new Map<number, { name: string; bytes: Buffer }[]>();

  /** A text, also without its spaces broken up: as it is, in capitals, in UTF-16, in an address. */
  text(name: string, text: string): this {
    for (const form of new Set([text, text.toUpperCase(), text.toLowerCase()])) {
      this.bytes(name, Buffer.from(form));
      this.#add(name, Buffer.from(form, 'utf16le'));
      this.#add(name, Buffer.from(encodeURIComponent(form)));
    }
    return this;
  }

  /** Bytes as they are, in Base64 and its form for addresses at every alignment, and in hexadecimal digits. */
  bytes(name: string, bytes: Buffer): this {
    this.#add(name, bytes);
    this.#add(name, Buffer.from(bytes.toString('hex')));
    this.#add(name, Buffer.from(bytes.toString('hex').toUpperCase()));
    for (const before of [0, 1, 2]) {
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replaceAll('=', '');
      // Digits that share bits with what stands before or after are not the secret's own.
      const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
      this.#add(name, Buffer.from(own));
      this.#add(name, Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_')));
    }
    return this;
  }

  /** A secret, and every eight bytes that stand in it. */
  secret(name: string, bytes: Buffer): this {
    for (let at = 0; at + 8 <= bytes.length; at++) this.bytes(name, bytes.subarray(at, at + 8));
    return this;
  }

  /** The secret of a link, which stands behind the `#`. */
  link(name: string, link: string): this {
    const secret = link.split('#')[1]?.split('.')[2] ?? '';
    return this.text(name, secret).secret(name, Buffer.from(secret, 'base64url'));
  }

  /** Who and what the files of a disc name, and runs of their pixels. */
  disc(folder: string): this {
    const tags = ['PatientName', 'PatientID', 'PatientBirthDate', 'AccessionNumber', 'StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'];
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const images = files.filter((file) => readFileSync(file).subarray(128, 132).toString() === 'DICM' && !file.endsWith('DICOMDIR'));
    const dump = execFileSync('dcmdump', ['-q', '-Un', '+L', ...tags.flatMap((tag) => ['+P', tag]), ...images], { encoding: 'latin1', maxBuffer: 1 << 26 });
    for (const [, value, tag] of dump.matchAll(/\[([^\]]*)\]\s+#.*?(\w+)$/gm)) if (value && value.length >= 6) this.text(`${tag} of the disc`, value);
    for (const file of images) {
      const bytes = readFileSync(file);
      for (const part of [0.5, 0.6, 0.7, 0.8]) {
        const run = bytes.subarray(Math.floor(bytes.length * part), Math.floor(bytes.length * part) + 64);
        if (new Set(run).size >= 24) this.#add('pixels of the disc', run);
      }
    }
    return this;
  }

  get count(): number {
    return [...this.#forms.values()].reduce((sum, forms) => sum + forms.length, 0);
  }

  /** The names of the canaries that stand in these bytes. */
  in(bytes: Buffer): string[] {
    const found = new Set<string>();
    for (let at = 0; at + 3 <= bytes.length; at++) {
      const begin = begins(bytes, at);
      if (!this.#begins[begin]) continue;
      for (const form of this.#forms.get(begin) ?? []) {
        if (bytes.subarray(at, at + form.bytes.length).equals(form.bytes)) found.add(form.name);
      }
    }
    return [...found];
  }

  #add(name: string, bytes: Buffer): void {
    // Shorter ones stand in any ciphertext by chance.
    if (bytes.length < 6) throw new Error(`“${name}” is too short to be searched for.`);
    const begin = begins(bytes, 0);
    this.#begins[begin] = 1;
    this.#forms.set(begin, [...(this.#forms.get(begin) ?? []), { name, bytes }]);
  }
}

function begins(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}
