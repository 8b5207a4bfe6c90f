/**
 * The resources and data sources that a Grafana OSS server serves, named without their prefix `grafana_`.
 *
 * The provider also manages Grafana Cloud and Grafana Enterprise, in more than a hundred further resources that no OSS
 * server answers. Its schema does not tell them apart, only its documentation does, so the selection is written out.
 * What a new version of the provider adds is left out until it is named here.
 */
export const ossResources: readonly string[] = [
  "annotation",
  "apps_dashboard_dashboard_v1beta1",
  "apps_dashboard_dashboard_v2",
  "apps_notifications_inhibitionrule_v1beta1",
  "apps_notifications_routingtree_v1beta1",
  "apps_playlist_playlist_v1",
  "apps_rules_alertrule_v0alpha1",
  "apps_rules_recordingrule_v0alpha1",
  "contact_point",
  "dashboard",
  "dashboard_permission",
  "dashboard_permission_item",
  "dashboard_public",
  "data_source",
  "data_source_config",
  "folder",
  "folder_permission",
  "folder_permission_item",
  "library_panel",
  "message_template",
  "mute_timing",
  "notification_policy",
  "organization",
  "organization_preferences",
  "playlist",
  "rule_group",
  "service_account",
  "service_account_permission",
  "service_account_permission_item",
  "service_account_rotating_token",
  "service_account_token",
  "sso_settings",
  "team",
  "user",
];

/** See {@link ossResources}. */
export const ossDataSources: readonly string[] = [
  "dashboard",
  "dashboards",
  "data_source",
  "folder",
  "folders",
  "library_panel",
  "library_panels",
  "organization",
  "organization_preferences",
  "organization_user",
  "service_account",
  "team",
  "teams",
  "user",
  "users",
];
