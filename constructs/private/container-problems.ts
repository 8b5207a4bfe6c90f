import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { ContainerOptions, ProgramOptions, PublishedContainerOptions } from "../container-options";
import type { MonitoringHost } from "../monitoring-host";
import {
  addressProblems,
  imageProblems,
  literalProblems,
  memoryProblems,
  portProblems,
  refuseWhile,
  wholeNumberProblems,
  type Problem,
} from "./problems";

/** Options of a container that the engine would refuse; a default image is right where the host's registry is. */
export function containerProblems(options: ContainerOptions): Problem[] {
  const { image, memory, stopGraceSeconds, logMaxSize, logMaxFiles } = options;
  return [
    ...imageProblems("image", image),
    ...memoryProblems("memory", memory),
    ...wholeNumberProblems("stopGraceSeconds", stopGraceSeconds, 0),
    ...(logMaxSize === undefined || Token.isUnresolved(logMaxSize) || /^[1-9]\d*[kmg]$/.test(logMaxSize)
      ? []
      : [`logMaxSize must be a whole number and one of k, m, g, such as 10m: received "${logMaxSize}"`]),
    ...wholeNumberProblems("logMaxFiles", logMaxFiles, 1),
  ];
}

/** Options of a program that the engine would refuse, or that would never end in an empty plan. */
export const programProblems = ({ capabilities = [], writableFolders = [] }: ProgramOptions): Problem[] => [
  ...capabilities
    .filter((capability) => !Token.isUnresolved(capability) && !/^CAP_[A-Z_]+$/.test(capability))
    .map((capability) => `capabilities must be written as CAP_NET_RAW is: received "${capability}"`),
  ...writableFolders.flatMap((folder) => literalProblems("writableFolders", folder)),
  ...writableFolders
    .filter((folder) => !Token.isUnresolved(folder) && !/^\/[^:,]+$/.test(folder))
    .map((folder) => `writableFolders must be absolute paths: received "${folder}"`),
];

/** Has a construct refuse options that the engine would refuse, or that would meet a second stack's. */
export function refuseBadContainer(
  scope: Construct,
  host: MonitoringHost,
  options: PublishedContainerOptions,
  more: () => readonly Problem[] = () => [],
): void {
  const { port, listenAddress } = options;
  refuseWhile(scope, () => [
    ...containerProblems(options),
    ...(port === false ? [] : portProblems("port", port)),
    ...addressProblems("listenAddress", listenAddress),
    ...(host.namePrefix !== "" && port === undefined
      ? [`port must be given with namePrefix "${host.namePrefix}": two stacks on one engine cannot share one`]
      : []),
    ...more(),
  ]);
}
