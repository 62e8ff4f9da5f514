// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "SupportKit", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "SupportBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SupportKit", package: "SupportKit"),
      ],
      path: "SupportBenchmarks",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "allocations",
      dependencies: [
        .product(name: "SupportCore", package: "SupportKit"),
        .product(name: "SupportTime", package: "SupportKit"),
        .product(name: "SupportRules", package: "SupportKit"),
      ],
      path: "Allocations"),
    .executableTarget(
      name: "ticket-peer",
      dependencies: [
        .product(name: "SupportCore", package: "SupportKit"),
        .product(name: "SupportTime", package: "SupportKit"),
        .product(name: "SupportSLA", package: "SupportKit"),
        .product(name: "SupportMetrics", package: "SupportKit"),
        .product(name: "SupportTestKit", package: "SupportKit"),
      ],
      path: "TicketPeer",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
