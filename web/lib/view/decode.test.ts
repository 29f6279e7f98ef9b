import { expect, test } from 'vitest';
import { takeModulesFrom } from './codecs';
import { decode, type FrameFormat } from './decode';
import { moduleOf } from './modules';

takeModulesFrom(moduleOf);

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
  await expect(decode(ct, bytes(0, 0, 0))).rejects.toMatchObject({ code: 'frame-truncated' });
  await expect(decode({ ...ct, transfer_syntax: '1.2.840.10008.1.2.5' }, bytes(1, 2, 3))).rejects.toMatchObject({ code: 'frame-undecodable' });
});

test('what we cannot show is said, not guessed', async () => {
  const refused = async (format: Partial<FrameFormat>, code: string) => expect(decode({ ...ct, ...format }, bytes(0, 0, 0, 0, 0, 0, 0, 0))).rejects.toMatchObject({ code });
  await refused({ photometric: 'PALETTE COLOR' }, 'frame-palette-missing');
  await refused({ modality_lut: true }, 'frame-table-missing');
  await refused({ transfer_syntax: '1.2.840.10008.1.2.4.100' }, 'frame-codec-unknown');
  await refused({ transfer_syntax: '1.2.840.113619.5.2' }, 'frame-codec-unknown');
  await refused({ bits_allocated: 12 }, 'frame-form-unsupported');
  await refused({ samples_per_pixel: 4, photometric: 'CMYK', bits_allocated: 8 }, 'frame-form-unsupported');
  await refused({ rows: 65_535, columns: 65_535 }, 'frame-too-large');
});

test('a palette gives each value its colour, values outside the nearest', async () => {
  const palette = { first: 10, red: Uint8Array.of(1, 2), green: Uint8Array.of(3, 4), blue: Uint8Array.of(5, 6) };
  const format: FrameFormat = { ...ct, photometric: 'PALETTE COLOR', bits_allocated: 8, bits_stored: 8, high_bit: 7 };
  const { data, components } = await decode(format, bytes(0, 10, 11, 200), { palette });
  expect([components, ...data]).toEqual([3, 1, 3, 5, 1, 3, 5, 2, 4, 6, 2, 4, 6]);
});

test('a modality table takes the place of slope and intercept, a VOI table gives all its greys', async () => {
  const modality = { first: 1, bits: 16, values: Uint16Array.of(500, 600, 700) };
  const format: FrameFormat = { ...ct, modality_lut: true };
  const frame = () => bytes(0, 0, 1, 0, 2, 0, 9, 0);
  expect([...(await decode(format, frame(), { modality })).data]).toEqual([500, 500, 600, 700]);
  const voi = { first: 499, bits: 8, values: Uint16Array.from({ length: 102 }, (_, i) => i * 2) };
  const shown = await decode(format, frame(), { modality, voi });
  expect([...shown.data]).toEqual([2, 2, 202, 202]);
  expect(shown.window).toEqual({ center: 128, width: 256 });
});

test('one bit, 32 bits and floating point are read as they are', async () => {
  const one = await decode({ ...ct, bits_allocated: 1, bits_stored: 1, high_bit: 0, rescale_intercept: 0 }, bytes(0b0101));
  expect([...one.data]).toEqual([1, 0, 1, 0]);
  const wide = await decode({ ...ct, columns: 2, bits_allocated: 32, bits_stored: 32, high_bit: 31, rescale_intercept: 0 }, bytes(1, 0, 1, 0, 255, 255, 255, 255));
  expect([...wide.data]).toEqual([65_537, 4_294_967_296]);
  const float = await decode({ ...ct, columns: 2, floating: true, bits_allocated: 32, bits_stored: 32, rescale_intercept: 0 }, new Float32Array([0.5, -1.25]).buffer);
  expect([...float.data]).toEqual([0.5, -1.25]);
});

test('colours of 16 bits keep their eight highest', async () => {
  const rgb: FrameFormat = { ...ct, columns: 1, samples_per_pixel: 3, photometric: 'RGB', bits_stored: 16, high_bit: 15, rescale_intercept: 0 };
  expect([...(await decode(rgb, bytes(255, 0, 255, 1, 255, 255))).data]).toEqual([0, 1, 255]);
});

test('an RLE frame gives the same values as the plain one, by byte and by colour', async () => {
  const rle = { transfer_syntax: '1.2.840.10008.1.2.5' };
  const grey = await decode({ ...ct, ...rle, rescale_intercept: 0 }, runs([4, 4, 4, 4], [0, 1, 2, 3]));
  expect([...grey.data]).toEqual([1024, 1025, 1026, 1027]);
  const colour = await decode({ ...ct, ...rle, columns: 2, samples_per_pixel: 3, photometric: 'YBR_FULL_422', bits_allocated: 8, bits_stored: 8, high_bit: 7 }, runs([100, 200], [128, 128], [128, 128]));
  expect([...colour.data]).toEqual([100, 100, 100, 200, 200, 200]);
});

test('RLE segments that end too early, or lie outside the frame, are refused', async () => {
  const format = { ...ct, transfer_syntax: '1.2.840.10008.1.2.5' };
  for (const frame of [runs([4, 4, 4], [0, 1, 2, 3]), runs([4, 4, 4, 4]), outside(runs([4, 4, 4, 4], [0, 1, 2, 3]))]) {
    await expect(decode(format, frame)).rejects.toMatchObject({ code: 'frame-undecodable' });
  }
});

/** An RLE frame with one literal run for each segment (PS3.5 annex G). */
function runs(...segments: number[][]): ArrayBuffer {
  const starts = segments.map((_, i) => 64 + segments.slice(0, i).reduce((sum, { length }) => sum + length + 1, 0));
  const header = new Uint32Array(16);
  header.set([segments.length, ...starts]);
  return new Uint8Array([...new Uint8Array(header.buffer), ...segments.flatMap((segment) => [segment.length - 1, ...segment])]).buffer;
}

function outside(frame: ArrayBuffer): ArrayBuffer {
  new DataView(frame).setUint32(8, 1_000_000, true);
  return frame;
}
