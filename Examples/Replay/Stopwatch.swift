// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How long each part of a replay took.
struct Stopwatch {
  struct Times {
    var reading: Duration = .zero
    var parsing: Duration = .zero
    var folding: Duration = .zero
    /// Judging the histories under two policies.
    var comparing: Duration = .zero
    var reporting: Duration = .zero
  }

  private(set) var times = Times()
  private var last = ContinuousClock.now
  private let start = ContinuousClock.now

  /// Books the time since the last call.
  mutating func lap(_ part: WritableKeyPath<Times, Duration>) {
    let now = ContinuousClock.now
    times[keyPath: part] += now - last
    last = now
  }

  var total: Duration { ContinuousClock.now - start }
}
