/** `@meter2mqtt/decoder/serial`: how the serial lines of meters are set, and how the settings of one are found. */
export {
  type SerialFormat,
  type SerialSettings,
  serialCandidates,
  serialFormats,
  serialRates,
  settingsWords,
} from "./serial-settings.ts";
export { type Chunk, SerialWatch, type Tried } from "./serial-watch.ts";
