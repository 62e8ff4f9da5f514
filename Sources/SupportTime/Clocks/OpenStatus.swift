// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Whether a service is open, how long that lasts, and why it is closed; ``explanation(in:)`` says it in
/// words.
public enum OpenStatus: Hashable, Sendable {
  /// Open until a closing; `nil` where it never closes.
  case open(until: Instant?)

  /// Closed until an opening, `nil` where none remains, for a reason.
  case closed(until: Instant?, because: ClosedReason)
}

extension BusinessClock {
  /// Returns whether it is open at an instant, until when, and if not, why.
  ///
  /// The reason is that of the local date: a holiday's name also before and after the hours that
  /// it has or would have had.
  public func status(at instant: Instant) -> OpenStatus {
    isOpen(at: instant)
      ? .open(until: nextClosing(after: instant))
      : .closed(until: nextOpening(atOrAfter: instant), because: reasonClosed(at: instant))
  }

  /// The reason why a closed instant is closed.
  func reasonClosed(at instant: Instant) -> ClosedReason {
    compiled.plan.reasonClosed(at: instant.millisecondsSince1970) ?? .outsideHours
  }
}
