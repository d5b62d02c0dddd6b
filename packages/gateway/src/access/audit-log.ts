import type { AuditAnswer } from "@meter2mqtt/contract";
import type { AccessStore } from "../store/access/access-store.ts";
import type { AuditRecord } from "../store/access/audit-table.ts";

/** Who does something, for the audit log. */
export interface Actor {
  /** Name of a user or token, `this machine`, `command line`. */
  readonly who: string;
  readonly address?: string | undefined;
}

const longestAction = 300;

/** Texts of requests end up in it: nothing of them may look like another line, nor be endless. */
export function toAuditRecord(record: AuditRecord): AuditRecord {
  const plain = (text: string, most: number) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?").slice(0, most);
  return { ...record, who: plain(record.who, 100), action: plain(record.action, longestAction) };
}

/** The newest entries before a cursor. Throws StoreError. */
export function readAudit(store: AccessStore, limit: number, cursor?: number): AuditAnswer {
  const rows = store.use(({ audit }) => audit.before(cursor ?? Number.MAX_SAFE_INTEGER, limit + 1));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ at, kind, who, address, action }) => ({
      ...{ at: new Date(at).toISOString(), kind, who, action },
      ...(address === undefined ? {} : { address }),
    })),
    ...(rows.length > limit && last !== undefined ? { next: String(last.id) } : {}),
  };
}
