/**
 * The two CRC-16 of this field, both reflected: X-25 (polynomial 0x1021; HDLC's FCS and HCS, ISO/IEC 13239 annex A)
 * and ARC (polynomial 0x8005; P1, DSMR companion standard clause 5.2.1).
 *
 * Eight tables let the loop take eight octets a turn ("slicing by 8"): table k holds the effect of an octet that
 * k more octets follow.
 */
type Tables = Uint16Array;

/** Table k stands at 256 k. */
function createTables(reflectedPolynomial: number): Tables {
  const tables = new Uint16Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
    tables[n] = crc;
  }
  for (let i = 256; i < tables.length; i++) {
    const crc = tables[i - 256] as number;
    tables[i] = (crc >>> 8) ^ (tables[crc & 0xff] as number);
  }
  return tables;
}

function update(tables: Tables, start: number, octets: Uint8Array, from: number, to: number): number {
  let crc = start;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    // Six octets do not wait for the register; the two that do come last.
    const behind =
      (tables[0x500 + (octets[i + 2] as number)] as number) ^
      (tables[0x400 + (octets[i + 3] as number)] as number) ^
      (tables[0x300 + (octets[i + 4] as number)] as number) ^
      (tables[0x200 + (octets[i + 5] as number)] as number) ^
      (tables[0x100 + (octets[i + 6] as number)] as number) ^
      (tables[octets[i + 7] as number] as number);
    const first = (crc & 0xff) ^ (octets[i] as number);
    const second = (crc >>> 8) ^ (octets[i + 1] as number);
    crc = behind ^ ((tables[0x700 + first] as number) ^ (tables[0x600 + second] as number));
  }
  for (; i < to; i++) crc = (crc >>> 8) ^ (tables[(crc ^ (octets[i] as number)) & 0xff] as number);
  return crc;
}

const x25Polynomial = 0x8408;
const arcPolynomial = 0xa001;
const x25Tables = createTables(x25Polynomial);
const arcTables = createTables(arcPolynomial);

/** CRC-16/X-25 of `octets[from..to)`; on the wire its low octet comes first. */
export function crc16X25(octets: Uint8Array, from = 0, to: number = octets.length): number {
  return update(x25Tables, 0xffff, octets, from, to) ^ 0xffff;
}

/**
 * The register of X-25, without its inversions, goes on over the octets at `from` of a view. As many as `target` has room for
 * are taken, and copied to it on the way: they are loaded for the sum anyway.
 */
export function crc16X25Copying(register: number, source: DataView, from: number, target: DataView): number {
  // As a number of 24 bits it can be added to without a look at overflows.
  const at = from & 0xffffff;
  const count = target.byteLength;
  const tables = x25Tables;
  let crc = register;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const front = source.getInt32(at + i, true);
    const behind = source.getInt32(at + i + 4, true);
    target.setInt32(i, front, true);
    target.setInt32(i + 4, behind, true);
    const summed = front ^ crc;
    crc =
      (tables[0x500 + ((front >>> 16) & 0xff)] as number) ^
      (tables[0x400 + (front >>> 24)] as number) ^
      (tables[0x300 + (behind & 0xff)] as number) ^
      (tables[0x200 + ((behind >>> 8) & 0xff)] as number) ^
      (tables[0x100 + ((behind >>> 16) & 0xff)] as number) ^
      (tables[behind >>> 24] as number) ^
      (tables[0x700 + (summed & 0xff)] as number) ^
      (tables[0x600 + ((summed >>> 8) & 0xff)] as number);
  }
  for (; i < count; i++) {
    const octet = source.getUint8(at + i);
    target.setUint8(i, octet);
    crc = (crc >>> 8) ^ (tables[(crc ^ octet) & 0xff] as number);
  }
  return crc;
}

/** CRC-16/ARC of `octets[from..to)`; P1 writes it as four hexadecimal digits. */
export function crc16Arc(octets: Uint8Array, from = 0, to: number = octets.length): number {
  return update(arcTables, 0, octets, from, to);
}

/** CRC-16/ARC goes on from `crc` over `count` octets of 0, in a time that hardly grows with their number. */
export function crc16ArcOfZeros(crc: number, count: number): number {
  return count === 1 ? step(arcTables, crc) : ofZeros(crc, count, arcPolynomial);
}

/** The register of X-25 without its inversions goes on in the same way. */
export function crc16X25OfZeros(register: number, count: number): number {
  return count === 1 ? step(x25Tables, register) : ofZeros(register, count, x25Polynomial);
}

function step(tables: Tables, crc: number): number {
  return (crc >>> 8) ^ (tables[crc & 0xff] as number);
}

function ofZeros(crc: number, count: number, polynomial: number): number {
  let shifted = crc;
  // An octet of 0 multiplies the register, taken as a polynomial, by x^8; squares of that give any power.
  let power = 0x0080;
  for (let left = count; left > 0; left >>>= 1) {
    if (left & 1) shifted = multiply(shifted, power, polynomial);
    power = multiply(power, power, polynomial);
  }
  return shifted;
}

/** Product of two polynomials, their highest bit the constant term, modulo a third one. */
function multiply(a: number, b: number, polynomial: number): number {
  let product = 0;
  let factor = b;
  for (let bit = 0x8000; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product;
}

/** CRC-16/KERMIT: X-25 without its initial value and final inversion. Some SML meters use it in X-25's place. */
export function crc16Kermit(octets: Uint8Array, from = 0, to: number = octets.length): number {
  return update(x25Tables, 0, octets, from, to);
}
