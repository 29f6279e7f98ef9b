import { expect, test } from 'vitest';
import { gather, type DirectoryEntry, type Entry, type FileEntry } from './files';

/** A folder that hands out its entries in portions of 100, as browsers do. */
function folder(fullPath: string, children: Entry[]): DirectoryEntry {
  return {
    isFile: false,
    isDirectory: true,
    fullPath,
    createReader: () => {
      let at = 0;
      return { readEntries: (done) => done(children.slice(at, (at += 100))) };
    },
  };
}

function file(fullPath: string): FileEntry {
  return { isFile: true, isDirectory: false, fullPath, file: (done) => done(new File(['x'], fullPath.split('/').at(-1) ?? '')) };
}

function broken(fullPath: string): FileEntry {
  return { ...file(fullPath), file: (_, failed) => failed(new DOMException('scratched', 'NotReadableError')) };
}

test('a folder of 350 images in two levels loses none of them', async () => {
  const images = Array.from({ length: 350 }, (_, i) => file(`/DISC/DICOM/IM${String(i).padStart(4, '0')}`));
  const found: number[] = [];
  const gathered = await gather([folder('/DISC', [file('/DISC/DICOMDIR'), folder('/DISC/DICOM', images)])], (n) => found.push(n));
  expect(gathered.files).toHaveLength(351);
  expect(gathered.files[0]?.path).toBe('DISC/DICOM/IM0000');
  expect(gathered.files.at(-1)?.path).toBe('DISC/DICOMDIR');
  expect(found.at(-1)).toBe(351);
});

test('a scratched file is named and the rest still arrives', async () => {
  const gathered = await gather([folder('/DISC', [file('/DISC/A'), broken('/DISC/B'), file('/DISC/C')])]);
  expect(gathered.files.map(({ path }) => path)).toEqual(['DISC/A', 'DISC/C']);
  expect(gathered.unreadable).toEqual([{ path: 'DISC/B', reason: 'NotReadableError' }]);
});
