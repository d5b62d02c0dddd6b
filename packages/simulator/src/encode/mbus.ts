import { concatOctets } from "../octets.ts";

/** Octets of user data that the length octet can count; meters end their telegrams at 250 (EN 13757-2, clause 5.4). */
const longestUserData = 255;
const usualUserData = 250;

/** Marks the last telegram of a message in its CI field; the low bits number the telegrams from 0. */
const lastTelegram = 0x10;

export interface MbusFields {
  /** Control field: 0x53 or 0x73, a message sent by the meter. */
  readonly control: number;
  /** Address field: 0xff, to all, or the primary address. */
  readonly address: number;
  /** Octets between CI and data: STSAP and DTSAP (EN 13757-1), 01 67 on Austrian meters; none on some others. */
  readonly transport: Uint8Array | readonly number[];
  /** Octets of data in each telegram; as many as meters send where absent. */
  readonly dataOctets?: number;
}

/**
 * One M-Bus long frame (EN 13757-2, format class FT 1.2).
 *
 * | Octets | Field                                                       |
 * | -----: | ----------------------------------------------------------- |
 * |      4 | 0x68, length twice, 0x68                                    |
 * |  1 + 1 | C and A                                                     |
 * |      1 | CI: number of the telegram, 0x10 added in the last one      |
 * |      n | transport header and data                                   |
 * |      1 | checksum: the sum of all from C on, low octet               |
 * |      1 | stop, 0x16                                                  |
 */
export function encodeMbusFrame(data: Uint8Array, controlInformation: number, fields: MbusFields): Uint8Array {
  const userData = concatOctets([fields.control, fields.address, controlInformation], fields.transport, data);
  const { length } = userData;
  if (length > longestUserData) throw new RangeError(`an M-Bus frame carries ${longestUserData} octets, not ${length}`);
  let sum = 0;
  for (const octet of userData) sum = (sum + octet) & 0xff;
  return concatOctets([0x68, length, length, 0x68], userData, [sum, 0x16]);
}

/** A message as M-Bus telegrams, one or several. */
export function encodeMbusTelegrams(message: Uint8Array, fields: MbusFields): Uint8Array[] {
  const room = fields.dataOctets ?? usualUserData - 3 - fields.transport.length;
  const count = Math.max(1, Math.ceil(message.length / room));
  if (count > 16) throw new RangeError(`a message of ${message.length} octets needs more than 16 telegrams`);
  return Array.from({ length: count }, (_, i) => {
    const controlInformation = i | (i === count - 1 ? lastTelegram : 0);
    return encodeMbusFrame(message.subarray(i * room, (i + 1) * room), controlInformation, fields);
  });
}
