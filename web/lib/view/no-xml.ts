// Stands where vtk.js would load an XML library. Overread never reads XML, so a call is a fault of ours and says so.
export function create(): never {
  throw new Error('Overread reads no XML.');
}
