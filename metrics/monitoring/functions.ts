import type { ApiMonitoring } from "./api-monitoring";
import { defaultMonitoring, recordingMonitoring } from "./default-monitoring";

/** {@link ApiMonitoring.prometheusMonitoringMiddleware} of this process. */
export const prometheusMonitoringMiddleware: ApiMonitoring["prometheusMonitoringMiddleware"] = (...args) =>
  defaultMonitoring().prometheusMonitoringMiddleware(...args);

/** {@link ApiMonitoring.instrument} of this process. */
export const instrument: ApiMonitoring["instrument"] = (...args) => defaultMonitoring().instrument(...args);

/** {@link ApiMonitoring.detectAnomalies} of this process. */
export const detectAnomalies: ApiMonitoring["detectAnomalies"] = (...args) =>
  defaultMonitoring().detectAnomalies(...args);

/** {@link ApiMonitoring.trackDbQuery} of this process. */
export const trackDbQuery: ApiMonitoring["trackDbQuery"] = (...args) => defaultMonitoring().trackDbQuery(...args);

/** {@link ApiMonitoring.trackUser} of this process. */
export const trackUser: ApiMonitoring["trackUser"] = (...args) => recordingMonitoring().trackUser(...args);

/** {@link ApiMonitoring.sessionStarted} of this process. */
export const sessionStarted: ApiMonitoring["sessionStarted"] = (...args) =>
  recordingMonitoring().sessionStarted(...args);

/** {@link ApiMonitoring.sessionEnded} of this process. */
export const sessionEnded: ApiMonitoring["sessionEnded"] = (...args) => recordingMonitoring().sessionEnded(...args);

/** {@link ApiMonitoring.registerCache} of this process. */
export const registerCache: ApiMonitoring["registerCache"] = (...args) => defaultMonitoring().registerCache(...args);

/** {@link ApiMonitoring.registerConnectionPool} of this process. */
export const registerConnectionPool: ApiMonitoring["registerConnectionPool"] = (...args) =>
  defaultMonitoring().registerConnectionPool(...args);

/** {@link ApiMonitoring.trackCreditOperation} of this process. */
export const trackCreditOperation: ApiMonitoring["trackCreditOperation"] = (...args) =>
  defaultMonitoring().trackCreditOperation(...args);

/** {@link ApiMonitoring.trackLatency} of this process. */
export const trackLatency: ApiMonitoring["trackLatency"] = (...args) => defaultMonitoring().trackLatency(...args);
