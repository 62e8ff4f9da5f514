// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATimeline {
  /// Traces the clock of a metric from its start to its due time as it is known at an instant, or
  /// to its end.
  ///
  /// Show it to whoever asks where a due time comes from: what counted, what did not and why, added
  /// up.
  ///
  /// A clock that ran for more than ten years on end is told as one stretch, hours and closed
  /// times together.
  ///
  /// - Returns: `nil` when the metric has no target then.
  /// - Complexity: O(openings and listed dates between start and end).
  public func trace(of metric: SLAMetric, at instant: Instant) -> SLATrace? {
    guard let last = change(of: metric, at: instant) else { return nil }
    let compiled = target(of: last)
    let changes = changes(ofSlot: Int(last.slot), at: instant).filter { $0.cycle == last.cycle }
    let state = last.advanced(to: instant, compiled, windows)
    let until = end(of: last, instant)
    var trace = SLATrace(
      metric: metric, segments: [], start: state.startedAt, end: until,
      dueAt: last.phase == .running ? last.dueAt : nil, fulfilledAt: state.fulfilledAt,
      breachedAt: state.breachedAt, broughtAlong: 0, zone: compiled.clock.zone)
    var pieces = history(before: changes.first?.at ?? until, from: state.startedAt)
    pieces += changes.indices.map { index in
      let end = index + 1 < changes.count ? changes[index + 1].at : until
      return (SLAWork(from: changes[index].at, pauses: changes[index].because), end, changes[index])
    }
    for (work, end, change) in pieces {
      let target = change.map { self.target(of: $0) } ?? compiled
      let phase = change?.phase ?? work.phase(for: target)
      append(phase, work, until: min(end, until), target, &trace.segments)
    }
    let used =
      last.phase == .running ? last.advanced(to: until, compiled, windows).used : state.used
    trace.broughtAlong = used - trace.counted
    return trace
  }

  /// A running clock is traced to its due time, any other to where it stopped.
  private func end(of last: SLAClockState, _ instant: Instant) -> Instant {
    switch last.phase {
    case .running: max(last.dueAt ?? instant, last.at)
    case .paused, .suspended: instant
    case .fulfilled, .cancelled, .mergedAway: last.at
    }
  }

  /// What held before the first change that is known, for clocks that came late.
  private func history(
    before end: Instant, from start: Instant
  ) -> [(SLAWork, Instant, SLAClockState?)] {
    guard start < end else { return [] }
    let works = workHistory(until: end)
    return works.enumerated().compactMap { index, work in
      let until = index + 1 < works.count ? works[index + 1].from : end
      var work = work
      if index == 0 || work.from < start { work.from = start }
      return work.from < until ? (work, min(until, end), nil) : nil
    }
  }

  private func append(
    _ phase: SLAStatus.Phase, _ work: SLAWork, until end: Instant, _ target: SLACompiledTarget,
    _ segments: inout [SLATrace.Segment]
  ) {
    let start = work.from
    guard start < end else { return }
    func add(_ stretch: SLATrace.Stretch, _ first: Instant, _ last: Instant) {
      let counted = stretch == .counted ? target.milliseconds(first, last) : 0
      if let before = segments.last, before.stretch == stretch, before.end == first {
        segments[segments.count - 1].end = last
        segments[segments.count - 1].counted += counted
      } else {
        segments.append(.init(stretch: stretch, start: first, end: last, counted: counted))
      }
    }
    switch phase {
    case .paused: add(.paused(target.pauses.intersection(work.pauses)), start, end)
    case .suspended: add(.resolved, start, end)
    case .fulfilled: add(.resolved, start, end)
    case .cancelled, .mergedAway: add(.ended, start, end)
    case .running:
      for part in windows.parts(from: start, to: end) {
        guard !part.isExcluded else {
          add(.excluded, part.from, part.until)
          continue
        }
        for (reason, first, last) in target.stretches(from: part.from, to: part.until) {
          add(reason.map { .closed($0) } ?? .counted, first, last)
        }
      }
    }
  }
}

extension SLAWindows {
  /// The stretch cut where something is excluded.
  fileprivate func parts(
    from start: Instant, to end: Instant
  ) -> [(from: Instant, until: Instant, isExcluded: Bool)] {
    var parts: [(from: Instant, until: Instant, isExcluded: Bool)] = []
    var cursor = start
    for (first, last) in ranges where last > cursor && first < end {
      if first > cursor { parts.append((cursor, first, false)) }
      parts.append((max(first, cursor), min(last, end), true))
      cursor = min(last, end)
    }
    if cursor < end { parts.append((cursor, end, false)) }
    return parts
  }
}
