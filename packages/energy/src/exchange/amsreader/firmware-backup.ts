/*
 * What the backup file of amsreader-firmware holds: text, a key and its value in each line. Values that the file doesn't
 * have are absent.
 */

/** Payload formats of MQTT, by our configuration's names. */
export type FirmwarePayloadFormat =
  | "json"
  | "raw-minimal"
  | "raw-full"
  | "domoticz"
  | "home-assistant"
  | "json-multi"
  | "json-flat"
  | "hex";

export interface FirmwareMeter {
  /** 0: found by itself. */
  readonly baud?: number;
  readonly parity?: string;
  readonly isInverted?: boolean;
  readonly grid?: "IT" | "TN";
  readonly mainFuseA?: number;
  readonly productionKwp?: number;
  readonly encryptionKey?: string;
  readonly authenticationKey?: string;
  readonly powerMultiplier?: number;
  readonly voltageMultiplier?: number;
  readonly currentMultiplier?: number;
  readonly energyMultiplier?: number;
}

export interface FirmwareMqtt {
  readonly host?: string;
  readonly port?: number;
  readonly clientId?: string;
  readonly publishTopic?: string;
  readonly subscribeTopic?: string;
  readonly username?: string;
  readonly password?: string;
  readonly format?: FirmwarePayloadFormat;
  readonly isTls?: boolean;
  readonly discoveryPrefix?: string;
}

/** Devices of Domoticz, by our configuration's names. */
export interface FirmwareDomoticz {
  readonly electricity?: number;
  readonly voltageL1?: number;
  readonly voltageL2?: number;
  readonly voltageL3?: number;
  readonly currents?: number;
}

/** The last 24 hours by hour of UTC, or the last days by day of the month; in Wh, of each place the last time round. */
export interface FirmwarePlot {
  /** Of the meter's last reading, epoch milliseconds. */
  readonly readAt: number;
  readonly importWh: readonly number[];
  readonly exportWh?: readonly number[];
}

/** One of the month's highest hours. */
export interface FirmwarePeak {
  /** Day of the month. */
  readonly day: number;
  /** Of that day, by the clock; older versions keep none. */
  readonly hour?: number;
  readonly kwh: number;
}

export interface FirmwareAccounting {
  readonly month: number;
  readonly peaks: readonly FirmwarePeak[];
  /** In the currency of the prices: yesterday, this month, last month. */
  readonly costs: readonly number[];
  readonly incomes: readonly number[];
  readonly lastMonthImportKwh?: number;
  readonly lastMonthExportKwh?: number;
}

/** A row of the firmware's price page. */
export interface FirmwarePriceRow {
  readonly name: string;
  readonly direction: "import" | "export" | "both";
  readonly kind: "fixed" | "add" | "percent" | "subtract";
  readonly value: number;
  /** 1 Monday to 7 Sunday; absent: all. */
  readonly weekdays?: readonly number[];
  /** Hours of the day; absent: all. */
  readonly hours?: readonly number[];
  /** `MM-DD`, both included; absent: open. */
  readonly from?: string;
  readonly to?: string;
}

/** A line that could not be taken over, and why. */
export interface UnreadLine {
  readonly line: number;
  readonly key: string;
  /** `layout`: of a price row; `numbers`: not as the known versions of the firmware write them. */
  readonly why: "too-long" | "odd-characters" | "layout" | "numbers" | "unknown-key";
}

export interface FirmwareBackup {
  /** Of the firmware. */
  readonly version?: string;
  /** IANA name. */
  readonly zone?: string;
  readonly meter: FirmwareMeter;
  readonly mqtt: FirmwareMqtt;
  readonly domoticz: FirmwareDomoticz;
  readonly priceArea?: string;
  readonly currency?: string;
  /** Of ENTSO-E, where prices were asked of it. */
  readonly priceToken?: string;
  readonly priceRows: readonly FirmwarePriceRow[];
  /** Limits of the capacity tariff in kWh, and of how many hours the mean is compared with them. */
  readonly thresholds?: { readonly kwh: readonly number[]; readonly hours: number };
  readonly dayPlot?: FirmwarePlot;
  readonly monthPlot?: FirmwarePlot;
  readonly accounting?: FirmwareAccounting;
  /** Keys in the file that say something about the board, its network or its page. */
  readonly left: readonly string[];
  readonly unread: readonly UnreadLine[];
}
