import { expect, test } from 'vitest';
import { decode, type FrameFormat } from './decode';

const ct: FrameFormat = {
  transfer_syntax: '1.2.840.10008.1.2.1',
  rows: 1,
  columns: 4,
  samples_per_pixel: 1,
  photometric: 'MONOCHROME2',
  bits_allocated: 16,
  bits_stored: 12,
  high_bit: 11,
  pixel_representation: 0,
  rescale_slope: 1,
  rescale_intercept: -1024,
};
const bigEndian = '1.2.840.10008.1.2.2';

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

test('a CT slice becomes Hounsfield units, in little and in big endian', async () => {
  const little = await decode(ct, bytes(0, 0, 0, 4, 1, 4, 255, 15));
  expect([...little.data]).toEqual([-1024, 0, 1, 3071]);
  expect(little).toMatchObject({ min: -1024, max: 3071, components: 1 });
  const big = await decode({ ...ct, transfer_syntax: bigEndian }, bytes(0, 0, 4, 0, 4, 1, 15, 255));
  expect([...big.data]).toEqual([...little.data]);
});

test('what old devices keep above the stored bits is not image', async () => {
  const { data } = await decode(ct, bytes(0, 0x10, 0, 0xf4, 0, 4, 0, 4));
  expect([...data]).toEqual([-1024, 0, 0, 0]);
});

test('signed values keep their sign even if only 12 bits are stored', async () => {
  const { data } = await decode({ ...ct, pixel_representation: 1, rescale_intercept: 0 }, bytes(0xff, 0x0f, 0x00, 0x08, 1, 0, 0xff, 0x07));
  expect([...data]).toEqual([-1, -2048, 1, 2047]);
});

test('a broken slope is kept exactly, as floating point', async () => {
  const { data } = await decode({ ...ct, rescale_slope: 0.5, rescale_intercept: 0 }, bytes(1, 0, 2, 0, 3, 0, 4, 0));
  expect(data).toBeInstanceOf(Float32Array);
  expect([...data]).toEqual([0.5, 1, 1.5, 2]);
});

test('colour is the same whether it lies pixel by pixel or plane by plane', async () => {
  const rgb: FrameFormat = { ...ct, samples_per_pixel: 3, photometric: 'RGB', bits_allocated: 8, bits_stored: 8, high_bit: 7, columns: 2, rescale_intercept: 0 };
  const byPixel = await decode(rgb, bytes(1, 2, 3, 4, 5, 6));
  const byPlane = await decode({ ...rgb, planar_configuration: 1 }, bytes(1, 4, 2, 5, 3, 6));
  expect([...byPixel.data]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...byPlane.data]).toEqual([...byPixel.data]);
  const ybr = await decode({ ...rgb, photometric: 'YBR_FULL_422' }, bytes(100, 200, 128, 128));
  expect([...ybr.data]).toEqual([100, 100, 100, 200, 200, 200]);
});

test('a frame that is too short is refused, not filled up', async () => {
  await expect(decode(ct, bytes(0, 0, 0))).rejects.toMatchObject({ code: 'frame-undecodable' });
  await expect(decode({ ...ct, transfer_syntax: '1.2.840.10008.1.2.5' }, bytes(1, 2, 3))).rejects.toMatchObject({ code: 'frame-undecodable' });
});

test('what we cannot show is said, not guessed', async () => {
  await expect(decode({ ...ct, photometric: 'PALETTE COLOR' }, bytes(0))).rejects.toMatchObject({ code: 'frame-unsupported' });
  await expect(decode({ ...ct, transfer_syntax: '1.2.840.10008.1.2.4.100' }, bytes(0))).rejects.toMatchObject({ code: 'frame-unsupported' });
});
