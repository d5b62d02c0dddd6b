import type { Said } from "../../said.ts";

/** What happened, and what to do next, for each diagnosis; in German. */
export const diagnoses: Said["diagnoses"] = {
  "line/no-octets": {
    title: "Auf der Leitung kommt nichts an",
    hint: "Prüfen Sie das Kabel, und ob der Netzbetreiber die Schnittstelle freigeschaltet hat. Eine P1-Schnittstelle sendet nur, solange ihre Anforderungsleitung Spannung hat; manche Zähler senden einmal in der Stunde.",
  },
  "line/no-number": {
    title: "Eine Nachricht enthält keine Zahl",
    hint: "Vergleichen Sie den Pfad in der Konfiguration mit dem, was das Gerät sendet: Namen und Plätze in Listen, durch Punkte getrennt.",
  },
  "frame/none-found": {
    title: "Kein Telegramm gefunden",
    hint: "Prüfen Sie, ob die Oktette von der Kundenschnittstelle eines Zählers kommen und ob Baudrate und Parität der Leitung stimmen.",
  },
  "frame/bad-checksum": {
    title: "Die Prüfsumme eines Telegramms ist falsch",
    hint: "Unterwegs wurden Oktette verändert oder gingen verloren. Einmal ist Rauschen; häufig deutet auf Parität, Baudrate, Kabel oder Adapter.",
  },
  "frame/bad-header-checksum": {
    title: "Die Prüfsumme im Kopf eines Telegramms ist falsch",
    hint: "Unterwegs wurden Oktette verändert oder gingen verloren. Einmal ist Rauschen; häufig deutet auf Parität, Baudrate, Kabel oder Adapter.",
  },
  "frame/truncated": {
    title: "Ein Telegramm wurde abgeschnitten",
    hint: "Die Leitung wurde still, oder die Datei endete, bevor das Telegramm vollständig war. Suchen Sie nach verlorenen Oktetten oder einem kleinen Puffer.",
  },
  "frame/length-mismatch": {
    title: "Länge und Ende eines Telegramms passen nicht zusammen",
    hint: "Im Telegramm gingen Oktette verloren oder kamen hinzu. Suchen Sie nach einem zu kleinen Puffer oder der falschen Parität.",
  },
  "frame/damaged": {
    title: "Ein Telegramm ist über seine Prüfsumme hinaus beschädigt",
    hint: "Oktette gingen verloren oder wurden wiederholt, wie wenn ein serieller Puffer überläuft. Zeichnen Sie es noch einmal auf.",
  },
  "reassembly/incomplete": {
    title: "Ein Teil einer Nachricht fehlt",
    hint: "Die Nachricht kommt in mehreren Telegrammen, und nicht alle sind angekommen. Die nächste Nachricht kann vollständig sein.",
  },
  "reassembly/out-of-sequence": {
    title: "Die Teile einer Nachricht kommen in falscher Reihenfolge",
    hint: "Zwischen zwei Telegrammen ging eines verloren. Geht das so weiter, suchen Sie nach verlorenen Oktetten auf der Leitung.",
  },
  "reassembly/limit-exceeded": {
    title: "Eine Nachricht ist größer, als ein Zähler sie sendet",
    hint: "Das ist ein Schaden, oder ein Gerät, das kein Zähler ist. Zeichnen Sie die Telegramme auf, und melden Sie sie.",
  },
  "security/encryption-key-missing": {
    title: "Der Zähler verschlüsselt, und es ist kein Verschlüsselungsschlüssel eingestellt",
    hint: "Bitten Sie den Netzbetreiber um die Schlüssel für die Kundenschnittstelle dieses Zählers, und stellen Sie den Verschlüsselungsschlüssel ein.",
  },
  "security/encryption-key-wrong": {
    title: "Der Verschlüsselungsschlüssel ist falsch",
    hint: "Vergleichen Sie den Schlüssel Ziffer für Ziffer mit der Nachricht des Netzbetreibers, und prüfen Sie, ob er für diesen Zähler ist.",
  },
  "security/authentication-key-wrong": {
    title:
      "Der Verschlüsselungsschlüssel stimmt; der Authentifizierungsschlüssel ist falsch, oder das Telegramm wurde verändert",
    hint: "Sagt das jedes Telegramm, vergleichen Sie den Authentifizierungsschlüssel mit der Nachricht des Netzbetreibers; sagt es nur eines, war es beschädigt.",
  },
  "security/key-of-another-meter": {
    title: "Die Schlüssel gehören zu einem anderen Zähler an dieser Leitung",
    hint: "Jeder Zähler hat eigene Schlüssel: Stellen Sie die dieses Zählers ein. Ist es der Zähler der Nachbarn, ist nichts zu tun.",
  },
  "security/keys-swapped": {
    title: "Die beiden Schlüssel sind vertauscht",
    hint: "Stellen Sie den Verschlüsselungsschlüssel als Authentifizierungsschlüssel ein und umgekehrt.",
  },
  "security/authentication-key-missing": {
    title: "Der Zähler signiert seine Telegramme, und es ist kein Authentifizierungsschlüssel eingestellt",
    hint: "Die Messwerte stimmen, aber es ist nicht bewiesen, dass sie vom Zähler sind. Stellen Sie den Authentifizierungsschlüssel ein, um sie zu prüfen.",
  },
  "security/tag-missing": {
    title: "Ein Authentifizierungsschlüssel ist eingestellt, aber das Telegramm trägt keine Signatur",
    hint: "Der Zähler signiert vielleicht nicht. Tat er es vorher, kann dieses Telegramm von jemand anderem sein.",
  },
  "security/tag-wrong": {
    title: "Die Signatur eines Telegramms passt nicht",
    hint: "Einmal: Das Telegramm war beschädigt oder ist nicht vom Zähler. Sagt es jedes Telegramm, vergleichen Sie beide Schlüssel mit der Nachricht des Netzbetreibers.",
  },
  "security/key-is-example": {
    title: "Der Verschlüsselungsschlüssel ist ein Beispiel aus einer Anleitung",
    hint: "Jeder Zähler hat eigene Schlüssel. Bitten Sie den Netzbetreiber um die für die Kundenschnittstelle dieses Zählers.",
  },
  "security/key-all-zero": {
    title: "Ein Schlüssel besteht nur aus Nullen und passt nicht",
    hint: "Nullen stehen dort, wo ein Schlüssel noch nicht bekannt war. Bitten Sie den Netzbetreiber um die Schlüssel für die Kundenschnittstelle dieses Zählers.",
  },
  "security/key-length-wrong": {
    title: "Ein Schlüssel hat für diesen Zähler die falsche Länge",
    hint: "Security Suite 0 und 1 nehmen Schlüssel mit 32 hexadezimalen Ziffern, Suite 2 Schlüssel mit 64. Bitten Sie den Netzbetreiber um die richtigen.",
  },
  "security/key-not-needed": {
    title: "Ein Schlüssel ist eingestellt, aber der Zähler sendet im Klartext",
    hint: "Der Schlüssel darf bleiben; er wird nicht verwendet. Waren die Telegramme vorher verschlüsselt, prüfen Sie, wer sonst auf dieser Leitung sendet.",
  },
  "security/keys-stopped-working": {
    title: "Die Schlüssel passten bis zu einem Zeitpunkt und seitdem nicht mehr",
    hint: "Sagen es seitdem alle Telegramme, hat der Netzbetreiber die Schlüssel gewechselt: Bitten Sie um die neuen. Ein einzelnes war beschädigt.",
  },
  "security/replayed": {
    title: "Ein Telegramm wurde schon einmal gesendet",
    hint: "Jemand, oder ein Gerät dazwischen, wiederholt alte Telegramme. Einem Zähler, der neu zählt, wird nach drei Telegrammen mit späterer Uhr geglaubt, oder wenn Sie es sagen: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    title: "Der Invocation Counter des Zählers begann von vorn",
    hint: "Geprüfte Telegramme mit späterer Uhr zeigen, dass es der Zähler ist. Zu tun ist nichts, es sei denn, niemand war am Zähler.",
  },
  "security/counter-went-back": {
    title: "Der Invocation Counter stieg nicht",
    hint: "Der Zähler wurde neu gestartet, oder alte Telegramme werden wiederholt. Stellen Sie den Authentifizierungsschlüssel ein, um beides zu unterscheiden.",
  },
  "security/plain-behind-ciphering-header": {
    title: "Hinter einem Verschlüsselungskopf steht Inhalt, der nicht verschlüsselt ist",
    hint: "So sehen Debug-Ausgaben anderer Leseprogramme aus. Ein Zähler sendet das nie: Es wird nur aus Dateien gelesen.",
  },
  "security/system-title-missing": {
    title: "Der Zähler lässt seinen System-Titel weg",
    hint: "Stellen Sie den System-Titel des Zählers ein: 16 hexadezimale Ziffern, die der Netzbetreiber mit den Schlüsseln sendet.",
  },
  "security/unsupported": {
    title: "Der Zähler verwendet einen Schutz, der nicht unterstützt wird",
    hint: "Senden Sie eine Aufzeichnung einiger Telegramme; das Oktett Security Control steht bei den Belegen.",
  },
  "security/malformed": {
    title: "Ein Verschlüsselungskopf ist fehlerhaft",
    hint: "Oktette wurden verändert oder gingen verloren. Sagt es jedes Telegramm, senden Sie eine Aufzeichnung einiger Telegramme.",
  },
  "security/key-invalid": {
    title: "Ein Schlüssel ist kein Schlüssel",
    hint: "Ein Schlüssel hat 32 hexadezimale Ziffern (0-9, A-F), oder 64 bei AES-256, wie der Netzbetreiber sie sendet.",
  },
  "security/key-ascii": {
    title: "Ein Schlüssel wurde als 16 Zeichen Text genommen",
    hint: "Das stimmt bei Zählern, deren Schlüssel als Text kommen. Scheitert die Entschlüsselung, bitten Sie um den Schlüssel als 32 hexadezimale Ziffern.",
  },
  "apdu/unknown-tag": {
    title: "Eine Nachricht von einer Art, die Zähler nicht von sich aus senden",
    hint: "Sie bleibt im Archiv. Senden Sie eine Aufzeichnung, wenn der Zähler unterstützt werden soll.",
  },
  "apdu/malformed": {
    title: "Der Kopf einer Nachricht ist fehlerhaft",
    hint: "Oktette wurden verändert oder gingen verloren. Sagt es jedes Telegramm, senden Sie eine Aufzeichnung einiger Telegramme.",
  },
  "apdu/no-values": {
    title: "Eine Nachricht ohne einen Wert",
    hint: "Das Telegramm ist ganz, enthält aber nichts zu lesen. Manche Zähler senden solche Telegramme zwischen anderen.",
  },
  "axdr/malformed": {
    title: "Die Daten in einer Nachricht sind fehlerhaft",
    hint: "Die Prüfungen stimmten, also sendet der Zähler etwas Ungewöhnliches. Senden Sie eine Aufzeichnung einiger Telegramme.",
  },
  "axdr/limit-exceeded": {
    title: "Die Daten in einer Nachricht sind größer oder tiefer, als ein Zähler sie sendet",
    hint: "Das ist ein Schaden, oder ein Gerät, das kein Zähler ist. Zeichnen Sie die Telegramme auf, und melden Sie sie.",
  },
  "p1/malformed-line": {
    title: "Eine Zeile des Telegramms war nicht zu lesen",
    hint: "Diese Zeile wurde ausgelassen; die anderen wurden gelesen. Senden Sie eine Aufzeichnung, wenn es jedes Mal geschieht.",
  },
  "p1/no-checksum": {
    title: "Das Telegramm trägt keine Prüfsumme",
    hint: "Alte Zähler senden keine. Schäden auf der Leitung fallen dann nicht auf; halten Sie das Kabel kurz.",
  },
  "sml/malformed": {
    title: "Die Daten in einem SML-Telegramm sind fehlerhaft",
    hint: "Die Prüfsumme stimmte, also sendet der Zähler etwas Ungewöhnliches. Senden Sie eine Aufzeichnung einiger Telegramme.",
  },
  "profile/unknown-list": {
    title: "Eine Liste, die kein Profil kennt",
    hint: "Werte mit OBIS-Code werden gelesen; die anderen stehen nach ihrem Platz da. `meter2mqtt profile new` entwirft ein Profil, das ihnen Namen gibt.",
  },
  "profile/scale-undecided": {
    title: "Ein Zählerstand ohne Skalierung",
    hint: "Der Zähler sendet keine Skalierung, und für dieses Land ist keine dokumentiert. Stellen Sie Land oder Zeitzone ein, oder die Skalierung; oder warten Sie: Einige Stunden Leistung und Zählerstände entscheiden sie.",
  },
  "profile/scale-decided": {
    title: "Die Skalierung eines Zählerstands wurde durch das entschieden, was gemessen wurde",
    hint: "Sie wird für diesen Zähler behalten. Vergleichen Sie einen Zählerstand mit der Anzeige des Zählers; ist sie falsch, stellen Sie die Skalierung in der Konfiguration ein.",
  },
  "profile/list-changed": {
    title: "Der Zähler sendet eine andere Liste",
    hint: "Der Netzbetreiber hat geändert, was der Zähler sendet, oder seine Firmware. Prüfen Sie, ob die Werte, die Sie verwenden, noch da sind.",
  },
  "profile/list-stopped": {
    title: "Eine Liste, die regelmäßig kam, kommt nicht mehr",
    hint: "Andere Listen enthalten ihre Werte noch, kommen aber seltener. Fragen Sie den Netzbetreiber, ob das so gedacht war.",
  },
  "profile/code-vanished": {
    title: "Werte, die regelmäßig kamen, kommen nicht mehr",
    hint: "Eine Einwilligung kann abgelaufen sein, oder die Kundenschnittstelle wurde bei einem Umzug geschlossen. Bitten Sie den Netzbetreiber, sie wieder freizuschalten.",
  },
  "clock/zone-assumed": {
    title: "Die Zeitzone des Zählers wurde angenommen",
    hint: "Stellen Sie die Zeitzone des Zählers ein, zum Beispiel Europe/Berlin.",
  },
  "clock/implausible": {
    title: "Die Uhr des Zählers geht falsch",
    hint: "Sie weicht mehr als 30 Minuten von der Zeit des Empfangs ab. Prüfen Sie die Zeitzone; sonst sagen Sie es dem Netzbetreiber.",
  },
  "clock/swinging": {
    title: "Die Uhr des Zählers springt",
    hint: "Sie hat sich gerade um Minuten verstellt: Die Zeit des Empfangs gilt, bis sie gleichmäßig geht. Geht das so weiter, sagen Sie es dem Netzbetreiber.",
  },
  "clock/season-contradicts-zone": {
    title: "Der Buchstabe für Sommer- oder Winterzeit im Telegramm widerspricht der Zeitzone",
    hint: "Die Regeln der Zeitzone selbst wurden verwendet. Prüfen Sie die Zeitzone des Zählers.",
  },
};
