import { describe, expect, it } from 'vitest';
import { ahead } from './ahead';
import type { FrameSource, Instance, Series } from './study';

function series(...frames: number[]): Series {
  return { uid: '1.2', modality: 'CT', instances: frames.map((number_of_frames, file) => ({ file: file + 10, number_of_frames }) as Instance) };
}

function source(asked: string[]): FrameSource {
  return {
    frame: async (file, frame) => {
      asked.push(`${file}/${frame}`);
      return new TextEncoder().encode(`${file}/${frame}`).buffer as ArrayBuffer;
    },
    preview: async () => null,
    table: async () => new ArrayBuffer(0),
  };
}

const text = async (bytes: Promise<ArrayBuffer>) => new TextDecoder().decode(await bytes);

describe('the first image, asked for before there is a viewer', () => {
  it('is the one in the middle, and is fetched once for the viewer', async () => {
    const asked: string[] = [];
    const frames = ahead(source(asked), series(1, 1, 1));
    expect(asked).toEqual(['11/0']);
    expect(await text(frames.frame(11, 0))).toBe('11/0');
    expect(asked, 'nothing was asked twice').toEqual(['11/0']);
  });

  it('is asked for again by a second viewer, because bytes are given away', async () => {
    const asked: string[] = [];
    const frames = ahead(source(asked), series(1, 4));
    await frames.frame(11, 1);
    expect(await text(frames.frame(11, 1))).toBe('11/1');
    expect(asked).toEqual(['11/1', '11/1']);
  });

  it('is never given for another image', async () => {
    const frames = ahead(source([]), series(1, 1, 1));
    expect(await text(frames.frame(10, 0))).toBe('10/0');
    expect(await text(frames.frame(11, 1))).toBe('11/1');
  });

  it('tells whoever takes it what went wrong', async () => {
    const broken = { ...source([]), frame: () => Promise.reject(new Error('no line')) };
    await expect(ahead(broken, series(1)).frame(10, 0)).rejects.toThrow('no line');
  });

  it('is nothing where there are no images', () => {
    const asked: string[] = [];
    ahead(source(asked), undefined);
    ahead(source(asked), series());
    expect(asked).toEqual([]);
  });
});
