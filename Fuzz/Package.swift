// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import PackageDescription

/// A program whose entry point is libFuzzer's.
func fuzzer(_ name: String, on rooms: String...) -> Target {
  .executableTarget(
    name: name,
    dependencies: rooms.map { .product(name: $0, package: "SupportKit") },
    swiftSettings: [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .unsafeFlags(["-parse-as-library"]),
    ])
}

let package = Package(
  name: "SupportKitFuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "SupportKit", path: "..")],
  targets: [
    fuzzer("DocumentFuzz", on: "SupportCore"),
    fuzzer("CalendarFuzz", on: "SupportCore", "SupportTime"),
    fuzzer("ICalendarFuzz", on: "SupportCore", "SupportTime"),
    fuzzer("TZifFuzz", on: "SupportCore", "SupportTime"),
    fuzzer("RuleTableFuzz", on: "SupportCore", "SupportRules"),
    fuzzer("RoutingFuzz", on: "SupportCore", "SupportRouting"),
    fuzzer("MenuFuzz", on: "SupportCore", "SupportRouting", "SupportRules", "SupportTime"),
    fuzzer(
      "DeskFuzz", on: "SupportCore", "SupportRules", "SupportSLA", "SupportTickets",
      "SupportCompensation", "SupportDesk"),
    fuzzer("MetricsFuzz", on: "SupportCore", "SupportMetrics", "SupportRules"),
    fuzzer("MembershipFuzz", on: "SupportCore", "SupportMembership", "SupportRules"),
  ],
  swiftLanguageModes: [.v6]
)
