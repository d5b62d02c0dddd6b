import { type Static, Type } from "typebox";

const strict = { additionalProperties: false } as const;

/** An address, or a network such as 172.30.32.0/24. */
const address = Type.String({
  pattern: "^[0-9A-Fa-f.:]+(/\\d{1,3})?$",
  maxLength: 50,
  title: "Address",
  description: "IPv4 or IPv6, or a network with the length of its prefix.",
  examples: ["172.30.32.2"],
});

const origin = Type.String({
  pattern: "^https?://[^/\\s;,'\"*]+$",
  maxLength: 200,
  title: "Origin",
  description: "Scheme and host, with its port where it has one.",
  examples: ["https://home.example"],
});

const framer = Type.String({
  pattern: "^(self|https?://[^/\\s;,'\"*]+)$",
  maxLength: 200,
  title: "Origin",
  description: "Scheme and host, with its port where it has one; or `self`.",
  examples: ["https://home.example"],
});

const proxyHeaderConfig = Type.Object(
  {
    name: Type.String({
      pattern: "^[A-Za-z0-9-]+$",
      maxLength: 100,
      title: "Header",
      description:
        "The proxy sets it to the name of who has logged in there. Without it a request counts as a stranger's.",
      examples: ["X-Remote-User-Name"],
    }),
    from: Type.Array(address, {
      minItems: 1,
      title: "Addresses of the proxy",
      description: "From nowhere else is the header believed.",
      examples: [["172.30.32.2"]],
    }),
    role: Type.Enum(["admin", "viewer"], {
      title: "Role",
      description: "What everybody who comes this way may do.",
      default: "viewer",
      examples: ["admin"],
    }),
  },
  {
    ...strict,
    title: "Login by a proxy",
    description:
      "A reverse proxy, or Home Assistant's ingress, has asked for the password. It must take this header out of what its clients send.",
  },
);

/** Who may come in, beside those who log in. */
export const accessConfig = Type.Object(
  {
    viewWithoutLogin: Type.Boolean({
      title: "View without login",
      description: "Whoever reaches the page may look at everything and change nothing, once a password is set.",
      default: false,
      examples: [true],
    }),
    trustLoopback: Type.Boolean({
      title: "No login on this machine",
      description:
        "Whoever sits at this machine is an administrator also when a password is set. Not together with a reverse proxy on the same machine that names itself in no header.",
      default: false,
      examples: [true],
    }),
    proxies: Type.Array(address, {
      title: "Reverse proxies",
      description:
        "Addresses whose `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host` are believed. Those of `proxyHeader` are so as well.",
      default: [],
      examples: [["127.0.0.1"]],
    }),
    proxyHeader: Type.Optional(proxyHeaderConfig),
    frameAncestors: Type.Array(framer, {
      title: "Who may frame the page",
      description: "Without any: nobody. `self`: pages of the same host, as Home Assistant's ingress has it.",
      default: [],
      examples: [["self"]],
    }),
    cors: Type.Array(origin, {
      title: "Pages of others that may ask",
      description: "Web pages of these origins may use the API with a token. Without any: none.",
      default: [],
      examples: [["https://home.example"]],
    }),
  },
  {
    ...strict,
    title: "Access",
    description: "docs/guides/access.md leads through passwords, tokens, proxies and HTTPS.",
    default: {},
  },
);
export type AccessConfig = Static<typeof accessConfig>;

/** HTTPS by the gateway itself. */
export const httpTlsConfig = Type.Object(
  {
    certificateFile: Type.String({
      minLength: 1,
      title: "Certificate",
      description:
        "PEM file with the certificate and what lies between it and its authority. Taken anew when it changes.",
      examples: ["/etc/meter2mqtt/certificate.pem"],
    }),
    keyFile: Type.String({
      minLength: 1,
      title: "Private key",
      description: "PEM file with the key of the certificate.",
      examples: ["/etc/meter2mqtt/key.pem"],
    }),
  },
  { ...strict, title: "HTTPS", description: "With an own certificate; plain HTTP is not served then." },
);
export type HttpTlsConfig = Static<typeof httpTlsConfig>;
