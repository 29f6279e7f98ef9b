import { expect, test } from 'vitest';
import type { JudgedCheck } from '../../../lib/core/acts';
import { onePerKind } from './judged';

const check = (code: string, judgement: JudgedCheck['judgement'], because?: string): JudgedCheck => ({ code, judgement, ...(because ? { because } : {}) });

test('a patient reads each point about the images once, what limits the reading first', () => {
  const said = [check('lossy', 'overruled', 'Hardly visible.'), check('missing_slices', 'confirmed'), check('missing_slices', 'confirmed'), check('lossy', 'overruled', 'Another reason.')];
  expect(onePerKind(said)).toEqual([check('missing_slices', 'confirmed'), check('lossy', 'overruled', 'Hardly visible.'), check('lossy', 'overruled', 'Another reason.')]);
});
