/**
 * Bounds on everything a peer can make large. Each is far above what any known meter sends and far below what
 * would hurt the smallest machine this runs on.
 */
export const limits = {
  /** Octets of an HDLC frame between its flags: the length field has 11 bits (IEC 62056-46, frame format type 3). */
  hdlcFrame: 2047,
  /** Octets of a DLMS wrapper's payload. The field allows 65535; pushes stay below 2 KB. */
  wrapperPayload: 4096,
  /** Octets of an M-Bus frame whose length octets are 0: such a frame ends with the line's pause. */
  mbusUnbounded: 1024,
  /** Octets of a P1 telegram from `/` to its end; DSMR 5 allows 1024 in practice, e-MUCS with histories about 2600. */
  p1Telegram: 16384,
  /** Octets of an SML telegram; lists with all attributes stay below 2 KB. */
  smlTelegram: 8192,
  /** Octets of a P1 telegram's first line. */
  p1Header: 128,
  /** Octets of a reassembled APDU. */
  apdu: 16384,
  /** Segments or blocks of one APDU. */
  segments: 256,
  /** Milliseconds between two segments of one APDU. */
  segmentGap: 10_000,
  /** Nesting of A-XDR structures, arrays and compact arrays. */
  depth: 16,
  /** A-XDR values of one APDU. */
  elements: 4096,
  /** Octets of a file that `decode` and `explain` read. */
  file: 67_108_864,
} as const;
