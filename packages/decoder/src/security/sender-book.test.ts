import { describe, expect, test } from "vitest";
import { SenderBook } from "./sender-book.ts";

describe("SenderBook", () => {
  test("knows 64 senders at most: the ones heard last", () => {
    const book = new SenderBook();
    for (let i = 0; i < 1000; i++) book.hear(`title ${i}`);
    expect(book.size).toBe(64);
    expect(book.find("title 935")).toBeUndefined();
    expect(book.find("title 936")).toBeDefined();
  });

  test("made-up titles push out no sender whose tag was verified", () => {
    const book = new SenderBook();
    book.hear("meter").verified = true;
    for (let i = 0; i < 1000; i++) book.hear(`title ${i}`);
    expect(book.find("meter")?.verified).toBe(true);
    expect(book.size).toBe(64);
  });

  test("where all are verified, the one not heard for longest goes", () => {
    const book = new SenderBook();
    for (let i = 0; i < 64; i++) book.hear(`title ${i}`).verified = true;
    book.hear("title 0");
    book.hear("new").verified = true;
    expect(book.find("title 0")).toBeDefined();
    expect(book.find("title 1")).toBeUndefined();
  });

  test("other keys: only that a sender signs is still known", () => {
    const book = new SenderBook();
    const sender = book.hear("meter");
    sender.verified = true;
    sender.good = { counter: 7, verified: true, receivedAt: undefined, timestamp: undefined };
    sender.window.push({ counter: 7, verified: true, clock: undefined });
    book.keysChanged();
    expect(book.find("meter")).toMatchObject({ verified: true, good: undefined });
    expect(book.find("meter")?.window.last).toBeUndefined();
  });
});
