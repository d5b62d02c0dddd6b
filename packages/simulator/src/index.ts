export { formatIso, formatP1Clock, toZonedTime, type ZonedTime } from "./clock/zoned-time.ts";
export { encodeAxdr } from "./encode/axdr.ts";
export {
  type AxdrTypeDescription,
  type AxdrValue,
  type IntegerType,
  integerTypes,
  type MomentType,
  momentTypes,
  type SimpleType,
} from "./encode/axdr-value.ts";
export { type DataNotificationFields, type DateTimeForm, encodeDataNotification } from "./encode/data-notification.ts";
export { type DateTimeFields, encodeDateTime, toWeekday } from "./encode/date-time.ts";
export { type EventNotificationFields, encodeEventNotification } from "./encode/event-notification.ts";
export { type BlockTransferFields, encodeGeneralBlockTransfer } from "./encode/general-block-transfer.ts";
export { type CipheringFields, encodeGeneralGloCiphering } from "./encode/general-glo-ciphering.ts";
export {
  encodeHdlcAddress,
  encodeHdlcFrame,
  encodeHdlcSegments,
  type HdlcFrameFields,
  llcHeader,
} from "./encode/hdlc.ts";
export { encodeLength, type LengthForm } from "./encode/length.ts";
export { encodeMbusFrame, encodeMbusTelegrams, type MbusFields } from "./encode/mbus.ts";
export {
  encodeCipheredP1Telegram,
  encodeP1Telegram,
  type P1Ciphering,
  type P1TelegramFields,
} from "./encode/p1-telegram.ts";
export type { SmlCrc } from "./encode/sml-crc.ts";
export {
  encodeSmlClose,
  encodeSmlList,
  encodeSmlOpen,
  type SmlEntry,
  type SmlList,
  type SmlMessageFields,
  type SmlTime,
} from "./encode/sml-messages.ts";
export { encodeSmlTelegram } from "./encode/sml-telegram.ts";
export { absent as absentSmlValue, encodeSmlValue, type SmlValue } from "./encode/sml-value.ts";
export { encodeWrapper, type WrapperFields } from "./encode/wrapper.ts";
export { SimulatorOptionError } from "./errors.ts";
export { type FaultyFrame, injectFaults } from "./faults/fault-injector.ts";
export { type FaultName, type FaultProbabilities, faultNames, parseFaults } from "./faults/parse-faults.ts";
export { type Appliance, defaultAppliances, type PhaseIndex } from "./household/appliances.ts";
export { type CounterName, type EnergyCounts, type StartRegisters, toRegister } from "./household/energy-counters.ts";
export {
  Household,
  type HouseholdOptions,
  type HouseholdState,
  householdStep,
  type PhaseState,
} from "./household/household.ts";
export { createRandom, type Random } from "./household/random.ts";
export { type SolarPlant, toSunHeight } from "./household/solar.ts";
export { type AidonList, aidonListVersion, encodeAidonList } from "./lists/aidon.ts";
export { encodeKaifaList, type KaifaList, type KaifaOptions, kaifaListVersion } from "./lists/kaifa.ts";
export { encodeKamstrupList, type KamstrupList, type KamstrupOptions, kamstrupListVersion } from "./lists/kamstrup.ts";
export type { ListColumn, ListText, ListValues, QuantityColumn } from "./lists/list-column.ts";
export { buildP1ChannelLines, type P1ChannelForm } from "./lists/p1-channels.ts";
export {
  dsmr4Layout,
  dsmr5Layout,
  type EmucsLayoutOptions,
  emucsLayout,
  type NordicLayoutOptions,
  nordicLayout,
  type P1LayoutOptions,
} from "./lists/p1-layouts.ts";
export {
  buildP1Lines,
  type P1Channel,
  type P1Count,
  type P1Line,
  type P1NumberFormat,
  type P1Values,
} from "./lists/p1-line.ts";
export { encodePushList, type PushListForm, type PushListOptions, pushListForms } from "./lists/push-list.ts";
export {
  createVirtualMeter,
  type VirtualFrame,
  type VirtualMeter,
  type VirtualMeterOptions,
} from "./meters/create-virtual-meter.ts";
export type { MeterDescription, VirtualMeterKeys } from "./meters/meter-description.ts";
export type { FrameKind, Rhythm } from "./meters/rhythm.ts";
export type { FrameTruth } from "./meters/speaker.ts";
export {
  isVirtualMeterName,
  type VirtualMeterDescription,
  type VirtualMeterName,
  virtualMeters,
} from "./meters/virtual-meters.ts";
