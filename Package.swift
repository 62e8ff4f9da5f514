// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library room: its name and the rooms below that it imports.
func room(_ name: String, on below: String..., excluding: [String] = []) -> Target {
  .target(
    name: name,
    dependencies: below.map { .byName(name: $0) },
    exclude: excluding,
    swiftSettings: settings)
}

/// The tests of a room.
func tests(_ name: String, of rooms: String..., resources: [Resource] = []) -> Target {
  .testTarget(
    name: name,
    dependencies: rooms.map { .byName(name: $0) },
    resources: resources,
    swiftSettings: settings)
}

/// A program that needs only the library.
func program(
  _ name: String, at path: String, on rooms: String..., excluding: [String] = [],
  resources: [Resource] = []
) -> Target {
  .executableTarget(
    name: name,
    dependencies: rooms.map { .byName(name: $0) },
    path: "Examples/\(path)",
    exclude: excluding,
    resources: resources,
    swiftSettings: settings)
}

let rooms = [
  room("SupportCore"),
  room("SupportTime", on: "SupportCore"),
  room("SupportRules", on: "SupportCore"),
  room("SupportStorage", on: "SupportCore"),
  room("SupportTickets", on: "SupportCore", "SupportTime", "SupportRules"),
  room("SupportSLA", on: "SupportCore", "SupportTime", "SupportRules", "SupportTickets"),
  room("SupportRouting", on: "SupportCore", "SupportTime", "SupportRules"),
  room("SupportStaffing", on: "SupportCore", "SupportTime"),
  room("SupportCompensation", on: "SupportCore", "SupportTime", "SupportRules"),
  room("SupportMembership", on: "SupportCore", "SupportTime", "SupportRules"),
  room(
    "SupportMetrics", on: "SupportCore", "SupportTime", "SupportRules", "SupportTickets",
    "SupportSLA", "SupportCompensation"),
  room(
    "SupportDesk", on: "SupportCore", "SupportTime", "SupportRules", "SupportTickets",
    "SupportSLA", "SupportRouting", "SupportStaffing", "SupportCompensation",
    "SupportMembership", "SupportMetrics"),
  room("SupportPresets", on: "SupportCore", "SupportDesk", excluding: ["Books"]),
  room(
    "SupportService", on: "SupportCore", "SupportTime", "SupportRules", "SupportStorage",
    "SupportTickets", "SupportSLA", "SupportCompensation", "SupportMembership", "SupportDesk"),
]

let umbrella = Target.target(
  name: "SupportKit",
  dependencies: rooms.map { .byName(name: $0.name) },
  swiftSettings: settings)

let testKit = room(
  "SupportTestKit",
  on: "SupportCore", "SupportTime", "SupportRules", "SupportTickets", "SupportSLA",
  "SupportRouting", "SupportMetrics", "SupportStorage", "SupportCompensation",
  "SupportMembership", "SupportDesk", "SupportPresets")

let package = Package(
  name: "SupportKit",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: (rooms + [umbrella, testKit]).map { .library(name: $0.name, targets: [$0.name]) },
  targets: rooms + [
    umbrella,
    testKit,
    tests("ArchitectureTests", resources: [.copy("Fixtures")]),
    .target(name: "ExampleSupport", path: "Examples/Support", swiftSettings: settings),
    program("quickstart", at: "Quickstart", on: "SupportKit"),
    program(
      "replay", at: "Replay",
      on: "ExampleSupport", "SupportCore", "SupportTime", "SupportRules", "SupportTickets",
      "SupportSLA", "SupportMetrics", "SupportDesk", "SupportPresets",
      excluding: ["README.md", "Check"], resources: [.copy("Data")]),
    program(
      "vectors", at: "Vectors",
      on: "ExampleSupport", "SupportCore", "SupportTime", "SupportRules", "SupportTickets",
      "SupportSLA", "SupportStaffing",
      excluding: ["README.md", "Conformance"]),
    program(
      "time-proof", at: "TimeProof", on: "SupportTestKit", "SupportCore", "SupportTime",
      excluding: ["README.md", "busday.py"]),
    program(
      "contact-centre", at: "ContactCentre",
      on: "ExampleSupport", "SupportTestKit", "SupportCore", "SupportTime", "SupportRouting",
      "SupportStaffing",
      excluding: ["README.md"]),
    .target(
      name: "ServiceLevelAudit",
      dependencies: [
        "SupportCore", "SupportTime", "SupportRules", "SupportTickets", "SupportSLA",
        "SupportTestKit",
      ],
      path: "Examples/ServiceLevelProof/Audit", swiftSettings: settings),
    program(
      "sla-proof", at: "ServiceLevelProof", on: "ServiceLevelAudit",
      excluding: ["README.md", "Audit"]),
    .target(
      name: "DeskAudit",
      dependencies: [
        "SupportCore", "SupportTime", "SupportRules", "SupportTickets", "SupportSLA",
        "SupportCompensation", "SupportMembership", "SupportDesk", "SupportPresets",
        "SupportTestKit", "ServiceLevelAudit",
      ],
      path: "Examples/DeskProof/Audit", swiftSettings: settings),
    program(
      "desk-proof", at: "DeskProof", on: "DeskAudit", excluding: ["README.md", "Audit"]),
    tests(
      "ReplayTests",
      of: "replay", "ExampleSupport", "SupportCore", "SupportTime", "SupportRules",
      "SupportTickets",
      "SupportSLA", "SupportMetrics", "SupportDesk", "SupportPresets", "SupportTestKit"),
    tests("IntegratorTests", of: "SupportKit"),
    tests("DocumentationTests", of: "SupportKit", "SupportTestKit"),
    tests("SupportCoreTests", of: "SupportCore", "SupportTestKit"),
    tests(
      "SupportTimeTests", of: "SupportTime", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportRulesTests", of: "SupportRules", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests("SupportStorageTests", of: "SupportStorage", "SupportCore", "SupportTestKit"),
    tests(
      "SupportServiceTests",
      of: "SupportService", "SupportDesk", "SupportStorage", "SupportCompensation",
      "SupportMembership", "SupportSLA", "SupportTickets", "SupportRules", "SupportCore",
      "SupportTestKit"),
    tests(
      "SupportTicketsTests",
      of: "SupportTickets", "SupportTime", "SupportRules", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportSLATests",
      of: "SupportSLA", "SupportTickets", "SupportRules", "SupportTime", "SupportCore",
      "SupportTestKit", "ServiceLevelAudit"),
    tests(
      "SupportRoutingTests",
      of: "SupportRouting", "SupportStaffing", "SupportRules", "SupportTime", "SupportCore",
      "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportStaffingTests",
      of: "SupportStaffing", "SupportTime", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportCompensationTests",
      of: "SupportCompensation", "SupportRules", "SupportTime", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportMembershipTests",
      of: "SupportMembership", "SupportTime", "SupportRules", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportDeskTests",
      of: "SupportDesk", "SupportMetrics", "SupportMembership", "SupportCompensation",
      "SupportStaffing", "SupportRouting", "SupportSLA", "SupportTickets", "SupportRules",
      "SupportTime", "SupportCore", "SupportTestKit", "DeskAudit",
      resources: [.copy("Fixtures")]),
    tests(
      "SupportPresetsTests",
      of: "SupportPresets", "SupportDesk", "SupportStorage", "SupportMetrics",
      "SupportMembership", "SupportCompensation", "SupportStaffing", "SupportRouting",
      "SupportSLA", "SupportTickets", "SupportRules", "SupportTime", "SupportCore",
      "SupportTestKit"),
    tests(
      "SupportMetricsTests",
      of: "SupportMetrics", "SupportCompensation", "SupportSLA", "SupportTickets", "SupportRules",
      "SupportTime", "SupportCore", "SupportTestKit",
      resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)
