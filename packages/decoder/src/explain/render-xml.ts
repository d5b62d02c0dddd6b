import { dataNotificationTag, parseDataNotification } from "../apdu/data-notification.ts";
import { eventNotificationTag, parseEventNotification } from "../apdu/event-notification.ts";
import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";
import { obisText } from "../cosem/obis-code.ts";
import { obisName } from "../cosem/obis-names.ts";
import { cipheredPartAt } from "../decode-apdu.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { DecodeError } from "../errors.ts";
import type { Framing } from "../events.ts";
import { noneFound } from "../framing/splitter.ts";
import { parseP1Telegram } from "../p1/telegram.ts";
import { concat } from "../reassembly/assembly.ts";
import {
  type CipheredApdu,
  generalDedTag,
  generalGloTag,
  isCiphering,
  parseGeneralGlo,
} from "../security/general-ciphering.ts";
import { readSml } from "../sml/read-sml.ts";
import { apduNames } from "./apdu-names.ts";
import { ExplainContext, type ExplainOptions } from "./explain-context.ts";
import { findMessages, isAnswer } from "./find-messages.ts";
import { readBody, walkBody } from "./walk-body.ts";
import { localText, sentence } from "./words.ts";
import { writeAttributeDescriptor, XmlData } from "./xml-data.ts";
import { upperHex } from "./xml-meanings.ts";
import { attribute, XmlWriter } from "./xml-writer.ts";

/** Class id, OBIS code and attribute. */
const attributeOctets = 9;

/** Elements of service-specific ciphering: the tags that translators have, and by the same rule those they have not. */
const cipheredServices: Readonly<Record<number, string>> = {
  202: "glo_EventNotificationRequest",
  204: "glo_GetResponse",
  205: "glo_SetResponse",
  207: "glo_ActionResponse",
  210: "ded_EventNotificationRequest",
  212: "ded_GetResponse",
  213: "ded_SetResponse",
  215: "ded_ActionResponse",
};

/**
 * The messages of a capture as XML, in the vocabulary of DLMS translators: one message is the document's element,
 * several stand in `Messages`. What could not be read is told in comments.
 */
export function renderXml(octets: Uint8Array, options: ExplainOptions): string {
  const found = findMessages(octets);
  const xml = new XmlWriter();
  const writer = new MessageXml(xml, new ExplainContext(options));
  const [only] = found;
  const isOne = found.length === 1 && only !== undefined && "message" in only;
  if (!isOne) xml.start("Messages");
  for (const entry of found) {
    if ("message" in entry) writer.message(entry.message, entry.framing);
    else writer.diagnosis(entry.diagnosis);
  }
  if (found.length === 0) writer.diagnosis(noneFound(octets.length));
  xml.endTo(0);
  return xml.text();
}

class MessageXml {
  readonly #xml: XmlWriter;
  readonly #context: ExplainContext;

  constructor(xml: XmlWriter, context: ExplainContext) {
    this.#xml = xml;
    this.#context = context;
  }

  /** Writes a message; what breaks it off is said where it breaks off, and every element is ended. */
  message(message: Uint8Array, framing: Framing): void {
    const { depth } = this.#xml;
    try {
      this.#write(message, framing);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (this.#xml.depth === depth) this.#xml.start("Data", attribute("Value", upperHex(message)));
      this.diagnosis({ code: error.code, message: sentence(error.message) });
    }
    this.#xml.endTo(depth);
  }

  diagnosis({ code, message }: Pick<Diagnosis, "code" | "message">): void {
    this.#xml.comment(`${code}: ${message}`);
  }

  #write(message: Uint8Array, framing: Framing): void {
    const [tag] = message;
    if (framing === "sml") this.#sml(message);
    else if (tag === dataNotificationTag) this.#notification(message);
    else if (tag === eventNotificationTag) this.#event(message);
    else if (isCiphering(tag)) this.#ciphered(message);
    else if (isAnswer(message)) this.#answer(message);
    else if (tag === 0x2f) this.#telegram(message);
    else {
      this.#xml.comment(tag === undefined ? "empty" : (apduNames[tag] ?? "content of an unknown kind"));
      this.#xml.value("Data", upperHex(message));
    }
  }

  #notification(apdu: Uint8Array): void {
    const xml = this.#xml;
    const { dateTimeAt, bodyAt } = parseDataNotification(apdu);
    xml.start("DataNotification");
    xml.value("LongInvokeIdAndPriority", upperHex(apdu, 1, 5));
    this.#dateTime("DateTime", apdu, dateTimeAt);
    xml.start("NotificationBody");
    xml.start("DataValue");
    walkBody(apdu, bodyAt, readBody(apdu, bodyAt).form, new XmlData(apdu, xml));
    xml.end();
    xml.end();
    xml.end();
  }

  #event(apdu: Uint8Array): void {
    const xml = this.#xml;
    const { dateTimeAt, valueAt } = parseEventNotification(apdu);
    xml.start("EventNotificationRequest");
    if (dateTimeAt !== undefined) this.#dateTime("Time", apdu, dateTimeAt);
    writeAttributeDescriptor(xml, apdu, valueAt - attributeOctets);
    xml.start("AttributeValue");
    walkBody(apdu, valueAt, "data", new XmlData(apdu, xml));
    xml.end();
    xml.end();
  }

  #answer(apdu: Uint8Array): void {
    const xml = this.#xml;
    const { depth } = xml;
    xml.start("GetResponse");
    xml.start("GetResponseNormal");
    xml.value("InvokeIdAndPriority", upperHex(apdu, 2, 3));
    xml.start("Result");
    xml.start("Data");
    walkBody(apdu, 4, "data", new XmlData(apdu, xml));
    xml.endTo(depth);
  }

  #dateTime(tag: string, apdu: Uint8Array, at: number | undefined): void {
    const dateTime = at === undefined ? undefined : parseDateTime(apdu, at);
    if (dateTime !== undefined) this.#xml.comment(localText(dateTime.local));
    this.#xml.value(tag, at === undefined ? "" : upperHex(apdu, at, at + dateTimeOctets));
  }

  /** The header and the ciphertext; where the keys are right, the plain text's own element behind them. */
  #ciphered(apdu: Uint8Array, firstLine?: Uint8Array): void {
    const xml = this.#xml;
    let serviceAt = 0;
    const ciphered = parseGeneralGlo(
      apdu,
      (name, from, to) => {
        if (name === "system title" && to > from) this.#context.sawTitle(apdu.subarray(from, to));
        if (name === "length") serviceAt = to;
      },
      this.#context.knownTitle,
    );
    const service = upperHex(apdu, serviceAt, ciphered.length);
    const name = cipheredServices[ciphered.applicationTag];
    if (name !== undefined) xml.start(name, attribute("Value", service));
    else {
      xml.start(ciphered.applicationTag === generalDedTag ? "GeneralDedCiphering" : "GeneralGloCiphering");
      xml.value("SystemTitle", upperHex(ciphered.systemTitle));
      xml.value("CipheredService", service);
    }
    this.#plain(ciphered, firstLine);
    xml.end();
  }

  #plain(ciphered: CipheredApdu, firstLine: Uint8Array | undefined): void {
    const control = ciphered.securityControl.toString(16).toUpperCase().padStart(2, "0");
    this.#xml.comment(`Security control ${control}, invocation counter ${ciphered.invocationCounter}`);
    const result = this.#context.unseal(ciphered);
    if (!result.ok) return this.diagnosis(result.diagnosis);
    for (const note of result.notes) this.diagnosis(note);
    if (result.authenticated === true) this.#xml.comment("The tag was verified");
    const isLines = firstLine !== undefined && result.plain[0] !== 0x2f;
    this.message(isLines ? concat([firstLine, result.plain]) : result.plain, "apdu");
  }

  #telegram(telegram: Uint8Array): void {
    const xml = this.#xml;
    const cipheredAt = cipheredPartAt(telegram);
    if (cipheredAt !== undefined) {
      const apdu = concat([Uint8Array.of(generalGloTag), telegram.subarray(cipheredAt)]);
      this.#ciphered(apdu, telegram.subarray(0, cipheredAt));
      return;
    }
    const { ident, objects, diagnoses } = parseP1Telegram(telegram);
    xml.start("P1Telegram", attribute("Identification", ident));
    for (const { obis, values } of objects) {
      const name = obisName(obis);
      if (name !== undefined) xml.comment(name);
      xml.start("Object", attribute("Code", obisText(obis)));
      for (const value of values) xml.value("Text", value);
      xml.end();
    }
    for (const diagnosis of diagnoses) this.diagnosis(diagnosis);
    xml.end();
  }

  #sml(messages: Uint8Array): void {
    const xml = this.#xml;
    const reading = readSml(messages);
    xml.start(
      "SmlTelegram",
      reading?.serverId === undefined ? "" : attribute("ServerId", reading.serverId.toUpperCase()),
    );
    for (const { obis = "", value, unit } of reading?.objects ?? []) {
      const attributes = [attribute("Code", obis), attribute("Value", `${value ?? ""}`)];
      xml.empty("Object", unit === undefined ? attributes : [...attributes, attribute("Unit", unit)]);
    }
    xml.end();
  }
}
