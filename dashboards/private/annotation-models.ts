import type { DashboardAnnotation } from "../dashboard-variable";
import type { AnnotationModel, DatasourceRef } from "./grafana-model";

/** What users and alerts noted: Grafana's page adds it to every dashboard that lacks it. */
export const ownAnnotations = (): AnnotationModel => ({
  name: "Annotations & Alerts",
  builtIn: 1,
  type: "dashboard",
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
});

/** Events that Prometheus knows of. */
export const annotationModel = (
  { name, expression, title, color }: DashboardAnnotation,
  datasource: DatasourceRef,
): AnnotationModel => ({
  name,
  datasource,
  enable: true,
  hide: false,
  iconColor: color,
  titleFormat: title,
  target: { refId: "Anno", datasource, expr: expression, legendFormat: title },
});
