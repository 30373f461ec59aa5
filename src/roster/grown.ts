/** The numbers of an array in a longer one, which is answered. */
export function grown<Numbers extends Uint32Array | Int32Array | Float64Array | Uint16Array | Uint8Array>(
  array: Numbers,
  longer: Numbers,
): Numbers {
  longer.set(array)
  return longer
}
