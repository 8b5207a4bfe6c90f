/** Where a series was scraped from, as the stack labels cAdvisor. */
export const WEB_1 = 'host="web-1",instance="web-1:8080",job="cadvisor"';
export const WEB_2 = 'host="web-2",instance="web-2:8080",job="cadvisor"';

/** The labels that an alert keeps of its target. */
export const TARGET_1 = { host: "web-1", instance: "web-1:8080", job: "cadvisor" };
export const TARGET_2 = { host: "web-2", instance: "web-2:8080", job: "cadvisor" };

/** The ids that two containers of one name have one after the other. */
export const FIRST_ID = "/docker/64ccd6a8ea401c01106fc21708897b4fdc256417482aef7234c35a4e1be97ed5";
export const SECOND_ID = "/docker/f987a7f334cb05d0e487f637d1a5cd16c67caa6213b694e4f2bc2bec02c1ecd1";

/** What sets one series of a container apart from another. */
export interface ContainerSeries {
  readonly id?: string;
  /** The count of restarts, which is an empty label before the first one. */
  readonly restarts?: string;
  readonly target?: string;
  /** Of the metrics on file systems. */
  readonly device?: string;
}

/** A metric of a container, as cAdvisor writes it. */
export function ofContainer(metric: string, name: string, series: ContainerSeries = {}): string {
  const { id = FIRST_ID, restarts = "", target = WEB_1, device } = series;
  const own = device === undefined ? "" : `,device="${device}"`;
  return `container_${metric}{${target},container_label_restartcount="${restarts}"${own},id="${id}",image="shop:1.4.2",name="${name}"}`;
}

/** The series by which a container is known to run. */
export const running = (name: string, series?: ContainerSeries): string =>
  ofContainer("start_time_seconds", name, series);

/** The cgroup around all containers, which has no name. */
export const aroundContainers = (metric: string, target = WEB_1): string =>
  `container_${metric}{${target},container_label_restartcount="",id="/docker"}`;

/** What cAdvisor says of itself. */
export const version = (target = WEB_1): string =>
  `cadvisor_version_info{${target},cadvisorRevision="",cadvisorVersion="",dockerVersion="",kernelVersion="6.18.44",osVersion="Unknown"}`;
