import type { DateTimeForm } from "../encode/data-notification.ts";
import type { CipheringFields } from "../encode/general-glo-ciphering.ts";
import type { HdlcFrameFields } from "../encode/hdlc.ts";
import type { MbusFields } from "../encode/mbus.ts";
import type { P1TelegramFields } from "../encode/p1-telegram.ts";
import type { SmlCrc } from "../encode/sml-crc.ts";
import type { ListColumn, ListText } from "../lists/list-column.ts";
import type { P1ChannelForm } from "../lists/p1-channels.ts";
import type { P1Line, P1Values } from "../lists/p1-line.ts";
import type { PushListForm, PushListOptions } from "../lists/push-list.ts";
import type { FrameKind } from "./rhythm.ts";
import type { SmlColumn } from "./sml-speaker.ts";

/** How a kind of meter speaks: data, which one of three speakers follows. */
export type Speech = PushSpeech | P1Speech | SmlSpeech;

/** How an APDU is put on the line. */
export type LinkForm =
  | {
      readonly link: "hdlc";
      readonly header: Omit<HdlcFrameFields, "segmented">;
      /** Octets of information in a segment; absent: one frame holds it all. */
      readonly segmentOctets?: number;
      /** Octets of data in a block of general block transfer; absent: it is not used. */
      readonly blockOctets?: number;
    }
  | { readonly link: "mbus"; readonly fields: MbusFields };

/** What makers' clocks differ in. */
export interface ClockForm {
  /** Minutes to UTC: not said, said as 0 though local time is shown, or said. */
  readonly deviation: "none" | "zero" | "true";
  /** `season`: the status says daylight saving; else this octet in summer and winter. Absent: not specified. */
  readonly status?: "season" | 0;
  /** Sunday is 0 where it should be 7. */
  readonly sundayIsZero?: true;
  /** Standard time in summer as well. */
  readonly standardAllYear?: true;
}

/** How the meter ciphers; its keys and its system title stand in its description. */
export type CipheringForm = Pick<CipheringFields, "securityControl" | "lengthForm" | "applicationTag">;

/** One push list. */
export interface PushListSpeech extends PushListOptions {
  readonly form: PushListForm;
  readonly columns: readonly ListColumn[];
}

/** DLMS push: data-notifications with lists of A-XDR. */
export interface PushSpeech {
  readonly kind: "push";
  readonly link: LinkForm;
  /** long-invoke-id-and-priority. */
  readonly invokeId: number;
  /** Absent: the data-notification says no date-time. */
  readonly dateTime?: DateTimeForm;
  readonly clock: ClockForm;
  readonly texts?: Readonly<Partial<Record<Exclude<ListText, "meterId">, string>>>;
  readonly ciphering?: CipheringForm;
  readonly lists: Readonly<Partial<Record<FrameKind, PushListSpeech>>>;
}

/** A sub-meter of a P1 telegram. */
export interface ChannelSpeech {
  readonly channel: number;
  /** A gas meter that burns; or a place where no meter is yet. */
  readonly meter: "gas" | "not-set";
  /** M-Bus device type. */
  readonly type: number;
  readonly id: string;
  readonly valve?: number;
}

/** P1 telegrams. */
export interface P1Speech extends Pick<P1TelegramFields, "checksum" | "lineEnd"> {
  readonly kind: "p1";
  readonly ident: string;
  readonly layout: readonly P1Line[];
  /** `season`: YYMMDDhhmmss with S or W; `plain`: a date with hyphens left out, a time with colons, and no season. */
  readonly clock: "season" | "plain";
  /** What the telegram says that never changes. */
  readonly constants?: Partial<P1Values>;
  readonly channels?: readonly ChannelSpeech[];
  readonly channelForm?: P1ChannelForm;
  readonly ciphering?: CipheringForm & {
    /** Around the whole telegram, or around its data lines behind the first line. */
    readonly around: "telegram" | "lines";
  };
}

/** SML telegrams. */
export interface SmlSpeech {
  readonly kind: "sml";
  /** Ten octets: 0a or 09 with the medium, the maker's letters, the number. */
  readonly serverId: Uint8Array;
  /** The name in SML_GetList.Res; absent on older meters. */
  readonly listName?: Uint8Array;
  readonly clientId?: Uint8Array;
  readonly crc: SmlCrc;
  readonly entries: readonly SmlColumn[];
}
