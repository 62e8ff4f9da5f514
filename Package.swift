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
func room(_ name: String, on below: String...) -> Target {
  .target(
    name: name,
    dependencies: below.map { .byName(name: $0) },
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

let package = Package(
  name: "SupportKit",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: [
    .library(name: "SupportKit", targets: ["SupportKit"]),
    .library(name: "SupportCore", targets: ["SupportCore"]),
    .library(name: "SupportTime", targets: ["SupportTime"]),
  ],
  targets: [
    room("SupportCore"),
    room("SupportTime", on: "SupportCore"),
    room("SupportKit", on: "SupportCore", "SupportTime"),
    tests("SupportCoreTests", of: "SupportCore"),
    tests("SupportTimeTests", of: "SupportTime", "SupportCore"),
  ],
  swiftLanguageModes: [.v6]
)
