import { expect, test } from "vitest"
import { ConfigError } from "./config/config-error.ts"
import { readConfig } from "./config.ts"

test("nothing set gives a demo on this machine", () => {
  expect(readConfig({}, "/srv/holdfast")).toEqual({
    host: "127.0.0.1",
    port: 4870,
    url: "http://127.0.0.1:4870",
    dataDir: "/srv/holdfast/data",
    databaseUrl: null,
    secret: null,
    ownerEmail: "owner@holdfast.local",
    ownerPassword: null,
    demo: true,
    bucket: null,
    trustProxy: false,
    countryHeader: null,
    translate: null,
    allowsPrivateWebhooks: false,
    smtpUrl: null,
    mailFrom: { name: "Holdfast", address: "holdfast@localhost" },
    searchScope: null,
    logLevel: "info",
  })
})

test("everything set is taken", () => {
  const env = {
    PORT: "80",
    HOST: "0.0.0.0",
    HOLDFAST_URL: "https://holdfast.example.com/",
    HOLDFAST_DATA: "../elsewhere",
    HOLDFAST_SECRET: "x".repeat(32),
    DATABASE_URL: "postgres://user:pw@db/holdfast",
    HOLDFAST_OWNER_EMAIL: "Ada@Example.com",
    HOLDFAST_OWNER_PASSWORD: "12345678",
    HOLDFAST_DEMO: "off",
    HOLDFAST_S3_BUCKET: "holdfast-files",
    HOLDFAST_S3_ENDPOINT: "https://s3.example.com",
    HOLDFAST_S3_REGION: "eu-central-1",
    HOLDFAST_S3_ACCESS_KEY: "key",
    HOLDFAST_S3_SECRET_KEY: "secret",
    HOLDFAST_TRUST_PROXY: "10.0.0.0/8, ::1",
    HOLDFAST_COUNTRY_HEADER: "CF-IPCountry",
    HOLDFAST_TRANSLATE_URL: "https://translate.example.com/api/",
    HOLDFAST_TRANSLATE_KEY: "k",
    HOLDFAST_WEBHOOK_PRIVATE: "allow",
    SMTP_URL: "smtps://user:pw@mail.example.com:465",
    HOLDFAST_MAIL_FROM: "Acme Retention <retention@example.com>",
    HOLDFAST_SEARCH: "workspace",
    LOG_LEVEL: "debug",
  }
  expect(readConfig(env, "/srv/holdfast")).toEqual({
    host: "0.0.0.0",
    port: 80,
    url: "https://holdfast.example.com",
    dataDir: "/srv/elsewhere",
    databaseUrl: "postgres://user:pw@db/holdfast",
    secret: "x".repeat(32),
    ownerEmail: "ada@example.com",
    ownerPassword: "12345678",
    demo: false,
    bucket: {
      bucket: "holdfast-files",
      endpoint: "https://s3.example.com",
      region: "eu-central-1",
      credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    },
    trustProxy: ["10.0.0.0/8", "::1"],
    countryHeader: "cf-ipcountry",
    translate: { url: "https://translate.example.com/api", key: "k" },
    allowsPrivateWebhooks: true,
    smtpUrl: "smtps://user:pw@mail.example.com:465",
    mailFrom: { name: "Acme Retention", address: "retention@example.com" },
    searchScope: "workspace",
    logLevel: "debug",
  })
})

test("a server that listens everywhere is reached on this machine", () => {
  expect(readConfig({ HOST: "0.0.0.0", PORT: "9000" }, "/").url).toBe("http://127.0.0.1:9000")
  expect(readConfig({ HOST: "::1" }, "/").url).toBe("http://[::1]:4870")
})

test.for([
  [{}, true],
  [{ HOST: "0.0.0.0" }, true],
  [{ HOLDFAST_URL: "http://localhost:3000" }, true],
  [{ HOLDFAST_URL: "http://127.1.2.3" }, true],
  [{ HOLDFAST_URL: "http://[::1]:4870" }, true],
  [{ HOST: "192.168.1.5" }, false],
  [{ HOLDFAST_URL: "https://holdfast.example.com" }, false],
  [{ HOLDFAST_URL: "https://127.0.0.1.example.com" }, false],
  [{ HOLDFAST_URL: "https://holdfast.example.com", HOLDFAST_DEMO: "on" }, true],
  [{ HOLDFAST_DEMO: "off" }, false],
] as const)("with %j the demo is on: %s", ([env, demo]) => {
  expect(readConfig(env, "/").demo).toBe(demo)
})

test("a bucket alone is Amazon's, with what the machine may do", () => {
  expect(readConfig({ HOLDFAST_S3_BUCKET: "files" }, "/").bucket).toEqual({
    bucket: "files",
    endpoint: null,
    region: "us-east-1",
    credentials: null,
  })
})

test.for([
  ["https://holdfast.example.com:8443", "holdfast.example.com"],
  ["http://192.0.2.7", "localhost"],
  ["http://[2001:db8::7]", "localhost"],
])("mail of a server at %s is from %s unless said otherwise", ([url, host]) => {
  expect(readConfig({ HOLDFAST_URL: url }, "/").mailFrom).toEqual({
    name: "Holdfast",
    address: `holdfast@${host}`,
  })
})

test.for([
  ["ada@example.com", { name: "", address: "ada@example.com" }],
  ["<ada@example.com>", { name: "", address: "ada@example.com" }],
  ['"Acme, Inc." <ada@example.com>', { name: "Acme, Inc.", address: "ada@example.com" }],
] as const)("mail is from %s", ([text, mailFrom]) => {
  expect(readConfig({ HOLDFAST_MAIL_FROM: text }, "/")).toMatchObject({ mailFrom })
})

const mailServers = [
  "mail.example.com",
  "smtp://",
  "https://user:hunter2@mail.example.com",
  "smtp://user:hunter2@mail.example.com/path",
  "smtp://user:hunter2@mail.example.com?secure=no",
  "smtp://user:hunter2%@mail.example.com",
  "smtp://user:hunter2@mail.example.com:99999",
]
test.for([
  [
    { HOLDFAST_TRANSLATE_URL: "translate.example.com" },
    /^HOLDFAST_TRANSLATE_URL is not the address of a Libre/,
  ],
  [{ HOLDFAST_TRANSLATE_URL: "https://u:secret@example.com" }, /^(?!.*secret)HOLDFAST_TRANSLATE_URL is not/],
  [{ HOLDFAST_TRANSLATE_KEY: "k" }, /^HOLDFAST_TRANSLATE_KEY is given without HOLDFAST_TRANSLATE_URL/],
] as const)("a translation server that cannot be one stops the start: %j", ([env, sentence]) => {
  expect(() => readConfig(env, "/")).toThrow(sentence)
})

test.for(mailServers)("SMTP_URL %s stops the start, and nothing of it is said", (url) => {
  expect(() => readConfig({ SMTP_URL: url }, "/")).toThrow(
    new ConfigError(
      "SMTP_URL is not an address of a mail server; it takes smtp://user:password@host:587 or smtps://user:password@host:465, with %40 for an @ in a user or password.",
    ),
  )
})

test.for(["smtp://localhost", "smtp://[::1]:25", "smtps://u%40d:p%2Fw@mail.example.com/"])(
  "SMTP_URL %s is taken",
  (url) => {
    expect(readConfig({ SMTP_URL: url }, "/").smtpUrl).toBe(url)
  },
)

test.for([
  [
    { HOLDFAST_S3_BUCKET: "Files!" },
    'HOLDFAST_S3_BUCKET is "Files!"; it takes the name of a bucket, such as holdfast-files.',
  ],
  [
    { HOLDFAST_S3_BUCKET: "files", HOLDFAST_S3_ENDPOINT: "s3.example.com" },
    'HOLDFAST_S3_ENDPOINT is "s3.example.com"; it takes the address of an S3-compatible server, such as https://s3.example.com.',
  ],
  [
    { HOLDFAST_S3_BUCKET: "files", HOLDFAST_S3_ACCESS_KEY: "key" },
    "HOLDFAST_S3_ACCESS_KEY and HOLDFAST_S3_SECRET_KEY must be set both or neither.",
  ],
  [
    { HOLDFAST_S3_REGION: "eu-central-1" },
    "HOLDFAST_S3_REGION is set without HOLDFAST_S3_BUCKET, which names the bucket.",
  ],
  [{ PORT: "http" }, 'PORT is "http"; it takes a whole number from 1 to 65535.'],
  [{ PORT: "70000" }, 'PORT is "70000"; it takes a whole number from 1 to 65535.'],
  [{ HOST: "not a host" }, 'HOST is "not a host"; it takes an IP address or a host name to listen on.'],
  [
    { HOLDFAST_URL: "example.com" },
    'HOLDFAST_URL is "example.com"; it takes the public address of Holdfast without a path, such as https://holdfast.example.com.',
  ],
  [
    { HOLDFAST_URL: "https://example.com/holdfast" },
    'HOLDFAST_URL is "https://example.com/holdfast"; it takes the public address of Holdfast without a path, such as https://holdfast.example.com.',
  ],
  [
    { DATABASE_URL: "mysql://db" },
    "DATABASE_URL is not an address of a PostgreSQL server; it takes postgres://user:password@host:5432/database.",
  ],
  [{ HOLDFAST_SECRET: "short" }, "HOLDFAST_SECRET is too short; it takes 32 random characters or more."],
  [{ HOLDFAST_OWNER_EMAIL: "ada" }, 'HOLDFAST_OWNER_EMAIL is "ada"; it takes an email address.'],
  [
    { HOLDFAST_OWNER_PASSWORD: "1234567" },
    "HOLDFAST_OWNER_PASSWORD has the wrong length; it takes 8 to 128 characters.",
  ],
  [
    // 65 characters to the eye, 130 to whoever signs in
    { HOLDFAST_OWNER_PASSWORD: "🔑".repeat(65) },
    "HOLDFAST_OWNER_PASSWORD has the wrong length; it takes 8 to 128 characters.",
  ],
  [{ HOLDFAST_DEMO: "yes" }, 'HOLDFAST_DEMO is "yes"; it takes on or off.'],
  [
    { HOLDFAST_TRUST_PROXY: "nginx" },
    'HOLDFAST_TRUST_PROXY is "nginx"; it takes how many proxies stand in front, or their addresses and networks, joined by commas.',
  ],
  [
    { HOLDFAST_COUNTRY_HEADER: "CF-IPCountry" },
    "HOLDFAST_COUNTRY_HEADER is set without HOLDFAST_TRUST_PROXY; it takes both, since anybody can send that header to a server without a proxy in front.",
  ],
  [
    { HOLDFAST_COUNTRY_HEADER: "CF-IPCountry: DE", HOLDFAST_TRUST_PROXY: "1" },
    'HOLDFAST_COUNTRY_HEADER is "CF-IPCountry: DE"; it takes the name of one header, such as CF-IPCountry.',
  ],
  [
    { HOLDFAST_MAIL_FROM: "ada" },
    'HOLDFAST_MAIL_FROM is "ada"; it takes an email address, or a name and an address such as Holdfast <holdfast@example.com>.',
  ],
  [
    { HOLDFAST_MAIL_FROM: "Ada\nBcc: b@example.com <ada@example.com>" },
    'HOLDFAST_MAIL_FROM is "Ada\nBcc: b@example.com <ada@example.com>"; it takes an email address, or a name and an address such as Holdfast <holdfast@example.com>.',
  ],
  [{ HOLDFAST_WEBHOOK_PRIVATE: "yes" }, 'HOLDFAST_WEBHOOK_PRIVATE is "yes"; it takes allow or deny.'],
  [{ HOLDFAST_SEARCH: "everywhere" }, 'HOLDFAST_SEARCH is "everywhere"; it takes workspace or installation.'],
  [
    { LOG_LEVEL: "loud" },
    'LOG_LEVEL is "loud"; it takes one of fatal, error, warn, info, debug, trace, silent.',
  ],
] as const)("%j stops the start with the variable's name", ([env, message]) => {
  expect(() => readConfig(env, "/")).toThrow(new ConfigError(message))
})
