import { type Guard, getJson, sendJson } from "../../../api/client.ts";
import { isGroupValue } from "../setting-node.ts";

/* Users, their passwords, and tokens for programs. */

export type Role = "admin" | "viewer";
export const roles: readonly Role[] = ["admin", "viewer"];
export const scopes = ["read", "metrics", "push", "admin"] as const;
export type Scope = (typeof scopes)[number];

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly loggedInAt?: string;
}

export interface Token {
  readonly id: number;
  readonly name: string;
  readonly scope: Scope;
  readonly createdAt: string;
  readonly usedAt?: string;
}

export const leastPasswordLength = 10;

export async function loadUsers(): Promise<readonly User[]> {
  return (await getJson("api/v1/users", isListOf(isUser))).items;
}

export async function addUser(user: { name: string; role: Role; password: string }): Promise<readonly User[]> {
  return (await sendJson("POST", "api/v1/users", isListOf(isUser), { body: user })).items;
}

export async function changeUser(
  name: string,
  change: { readonly role?: Role; readonly password?: string },
): Promise<readonly User[]> {
  return (await sendJson("PATCH", `api/v1/users/${encodeURIComponent(name)}`, isListOf(isUser), { body: change }))
    .items;
}

export async function removeUser(name: string): Promise<readonly User[]> {
  return (await sendJson("DELETE", `api/v1/users/${encodeURIComponent(name)}`, isListOf(isUser))).items;
}

export async function loadTokens(): Promise<readonly Token[]> {
  return (await getJson("api/v1/tokens", isListOf(isToken))).items;
}

/** The new token itself: it is shown this once. */
export async function addToken(name: string, scope: Scope): Promise<string> {
  return (await sendJson("POST", "api/v1/tokens", isNewToken, { body: { name, scope } })).token;
}

export async function revokeToken(id: number): Promise<readonly Token[]> {
  return (await sendJson("DELETE", `api/v1/tokens/${id}`, isListOf(isToken))).items;
}

export async function changeOwnPassword(current: string, password: string): Promise<void> {
  await sendJson("POST", "api/v1/password", isGroupValue, { body: { current, password } });
}

/** The very first password; on the gateway's own machine no code is asked for. */
export async function setFirstPassword(user: string, password: string): Promise<void> {
  await sendJson("POST", "api/v1/set-up", isGroupValue, { body: { user, password } });
}

function isListOf<T>(isItem: (value: unknown) => value is T): Guard<{ readonly items: readonly T[] }> {
  return (value): value is { readonly items: readonly T[] } =>
    isGroupValue(value) && Array.isArray(value["items"]) && value["items"].every(isItem);
}

function isUser(value: unknown): value is User {
  return isGroupValue(value) && typeof value["name"] === "string" && roles.some((role) => role === value["role"]);
}

function isToken(value: unknown): value is Token {
  if (!isGroupValue(value) || typeof value["id"] !== "number" || typeof value["name"] !== "string") return false;
  return scopes.some((scope) => scope === value["scope"]) && typeof value["createdAt"] === "string";
}

function isNewToken(value: unknown): value is { readonly token: string } {
  return isGroupValue(value) && typeof value["token"] === "string";
}
