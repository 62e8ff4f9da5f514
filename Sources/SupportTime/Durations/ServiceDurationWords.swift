// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Units as people write them elsewhere, and as a span of time has them here; for what to suggest.
enum ServiceDurationWords {
  private static let units = [
    "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "m": "min", "mins": "min", "minute": "min", "minutes": "min",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "d": "days", "mo": "months",
    "workday": "working days", "workdays": "working days",
  ]

  /// The text in this library's units, with a space behind a number; `nil` for what is longer than
  /// any span of time, and where nothing is otherwise.
  static func plain(_ text: some StringProtocol) -> String? {
    guard text.utf8.count <= 80 else { return nil }
    var words: [String] = []
    for word in text.lowercased().split(separator: " " as Character) {
      let number = word.prefix { $0 == "-" || ("0"..."9").contains($0) }
      words += [number, word.dropFirst(number.count)].map { String($0) }.filter { !$0.isEmpty }
    }
    words = words.map { units[$0] ?? $0 }
    if words.count > 1, ["day", "days"].contains(words.last ?? ""),
      ["business", "work"].contains(words[words.count - 2])
    {
      words[words.count - 2] = "working"
    }
    let plain = words.joined(separator: " ")
    return plain == text ? nil : plain
  }
}
