// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATrace {
  /// Returns the trace in words: a line for each stretch with the sum so far, the reason for each
  /// that did not count, and what came of it.
  ///
  /// ```
  /// resolution from 2025-06-06 16:00 +08:00; due 2025-06-09 18:00 +08:00: 8 h counted
  ///   counted from 2025-06-06 16:00 +08:00 to 2025-06-06 17:00 +08:00: 1 h, in all 1 h
  ///   paused from 2025-06-06 17:00 +08:00 to 2025-06-09 10:00 +08:00: customer
  ///   …
  /// ```
  public var explanation: Explanation {
    var total = broughtAlong
    var steps: [Explanation] = []
    if broughtAlong != 0 {
      steps.append(Explanation(.slaTraceBrought, [.init("total", .duration(milliseconds: total))]))
    }
    steps += segments.map { segment in
      total = SLATimeline.sum(total, segment.counted)
      return step(segment, total)
    }
    let ends: [Explanation.Operand] = [
      .init("metric", metric.operand), .init("start", told(start)),
      .init("end", told(end)), .init("counted", .duration(milliseconds: counted)),
    ]
    return Explanation(dueAt == nil ? .slaTraceStopped : .slaTraceDue, ends, steps: steps)
  }

  private func told(_ instant: Instant) -> Explanation.Operand.Value {
    .instant(instant, utcOffset: zone.offset(at: instant))
  }

  private func step(_ segment: Segment, _ total: Int64) -> Explanation {
    let ends: [Explanation.Operand] = [
      .init("from", told(segment.start)), .init("to", told(segment.end)),
    ]
    func named(_ code: Explanation.Code, _ name: Explanation.Operand.Value?) -> Explanation {
      Explanation(code, ends + (name.map { [.init("name", $0)] } ?? []))
    }
    switch segment.stretch {
    case .counted:
      return Explanation(
        .timeCounted,
        ends + [
          .init("counted", .duration(milliseconds: segment.counted)),
          .init("total", .duration(milliseconds: total)),
        ])
    case .paused(let pauses):
      return named(.slaTracePaused, pauses.operand)
    case .resolved: return named(.slaTraceResolved, nil)
    case .excluded: return named(.slaTraceExcluded, nil)
    case .ended: return named(.slaTraceEnded, nil)
    case .closed(let reason):
      switch reason {
      case .outsideHours: return named(.timeClosed, nil)
      case .holiday(nil): return named(.timeHoliday, nil)
      case .holiday(let name?): return named(.timeNamedHoliday, .text(name))
      case .override: return named(.timeOverride, nil)
      case .breakTime(let name): return named(.timeBreak, .text(name))
      case .outsideValidity: return named(.timeOutsideValidity, nil)
      case .excluded: return named(.timeExcluded, nil)
      }
    }
  }
}
