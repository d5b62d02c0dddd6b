import {
  encodeAxdr,
  encodeDataNotification,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeP1Telegram,
  llcHeader,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hdlcOf } from "../../test/helpers/framing.ts";
import { cipherStory, storyApdu, storyDump, storyFrame, testKeys } from "../../test/story.ts";
import { createIntlZoneRules, type KeySet, parseHex, toHex } from "../index.ts";
import { renderXml } from "./index.ts";

const options = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen" };
const xmlOf = (octets: Uint8Array, keys: KeySet = {}): string => renderXml(octets, { ...options, keys });

const systemTitle = Uint8Array.of(0x4b, 0x41, 0x4d, 0, 0, 0, 0, 1);
const eventOf = (time: string): Uint8Array => parseHex(`c2${time}00030100010700ff020600000141`) ?? new Uint8Array(0);
const event = eventOf("00");
const timedEvent = eventOf("010c07e80705050c0000ffff8880");

/** White space is free: one element or comment a line. */
const linesOf = (xml: string): readonly string[] =>
  xml
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What a DLMS translator printed for the story's APDU. */
const storyXml = `
<DataNotification>
  <LongInvokeIdAndPriority Value="00000000" />
  <!--2021-08-30 22:20:30-->
  <DateTime Value="07E5081E0116141EFF800080" />
  <NotificationBody>
    <DataValue>
      <Structure Qty="19" >
        <String Value="Kamstrup_V0001" />
        <!--1.1.0.0.5.255-->
        <OctetString Value="0101000005FF" />
        <String Value="5706567286399553" />
        <!--1.1.96.1.1.255-->
        <OctetString Value="0101600101FF" />
        <String Value="6841131BN245101013" />
        <!--1.1.1.7.0.255-->
        <OctetString Value="0101010700FF" />
        <UInt32 Value="000000A9" />
        <!--1.1.2.7.0.255-->
        <OctetString Value="0101020700FF" />
        <UInt32 Value="00000000" />
        <!--1.1.3.7.0.255-->
        <OctetString Value="0101030700FF" />
        <UInt32 Value="00000000" />
        <!--1.1.4.7.0.255-->
        <OctetString Value="0101040700FF" />
        <UInt32 Value="00000176" />
        <!--1.1.31.7.0.255-->
        <OctetString Value="01011F0700FF" />
        <UInt32 Value="00000024" />
        <!--1.1.51.7.0.255-->
        <OctetString Value="0101330700FF" />
        <UInt32 Value="0000005C" />
        <!--1.1.71.7.0.255-->
        <OctetString Value="0101470700FF" />
        <UInt32 Value="00000058" />
        <!--1.1.32.7.0.255-->
        <OctetString Value="0101200700FF" />
        <UInt16 Value="00E8" />
        <!--1.1.52.7.0.255-->
        <OctetString Value="0101340700FF" />
        <UInt16 Value="00E7" />
        <!--1.1.72.7.0.255-->
        <OctetString Value="0101480700FF" />
        <UInt16 Value="00E8" />
      </Structure>
    </DataValue>
  </NotificationBody>
</DataNotification>
`;

/*
 * Checked against what the open translators' sources say of their simple XML (names and formats only):
 * - element names of data types and APDUs, GeneralDedCiphering and glo_GetResponse among them; there is no name for a
 *   ciphered event-notification, so ours follows the same rule;
 * - Qty in hexadecimal, two digits at least; integers, enums and BCD in hexadecimal, as wide as their type; octets in
 *   capitals; Boolean true or false; bit-strings in binary; a Value attribute for strings, as text: visible-strings up to a
 *   NUL, and those that are no ASCII as octets with blanks between them;
 * - octet-strings: of 6 octets that end in 255 the OBIS code as comment; of 12 a date-time, of 5 a date; else text; comments for
 *   date-time, date, time, and for floats, whose Value is their octets;
 * - data-notification: LongInvokeIdAndPriority of 8 digits, DateTime with an empty Value where none is sent;
 * - event-notification: Time only where it is sent, AttributeDescriptor with ClassId (4 digits), InstanceId under its OBIS
 *   code, AttributeId (2 digits), AttributeValue;
 * - get-response: GetResponse, GetResponseNormal, InvokeIdAndPriority of 2 digits, Result, Data;
 * - compact arrays: the types without Qty, no element for the entry's own structure, then values parted by semicolons:
 *   octets with blanks between them, True or False, clocks as in comments.
 * Where they differ among themselves (BCD or Bcd, Time or DateTime in an event-notification, GeneralDedCiphering or
 * generalDedCiphering), ours is the first of the two.
 */
describe("renderXml", () => {
  test("the story's APDU, as a DLMS translator prints it; the same in a frame", () => {
    expect(xmlOf(storyApdu)).toBe(storyXml.trimStart());
    const frame = encodeHdlcFrame(Uint8Array.from([...llcHeader, ...storyApdu]), {
      destination: [0x41],
      source: [0x03],
      control: 0x13,
    });
    expect(xmlOf(frame)).toBe(storyXml.trimStart());
  });

  test("ciphered: title and ciphered service; the plain text inside where the keys are right", () => {
    const sealed = cipherStory(0x30);
    const lines = linesOf(xmlOf(sealed, testKeys));
    expect(lines.slice(0, 2)).toEqual(["<GeneralGloCiphering>", '<SystemTitle Value="4B414D4501B502D3" />']);
    // Behind the tag, the title with its length, and three octets of length: security control, counter, content, tag.
    expect(lines).toContain(`<CipheredService Value="${toHex(sealed.subarray(13)).toUpperCase()}" />`);
    expect(lines.join("\n")).toContain(linesOf(storyXml).join("\n"));
    expect(lines.at(-1)).toBe("</GeneralGloCiphering>");
  });

  test("ciphered, without keys or with wrong ones: no plain text, and the reason", () => {
    expect(xmlOf(storyFrame)).toContain("<!--security/encryption-key-missing: The meter 4b414d4501b502d3");
    for (const keys of [{}, { ...testKeys, encryptionKey: new Uint8Array(16).fill(0x5a) }]) {
      const xml = xmlOf(cipherStory(0x30), keys);
      expect(xml).toContain("<SystemTitle Value=");
      expect(xml).toContain("<!--security/encryption-key-");
      expect(xml).not.toContain("DataNotification");
    }
  });

  test("a dump of decrypted content", () => {
    const lines = linesOf(xmlOf(storyDump));
    expect(lines.join("\n")).toContain(linesOf(storyXml).join("\n"));
    expect(lines[0]).toBe("<GeneralGloCiphering>");
  });

  test("a notification without date-time has an empty one", () => {
    const body = encodeAxdr({ type: "unsigned", value: 7 });
    expect(linesOf(xmlOf(encodeDataNotification({ invokeId: 0x4000_0001, body })))).toEqual([
      "<DataNotification>",
      '<LongInvokeIdAndPriority Value="40000001" />',
      '<DateTime Value="" />',
      "<NotificationBody>",
      "<DataValue>",
      '<UInt8 Value="07" />',
      "</DataValue>",
      "</NotificationBody>",
      "</DataNotification>",
    ]);
  });

  test("an event-notification: its time, its attribute with the OBIS code as a comment, and the value", () => {
    const descriptor = [
      "<AttributeDescriptor>",
      '<ClassId Value="0003" />',
      "<!--1.0.1.7.0.255-->",
      '<InstanceId Value="0100010700FF" />',
      '<AttributeId Value="02" />',
      "</AttributeDescriptor>",
      "<AttributeValue>",
      '<UInt32 Value="00000141" />',
      "</AttributeValue>",
      "</EventNotificationRequest>",
    ];
    for (const octets of [hdlcOf(event), event, Uint8Array.of(...llcHeader, ...event)]) {
      expect(linesOf(xmlOf(octets))).toEqual(["<EventNotificationRequest>", ...descriptor]);
    }
    expect(linesOf(xmlOf(hdlcOf(timedEvent)))).toEqual([
      "<EventNotificationRequest>",
      "<!--2024-07-05 12:00:00-->",
      '<Time Value="07E80705050C0000FFFF8880" />',
      ...descriptor,
    ]);
  });

  test("a get-response with data; one without is shown as octets", () => {
    const answer = Uint8Array.of(0xc4, 1, 0xc1, 0, 6, 0, 0, 1, 0x2c);
    const lines = [
      "<GetResponse>",
      "<GetResponseNormal>",
      '<InvokeIdAndPriority Value="C1" />',
      "<Result>",
      "<Data>",
      '<UInt32 Value="0000012C" />',
      "</Data>",
      "</Result>",
      "</GetResponseNormal>",
      "</GetResponse>",
    ];
    for (const octets of [hdlcOf(answer), answer]) expect(linesOf(xmlOf(octets))).toEqual(lines);
    const fields = { ...testKeys, systemTitle, securityControl: 0x30, invocationCounter: 9, applicationTag: 0xcc };
    const sealed = encodeGeneralGloCiphering(answer, fields);
    expect(linesOf(xmlOf(hdlcOf(sealed), { ...testKeys, systemTitle })).join("\n")).toContain(lines.join("\n"));
    const refusal = Uint8Array.of(0xc4, 1, 0xc1, 1, 3);
    expect(linesOf(xmlOf(hdlcOf(refusal)))).toEqual(["<!--get-response-->", '<Data Value="C401C10103" />']);
  });

  test("dedicated and service-specific ciphering under their own names", () => {
    const fields = { ...testKeys, systemTitle, securityControl: 0x30, invocationCounter: 9 };
    const dedicated = encodeGeneralGloCiphering(storyApdu, { ...fields, applicationTag: 0xdc });
    const lines = linesOf(xmlOf(dedicated, testKeys));
    expect([lines[0], lines.at(-1)]).toEqual(["<GeneralDedCiphering>", "</GeneralDedCiphering>"]);
    expect(lines.join("\n")).toContain(linesOf(storyXml).join("\n"));
    for (const [applicationTag, name] of [
      [0xca, "glo_EventNotificationRequest"],
      [0xd2, "ded_EventNotificationRequest"],
      [0xcc, "glo_GetResponse"],
    ] as const) {
      const sealed = encodeGeneralGloCiphering(event, { ...fields, applicationTag });
      const [first, ...rest] = linesOf(xmlOf(hdlcOf(sealed), { ...testKeys, systemTitle }));
      expect(linesOf(xmlOf(sealed, { ...testKeys, systemTitle }))).toEqual([first, ...rest]);
      expect(first).toBe(`<${name} Value="${toHex(sealed.subarray(2)).toUpperCase()}" >`);
      expect(rest).toContain("<EventNotificationRequest>");
      expect(rest.at(-1)).toBe(`</${name}>`);
    }
  });

  test("a P1 telegram, several messages, and none", () => {
    const telegram = encodeP1Telegram({ ident: "/TST5\\A", lines: ["1-0:1.7.0(00.244*kW)"] });
    const one = linesOf(xmlOf(telegram));
    expect(one).toEqual([
      '<P1Telegram Identification="/TST5\\A" >',
      "<!--active power, import-->",
      '<Object Code="1-0:1.7.0*255" >',
      '<Text Value="00.244*kW" />',
      "</Object>",
      "</P1Telegram>",
    ]);
    const two = linesOf(xmlOf(Uint8Array.from([...telegram, ...telegram])));
    expect(two).toEqual(["<Messages>", ...one, ...one, "</Messages>"]);
    expect(linesOf(xmlOf(Uint8Array.of(1, 2)))[1]).toContain("frame/none-found");
  });

  test("data that breaks off is ended where it does, and said", () => {
    const lines = linesOf(xmlOf(storyApdu.subarray(0, 110)));
    expect(lines).toContain('<UInt32 Value="000000A9" />');
    expect(lines.filter((line) => line.startsWith("<!--axdr/malformed"))).toHaveLength(1);
    expect(lines.at(-1)).toBe("</DataNotification>");
  });

  test("is well-formed whatever a text holds", () => {
    const text = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(text, text, (visible, octets) => {
        const body = Uint8Array.from([2, 2, 10, visible.length, ...visible, 9, octets.length, ...octets]);
        const xml = xmlOf(encodeDataNotification({ invokeId: 0, body }));
        // Only elements, attributes without markup in them, and comments without hyphens side by side.
        const rest = xml
          .replaceAll(/<!--(?:(?!--)[^\p{Cc}])*(?<!-)-->/gu, "")
          .replaceAll(/<\/?[A-Za-z0-9]+(?: [A-Za-z]+="[^"<>\p{Cc}]*")*(?: \/| )?>/gu, "");
        expect(rest.trim()).toBe("");
        const entities = xml.replaceAll(/<!--.*?-->/gsu, "").match(/&[^;]{0,5};?/g) ?? [];
        expect(entities.every((entity) => /^&(amp|lt|gt|quot);$/.test(entity))).toBe(true);
      }),
    );
  });
});
