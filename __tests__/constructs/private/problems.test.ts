import { Token } from "cdktf";
import {
  addressProblems,
  durationProblems,
  imageProblems,
  isLoopback,
  memoryProblems,
  portProblems,
  registryProblems,
  sizeProblems,
  urlProblems,
  wholeNumberProblems,
} from "../../../constructs/private/problems";

const unknown = Token.asString({ resolve: () => "later" });

describe("portProblems", () => {
  it.each([1, 9090, 65_535])("takes %d", (port) => {
    expect(portProblems("port", port)).toEqual([]);
  });

  it.each([0, -1, 65_536, 1.5, NaN])("refuses %d and says what is allowed", (port) => {
    expect(portProblems("port", port)).toEqual([`port must be a whole number from 1 to 65535: received ${port}`]);
  });
});

it("refuses a count that only Terraform knows without the number that stands for it", () => {
  expect(wholeNumberProblems("logMaxFiles", Token.asNumber({ resolve: () => 5 }), 1)).toEqual([
    "logMaxFiles must be a literal, since synth reads it: received a value that only Terraform knows",
  ]);
});

describe("durationProblems", () => {
  it.each(["5s", "1h30m", "15d", unknown, undefined])("takes %j", (duration) => {
    expect(durationProblems("retentionTime", duration)).toEqual([]);
  });

  it.each(["", "15 days", "1.5h", "30m1h"])("refuses %j and says what is allowed", (duration) => {
    expect(durationProblems("retentionTime", duration)).toEqual([
      `retentionTime must be a duration such as 30s, 5m or 15d, units descending: received "${duration}"`,
    ]);
  });
});

describe("a duration of nothing", () => {
  it.each(["0", "0s", "0d"])("is refused as %j, which is written rightly", (duration) => {
    expect(durationProblems("retentionTime", duration)).toEqual([
      `retentionTime must last longer than zero, such as 30s, 5m or 15d: received "${duration}"`,
    ]);
  });
});

it("refuses a duration that is longer than Prometheus reckons with", () => {
  expect(durationProblems("retentionTime", "292y")).toEqual([]);
  expect(durationProblems("retentionTime", "293y")).toEqual([
    'retentionTime must be shorter than 292 years, as far as Prometheus reckons: received "293y"',
  ]);
});

it("refuses a size that is more than Prometheus reckons with", () => {
  expect(sizeProblems("retentionSize", "7EB")).toEqual([]);
  for (const size of ["8EB", "8192PB"]) {
    expect(sizeProblems("retentionSize", size)).toEqual([
      `retentionSize must be less than 8EB, as far as Prometheus reckons: received "${size}"`,
    ]);
  }
});

describe("sizeProblems", () => {
  it.each(["10GB", "512MB", unknown, undefined])("takes %j", (size) => {
    expect(sizeProblems("retentionSize", size)).toEqual([]);
  });

  it.each(["10", "0GB", "1.5GB", "10 GB", "10GiB"])("refuses %j and says what is allowed", (size) => {
    expect(sizeProblems("retentionSize", size)).toEqual([
      `retentionSize must be a whole number and one of B, KB, MB, GB, TB, PB, EB, such as 10GB: received "${size}"`,
    ]);
  });
});

describe("imageProblems", () => {
  const digest = `sha256:${"0".repeat(64)}`;

  it.each([
    "prom/prometheus:v3.14.0",
    "mirror.example.com:5000/prom/prometheus:v3.14.0",
    `ghcr.io/google/cadvisor@${digest}`,
    `ghcr.io/google/cadvisor:v0.60.5@${digest}`,
    unknown,
    undefined,
  ])("takes %j", (image) => {
    expect(imageProblems("image", image)).toEqual([]);
  });

  it.each(["", "prom/prometheus", "prom/prometheus:", "mirror.example.com:5000/prom/prometheus"])(
    "refuses %j, which has no tag",
    (image) => {
      expect(imageProblems("image", image)).toEqual([
        `image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "${image}"`,
      ]);
    },
  );
});

describe("memoryProblems", () => {
  it.each([6, 1024, undefined])("takes %j", (memory) => {
    expect(memoryProblems("memory", memory)).toEqual([]);
  });

  it.each([0, 5, 128.5])("refuses %d, which the engine would", (memory) => {
    expect(memoryProblems("memory", memory)).toEqual([
      `memory must be a whole number of MiB, 6 or more: received ${memory}`,
    ]);
  });
});

describe("addressProblems", () => {
  it.each(["127.0.0.1", "0.0.0.0", unknown, undefined])("takes %j", (address) => {
    expect(addressProblems("listenAddress", address)).toEqual([]);
  });

  it.each(["localhost", "1.2.3", "1.2.3.256", "::1"])("refuses %j, which a port cannot be published on", (address) => {
    expect(addressProblems("listenAddress", address)).toEqual([
      `listenAddress must be an IPv4 address such as 127.0.0.1: received "${address}"`,
    ]);
  });
});

describe("urlProblems", () => {
  it.each([
    "http://127.0.0.1:3000",
    "https://ops.example.com/prometheus/",
    "https://user:word@hooks.example.com/a?b=c#d",
    "http://[::1]:9090/",
    `https://${unknown}/`,
    unknown,
    undefined,
  ])("takes %j", (url) => {
    expect(urlProblems("rootUrl", url)).toEqual([]);
  });

  it.each([
    "",
    "monitor example.com",
    "127.0.0.1:3000",
    "grafana.example.com",
    "ftp://ops.example.com",
    "https://",
    "https:///ops",
    "https://ops.example.com:99999/",
    "https://ops.example.com/a b",
  ])("refuses %j and says what is allowed", (url) => {
    expect(urlProblems("rootUrl", url)).toEqual([
      `rootUrl must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "${url}"`,
    ]);
  });
});

describe("registryProblems", () => {
  it.each([
    "mirror.example.com",
    "mirror.example.com:5000",
    "localhost:5000",
    "mirror.example.com/docker-hub/proxy",
    unknown,
    undefined,
  ])("takes %j", (registry) => {
    expect(registryProblems("registry", registry)).toEqual([]);
  });

  it.each(["", "https://mirror.example.com/", "mirror.example.com/", "my mirror", "mirror.example.com:port"])(
    "refuses %j and says what is allowed",
    (registry) => {
      expect(registryProblems("registry", registry)).toEqual([
        `registry must be a host, its port and a path where it has them, without a scheme and without a slash at the end, such as mirror.example.com:5000: received "${registry}"`,
      ]);
    },
  );
});

describe("isLoopback", () => {
  it("knows the whole loopback network", () => {
    expect(["127.0.0.1", "127.1.2.3"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "10.0.0.1"].some(isLoopback)).toBe(false);
  });
});
