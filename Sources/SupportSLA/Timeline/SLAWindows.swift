// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Stretches of time that somebody excluded, apart from one another and in order.
struct SLAWindows: Hashable, Sendable {
  private struct Window: Hashable, Sendable {
    var from: Instant
    var until: Instant
    /// When it was decided: what was counted before stays counted.
    var knownAt: Instant
  }

  private var windows: [Window] = []

  var isEmpty: Bool { windows.isEmpty }

  /// The stretches, in order.
  var ranges: [(Instant, Instant)] { windows.map { ($0.from, $0.until) } }

  /// Adds what is not excluded yet and returns those parts.
  mutating func add(from: Instant, until: Instant, knownAt: Instant) -> [(Instant, Instant)] {
    var parts: [(Instant, Instant)] = []
    var cursor = from
    for window in windows where window.until > cursor && window.from < until {
      if window.from > cursor { parts.append((cursor, window.from)) }
      cursor = window.until
    }
    if cursor < until { parts.append((cursor, until)) }
    windows += parts.map { Window(from: $0.0, until: $0.1, knownAt: knownAt) }
    windows.sort { $0.from < $1.from }
    return parts
  }

  /// The target's own time between two instants that is excluded, as known at an instant.
  func counted(
    from start: Instant, to end: Instant, by target: SLACompiledTarget, knownAt: Instant
  ) -> Int64 {
    windows.reduce(0) { sum, window in
      let (first, last) = (max(window.from, start), min(window.until, end))
      return window.knownAt <= knownAt && first < last
        ? sum + target.milliseconds(first, last) : sum
    }
  }

  /// The instant at which an amount of the target's own time has passed, without what is excluded.
  func due(
    adding milliseconds: Int64, to start: Instant, by target: SLACompiledTarget
  ) -> Instant? {
    guard !windows.isEmpty else { return target.add(milliseconds, to: start) }
    var (left, base) = (milliseconds, start)
    for window in windows where window.until > base {
      guard let due = target.add(left, to: base) else { return nil }
      if due <= window.from { return due }
      if window.from > base { left -= target.milliseconds(base, window.from) }
      base = window.until
    }
    return target.add(left, to: base)
  }

  /// A due time moved on by the time that is excluded between an instant and it.
  func moved(_ due: Instant, from start: Instant, by target: SLACompiledTarget) -> Instant? {
    var moved = due
    for window in windows where window.until > start && window.from < moved {
      let out = target.milliseconds(max(window.from, start), window.until)
      guard out > 0 else { continue }
      guard let later = target.add(out, to: moved) else { return nil }
      moved = later
    }
    return moved
  }
}
