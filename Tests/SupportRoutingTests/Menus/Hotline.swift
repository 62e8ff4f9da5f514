// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime
import Testing

/// A hotline of the kind that service desks publish: staffed hours before night mode, three levels
/// with a limit each, a member's line behind a number, extensions and an emergency prefix.
enum Hotline {
  static let text = """
    { "format": 0, "id": "hotline", "version": "2025-05", "zone": "Asia/Shanghai",
      "calendars": {
        "staffed": { "weekly": { "mon-fri": ["09:00-21:00"] } },
        "night": { "weekly": { "mon-sun": ["22:00-09:00"] } } },
      "menu": {
        "start": "hours", "limits": ["3 s", "5 s", "8 s"], "betweenKeys": "2 s", "retries": 2,
        "otherwise": "person", "person": "person", "personKey": "*",
        "number": "4001234567", "prefixes": { "9": { "queue": "emergency" } },
        "extensions": {
          "6666": { "queue": "enterprise" }, "7777": { "queue": "legal" },
          "8888": { "queue": "accessibility" }, "9999": { "queue": "committee" } },
        "nodes": {
          "hours": { "hours": "staffed", "open": "type", "closed": "night" },
          "night": { "hours": "night", "open": "smart-voice", "closed": "person" },
          "smart-voice": { "say": { "play": "night-mode", "for": "4 s" }, "then": "type" },
          "person": { "hours": "staffed", "open": { "queue": "hotline" },
                      "closed": { "onDuty": "primary", "roster": "night" } },
          "type": { "ask": { "play": "welcome", "for": "6 s" }, "level": 1, "extensions": true,
            "keys": {
              "1": { "to": "class", "learns": { "kind": "inquiry" }, "says": ["question"] },
              "2": { "to": "class", "learns": { "kind": "complaint" }, "says": ["complain"] },
              "3": { "to": "class", "learns": { "kind": "fault" } },
              "0": "member" } },
          "member": { "number": "memberNumber", "ask": "your-number",
            "digits": { "atLeast": 6, "atMost": 8 }, "within": "8 s", "checkWithin": "5 s",
            "tries": 3, "verified": { "queue": "vip" }, "otherwise": "type" },
          "class": { "ask": "class", "level": 2, "keys": {
              "1": { "to": "urgency", "learns": { "about": "account" } },
              "2": { "to": "urgency", "learns": { "about": "product" } },
              "3": { "to": "urgency", "learns": { "about": "after-sales" } } } },
          "urgency": { "ask": "urgency", "level": 3, "keys": {
              "1": { "to": { "queue": "urgent" }, "learns": { "urgent": true } },
              "2": { "to": { "queue": "hotline" }, "learns": { "urgent": false } } } } } } }
    """

  static func menu() throws -> PhoneMenu {
    try PhoneMenuBook(text).menu
  }

  /// A Tuesday at ten in Shanghai.
  static let morning = Instant(millisecondsSince1970: 1_759_197_600_000)

  static func at(_ seconds: Double) -> Instant {
    morning.adding(milliseconds: Int64(seconds * 1_000))
  }

  static func told(_ steps: some Sequence<PhoneMenu.Step>) -> [String] {
    steps.map {
      "\(Double(morning.milliseconds(to: $0.at)) / 1_000) \($0.description.dropFirst(21))"
    }
  }
}

extension PhoneMenu.Session {
  /// Presses several keys at one instant.
  mutating func press(_ keys: String, at instant: Instant) throws {
    for key in keys { try handle(.key(String(key)), at: instant) }
  }

  func learnedValue(_ name: String) -> String? {
    learned.first { $0.name == name }?.value.words
  }
}

extension PhoneMenu.Draft {
  /// A draft whose callers end with people, for small menus.
  static func small(
    _ nodes: [PhoneMenu.Node], start: PhoneMenu.NodeID = "a", retries: Int = 1,
    otherwise: PhoneMenu.Target = .queue("people")
  ) -> Self {
    Self(
      start: .node(start), limits: [.seconds(3)], retries: retries, otherwise: otherwise,
      person: .queue("people"), nodes: nodes)
  }
}

extension PhoneMenu.Node {
  /// A question of the first level, whose prompt has its name.
  static func asking(
    _ id: PhoneMenu.NodeID, _ options: [PhoneMenu.Option] = [],
    otherwise: PhoneMenu.Target? = nil, takesExtensions: Bool = false
  ) -> Self {
    Self(
      id,
      .ask(
        .init(
          .init(PromptID(id.rawValue)), level: 1, options: options, otherwise: otherwise,
          takesExtensions: takesExtensions)))
  }

  static func saying(_ id: PhoneMenu.NodeID, then: PhoneMenu.Target) -> Self {
    Self(id, .say(.init(PromptID(id.rawValue)), then: then))
  }
}
