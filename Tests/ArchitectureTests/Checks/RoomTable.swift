// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Which room may import which: the plan of the house. A new arrow is drawn here first.
enum RoomTable {
  static let below: [String: [String]] = [
    "SupportCore": [],
    "SupportTime": ["SupportCore"],
    "SupportRules": ["SupportCore"],
    "SupportStorage": ["SupportCore"],
    "SupportTickets": ["SupportCore", "SupportTime", "SupportRules"],
    "SupportSLA": ["SupportCore", "SupportTime", "SupportRules", "SupportTickets"],
    "SupportRouting": ["SupportCore", "SupportTime", "SupportRules"],
    "SupportStaffing": ["SupportCore", "SupportTime", "SupportRules"],
    "SupportCompensation": ["SupportCore", "SupportTime", "SupportRules"],
    "SupportMembership": ["SupportCore", "SupportTime", "SupportRules"],
    "SupportMetrics": [
      "SupportCore", "SupportTime", "SupportRules", "SupportTickets", "SupportSLA",
      "SupportCompensation",
    ],
    "SupportDesk": floorsBelowDesk,
    "SupportService": [
      "SupportCore", "SupportTime", "SupportRules", "SupportStorage", "SupportTickets",
      "SupportSLA", "SupportCompensation", "SupportMembership", "SupportDesk",
    ],
    "SupportPresets": floorsBelowDesk + ["SupportDesk"],
    "SupportTestKit": floorsBelowDesk + ["SupportDesk", "SupportService", "SupportPresets"],
    umbrella: [],
  ]

  private static let floorsBelowDesk = [
    "SupportCore", "SupportTime", "SupportRules", "SupportStorage", "SupportTickets",
    "SupportSLA", "SupportRouting", "SupportStaffing", "SupportCompensation", "SupportMembership",
    "SupportMetrics",
  ]

  /// The roof: it hands on every other room and holds nothing.
  static let umbrella = "SupportKit"

  /// Rooms that are not under the umbrella, since no host ships them.
  static let outside: Set = ["SupportTestKit"]

  /// What a room may import from elsewhere.
  static let platform: Set = ["Foundation"]

  /// Rooms that keep state between calls of several tasks and so may lock; time does while a document
  /// is read.
  static let locking: [String: Set<String>] = [
    "SupportTime": ["Synchronization"], "SupportStorage": ["Synchronization"],
    "SupportService": ["Synchronization"],
    "SupportTestKit": ["Synchronization"],
  ]

  /// What the programs of this package share.
  static let programsShare: Set = ["ExampleSupport", "ServiceLevelAudit", "DeskAudit"]

  /// What a program of this package may import from elsewhere.
  static let programPlatform: Set = [
    "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl",
    "Darwin",
  ]
}
