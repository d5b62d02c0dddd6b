import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
import { browserPath, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

/** What the first load of the page Now may take in all, by gzip. */
const most = 120_000;

interface Carried {
  readonly path: string;
  /** Octets as gzip; those of the stream, which is never compressed, as they came. */
  readonly octets: number;
  readonly encoding: string | undefined;
}

/** Opens Now in a browser that has never been here, and tells all that came until power and chart were shown. */
async function firstLoad(browser: Browser, address: string, locale: string): Promise<Carried[]> {
  const context = await browser.newContext({ locale, viewport: sizes.desktop });
  const page = await context.newPage();
  const stream = await followStream(page);
  const answers: Promise<Carried>[] = [];
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(request.url()));
  page.on("requestfinished", (request) => asked.delete(request.url()));
  page.on("response", (response) => {
    const path = response.url().slice(address.length);
    if (path === "api/v1/events") return;
    const encoding = response.headers()["content-encoding"];
    // The body comes here as the browser reads it, decompressed.
    const read = response.body().then((body) => ({ path, encoding, octets: gzipSync(body, { level: 9 }).length }));
    answers.push(read);
  });
  const history = page.waitForResponse(/\/power\?/);
  await page.goto(address);
  await expect.poll(() => page.getByTestId("power").innerText()).toMatch(/\d W$/);
  await page.getByRole("img", { name: /W/ }).locator("canvas").waitFor();
  await history;
  await expect.poll(() => [...asked]).toEqual([`${address}api/v1/events`]);
  const streamed = stream();
  const carried = await Promise.all(answers);
  await context.close();
  return [...carried, { path: "api/v1/events", octets: streamed, encoding: undefined }];
}

/** The octets that came on the live stream so far. */
async function followStream(page: Page): Promise<() => number> {
  const client = await page.context().newCDPSession(page);
  let request = "";
  let octets = 0;
  client.on("Network.requestWillBeSent", (event) => {
    if (event.request.url.endsWith("api/v1/events")) request = event.requestId;
  });
  client.on("Network.dataReceived", (event) => {
    if (event.requestId === request) octets += event.dataLength;
  });
  await client.send("Network.enable");
  return () => octets;
}

function tableOf(carried: readonly Carried[]): string {
  const sorted = [...carried].sort((a, b) => b.octets - a.octets);
  return sorted.map(({ path, octets }) => `${String(octets).padStart(8)} ${path === "" ? "/" : path}`).join("\n");
}

describe.skipIf(browserPath === undefined)("the first load of Now", () => {
  let gateway: RealGateway;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    const configuration = `
broker: { enabled: false }
sources: [{ type: simulator, name: hall, model: kamstrup-dk-extended, meter: { slug: house } }]
prices: { sources: [{ type: fixed, area: NO1, price: 0.8, currency: NOK }] }
`;
    gateway = await RealGateway.start({ configuration });
    browser = await launchBrowser();
    address = await gateway.address();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
  });

  // German has the longest words.
  test.each([
    ["en-GB", "en"],
    ["de-DE", "de"],
  ])(
    "is below 120 kB by gzip, and loads nothing for other pages and languages (%s)",
    async (locale, language) => {
      const carried = await firstLoad(browser, address, locale);
      const paths = carried.map(({ path }) => path);
      // It saw everything: the page, its script and style, what the gateway answered, and the stream.
      for (const kind of [/^$/, /\.js$/, /\.css$/, /^api\/v1\/session$/, /\/power\?/, /^api\/v1\/events$/])
        expect(paths, String(kind)).toContainEqual(expect.stringMatching(kind));
      expect(carried.find(({ path }) => path === "api/v1/events")?.octets).toBeGreaterThan(500);

      const total = carried.reduce((sum, { octets }) => sum + octets, 0);
      expect(total, `${total} octets in all:\n${tableOf(carried)}`).toBeLessThan(most);

      const names = paths.flatMap((path) => /^assets\/(.+)-[\w-]{8}\.js$/.exec(path)?.[1] ?? []);
      expect(names.filter((name) => name.endsWith("Page"))).toEqual(["NowPage"]);
      const words = names.filter((name) => Object.hasOwn(languages, name) && name !== "en");
      expect(words).toEqual(language === "en" ? [] : [language]);
      expect(paths.filter((path) => /inspector/i.test(path))).toEqual([]);

      // A file that gzip makes smaller travels that way.
      const plain = carried.filter(({ path, encoding }) => /\.(?:js|css)$/.test(path) && encoding !== "gzip");
      expect(plain.filter(({ octets }) => octets > 1000)).toEqual([]);
    },
    240_000,
  );

  test("files go out as gzip to who takes it, plain to who does not", async () => {
    const ask = (encoding: string) => fetch(address, { headers: { "accept-encoding": encoding } });
    const [squeezed, plain] = await Promise.all([ask("gzip"), ask("identity")]);
    expect(plain.headers.get("content-encoding")).toBe(null);
    expect(plain.headers.get("content-type")).toBe(squeezed.headers.get("content-type"));
    expect(await plain.text()).toBe(await squeezed.text());
    const script = /src="\.\/([^"]+\.js)"/.exec(await (await ask("identity")).text())?.[1] ?? "";
    const of = async (encoding: string) => {
      const answer = await fetch(new URL(script, address), { headers: { "accept-encoding": encoding } });
      return {
        encoding: answer.headers.get("content-encoding"),
        vary: answer.headers.get("vary"),
        text: await answer.text(),
      };
    };
    const [one, other] = await Promise.all([of("gzip"), of("identity")]);
    expect(one.text).toBe(other.text);
    expect(other.encoding).toBe(null);
    expect(one.vary).toMatch(/accept-encoding/i);
  });
});
