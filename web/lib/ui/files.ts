// Every file of what a person chose or dropped, with its path on the disc. Browsers give a dropped folder in portions of at
// most 100 entries and only as long as they are asked; a file that cannot be read is named, never passed over.

/** A file as it lay on the disc. `path` uses `/` and begins with the folder that was chosen. */
export interface DiscFile {
  path: string;
  file: File;
}

/** What was gathered, and what the browser could not open. */
export interface Gathered {
  files: DiscFile[];
  unreadable: { path: string; reason: string }[];
}

/** The parts of the File and Directory Entries API that are needed. */
export interface Entry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly fullPath: string;
}
export interface FileEntry extends Entry {
  file(done: (file: File) => void, failed: (cause: DOMException) => void): void;
}
export interface DirectoryEntry extends Entry {
  createReader(): { readEntries(done: (entries: Entry[]) => void, failed: (cause: DOMException) => void): void };
}

/** The entries of a drop. They must be taken while the drop event runs: afterwards the list is empty. */
export function dropped(transfer: DataTransfer): Entry[] {
  return [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null) as Entry[];
}

/** Walks the dropped entries to the last file. `onFound` hears how many were found so far. */
export async function gather(entries: Entry[], onFound: (files: number) => void = () => {}): Promise<Gathered> {
  const gathered: Gathered = { files: [], unreadable: [] };
  const waiting = [...entries];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    const path = entry.fullPath.replace(/^\//, '');
    try {
      if (entry.isDirectory) waiting.push(...(await list(entry as DirectoryEntry)));
      else gathered.files.push({ path, file: await open(entry as FileEntry) });
    } catch (cause) {
      gathered.unreadable.push({ path, reason: cause instanceof Error ? cause.name : String(cause) });
    }
    onFound(gathered.files.length);
  }
  gathered.files.sort(byPath);
  return gathered;
}

/** The files of a picker; a folder picker gives their paths, a file picker their names. */
export function picked(list: FileList): Gathered {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return { files: files.sort(byPath), unreadable: [] };
}

/** A reader gives the next portion at each call and an empty one at the end. */
async function list(folder: DirectoryEntry): Promise<Entry[]> {
  const reader = folder.createReader();
  const all: Entry[] = [];
  for (;;) {
    const portion = await new Promise<Entry[]>((done, failed) => reader.readEntries(done, failed));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

function open(entry: FileEntry): Promise<File> {
  return new Promise((done, failed) => entry.file(done, failed));
}

function byPath(one: DiscFile, other: DiscFile): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
