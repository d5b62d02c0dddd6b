import { type RegisterRow, registerRows } from "./sdm630-table.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a Modbus server says instead of an answer (MODBUS Application Protocol V1.1b3, clause 7). */
const ModbusException = {
  IllegalFunction: 0x01,
  IllegalAddress: 0x02,
  IllegalValue: 0x03,
  /** The meter behind this gateway does not answer. */
  TargetSilent: 0x0b,
} as const;
type ModbusException = (typeof ModbusException)[keyof typeof ModbusException];

/** MBAP header: transaction, protocol (0), length of what follows, unit. */
const headerOctets = 7;
const largestPdu = 253;
const readInputRegisters = 0x04;
const requestOctets = 5;
/** Registers of one answer: 125 would fit, and pairs are two. */
const maxRegisters = 124;

const rowsByAddress: ReadonlyMap<number, RegisterRow> = new Map(registerRows.map((row) => [row.address, row]));
const endOfTable = Math.max(...rowsByAddress.keys()) + 2;

/** One request off the stream; `octets` is how many of the stream it took. */
export interface ModbusRequest {
  readonly adu: Uint8Array;
  readonly octets: number;
}

/** The first whole request of what has arrived; undefined while more must come; "broken" where it is no Modbus TCP. */
export function takeRequest(stream: Uint8Array): ModbusRequest | "broken" | undefined {
  if (stream.length < headerOctets) return undefined;
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const [protocol, length] = [view.getUint16(2), view.getUint16(4)];
  // Unit and function code at least; a PDU and its unit at most.
  if (protocol !== 0 || length < 2 || length > largestPdu + 1) return "broken";
  const octets = headerOctets - 1 + length;
  return stream.length < octets ? undefined : { adu: stream.subarray(0, octets), octets };
}

/** The answer to one request: registers of the snapshot, or why not. Without a snapshot the meter is silent. */
export function answerRequest(request: Uint8Array, snapshot: Snapshot | undefined): Uint8Array {
  const pdu = request.subarray(headerOctets);
  const code = pdu[0] ?? 0;
  const answer = pduFor(pdu, snapshot);
  const body = typeof answer === "number" ? Uint8Array.of(code | 0x80, answer) : answer;
  const adu = new Uint8Array(headerOctets + body.length);
  adu.set(request.subarray(0, headerOctets));
  new DataView(adu.buffer).setUint16(4, body.length + 1);
  adu.set(body, headerOctets);
  return adu;
}

function pduFor(pdu: Uint8Array, snapshot: Snapshot | undefined): Uint8Array | ModbusException {
  if (pdu[0] !== readInputRegisters) return ModbusException.IllegalFunction;
  if (pdu.length !== requestOctets) return ModbusException.IllegalValue;
  const view = new DataView(pdu.buffer, pdu.byteOffset, pdu.byteLength);
  const [start, count] = [view.getUint16(1), view.getUint16(3)];
  if (count === 0 || count % 2 !== 0 || count > maxRegisters) return ModbusException.IllegalValue;
  // Half a number at either end would be a wrong one.
  if (start % 2 !== 0 || start + count > endOfTable) return ModbusException.IllegalAddress;
  if (snapshot === undefined) return ModbusException.TargetSilent;
  return registersOf(start, count, snapshot);
}

function registersOf(start: number, count: number, snapshot: Snapshot): Uint8Array | ModbusException {
  const body = new Uint8Array(2 + 2 * count);
  body.set([readInputRegisters, 2 * count]);
  const view = new DataView(body.buffer);
  for (let address = start; address < start + count; address += 2) {
    const row = rowsByAddress.get(address);
    const value = row?.value(snapshot);
    if (value === undefined && row?.guards === true) return ModbusException.IllegalAddress;
    view.setFloat32(2 + 2 * (address - start), value ?? Number.NaN);
  }
  return body;
}
