// Numbers of 8 to 32 bits, one array after another in one run of bytes, read as views of it: what is not looked at
// costs nothing but its part of the read. They stand as the machine has them, since the file never leaves it.

/** Where an array begins (in bytes), and how many elements it has. */
export type Section = readonly [from: number, length: number];

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** What the widest elements need. */
const alignment = 4;

const aligned = (size: number): number => Math.ceil(size / alignment) * alignment;

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

export type SectionWriter = {
  readonly add: (numbers: Numbers) => Section;
  readonly size: () => number;
  readonly writeTo: (target: Uint8Array, at: number) => void;
};

export const sectionWriter = (): SectionWriter => {
  const parts: { readonly from: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;
  return {
    add: (numbers) => {
      const bytes = bytesOf(numbers);
      // Columns that change with the account number its roles alike: one array does for all of them.
      const same = parts.find(
        (part) => part.bytes.length === bytes.length && Buffer.compare(part.bytes, bytes) === 0,
      );
      if (same !== undefined) return [same.from, numbers.length];
      const from = size;
      parts.push({ from, bytes });
      size = aligned(size + bytes.length);
      return [from, numbers.length];
    },
    size: () => size,
    writeTo: (target, at) => {
      for (const { from, bytes } of parts) target.set(bytes, at + from);
    },
  };
};

type View<T extends Numbers> = {
  new (buffer: ArrayBufferLike, from: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

export type SectionReader = <T extends Numbers>(view: View<T>, section: Section | undefined) => T;

/** Errors: RangeError for an array that is not inside. `bytes` must begin at a multiple of 4 in their buffer. */
export const sectionReader =
  (bytes: Uint8Array): SectionReader =>
  (view, [from, length] = [-1, 0]) => {
    const end = from + length * view.BYTES_PER_ELEMENT;
    if (!(from >= 0 && length >= 0 && end <= bytes.length)) throw new RangeError('A part lies outside.');
    return new view(bytes.buffer, bytes.byteOffset + from, length);
  };
