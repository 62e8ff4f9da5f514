// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Whether it is open, and the openings and closings around an instant.
extension BusinessClock {
  /// Tells whether an instant is inside opening hours; the opening is, the closing is not.
  public func isOpen(at instant: Instant) -> Bool {
    table.isOpen(table.place(of: instant.millisecondsSince1970))
  }

  /// Returns the first open instant at or after an instant: itself where it is open.
  ///
  /// - Returns: `nil` where no opening remains.
  public func nextOpening(atOrAfter instant: Instant) -> Instant? {
    let milliseconds = instant.millisecondsSince1970
    return opening(atOrAfter: milliseconds, at: table.place(of: milliseconds))
  }

  /// Returns the first opening after an instant; the opening in progress is over before it.
  ///
  /// - Returns: `nil` where no opening remains, as in a service that never closes.
  public func nextOpening(after instant: Instant) -> Instant? {
    let milliseconds = instant.millisecondsSince1970
    let place = table.place(of: milliseconds)
    guard table.isOpen(place) else { return opening(atOrAfter: milliseconds, at: place) }
    return table.closing(after: milliseconds).flatMap {
      opening(atOrAfter: $0, at: table.place(of: $0))
    }
  }

  /// Returns the last opening before an instant.
  ///
  /// - Returns: `nil` where nothing opened before.
  public func previousOpening(before instant: Instant) -> Instant? {
    guard let open = lastOpenMillisecond(before: instant.millisecondsSince1970) else { return nil }
    return table.opening(before: open).map(Instant.init(millisecondsSince1970:))
  }

  /// Returns the first closing after an instant.
  ///
  /// - Returns: `nil` where nothing closes any more, as in a service that never closes.
  public func nextClosing(after instant: Instant) -> Instant? {
    guard let opening = nextOpening(atOrAfter: instant) else { return nil }
    return table.closing(after: opening.millisecondsSince1970)
      .map(Instant.init(millisecondsSince1970:))
  }

  /// Returns the last closing before an instant.
  ///
  /// - Returns: `nil` where nothing closed before.
  public func previousClosing(before instant: Instant) -> Instant? {
    var limit = instant.millisecondsSince1970
    guard limit > OpeningTable.lowest else { return nil }
    if table.isOpen(table.place(of: limit - 1)) {
      guard let opening = table.opening(before: limit - 1) else { return nil }
      limit = opening
    }
    let last = lastOpenMillisecond(before: limit)
    return last.map { Instant(millisecondsSince1970: $0 + 1) }
  }

  /// Returns the latest instant at or before an instant that is open or ends an opening.
  ///
  /// - Returns: `nil` where nothing opened before.
  public func latestMoment(atOrBefore instant: Instant) -> Instant? {
    let milliseconds = instant.millisecondsSince1970
    if table.isOpen(table.place(of: milliseconds)) { return instant }
    return lastOpenMillisecond(before: milliseconds)
      .map { Instant(millisecondsSince1970: $0 + 1) }
  }

  // MARK: Steps

  func opening(atOrAfter milliseconds: Int64, at place: OpeningTable.Place) -> Instant? {
    if table.isOpen(place) { return Instant(millisecondsSince1970: milliseconds) }
    let open = table.open(before: place)
    guard open < table.total else { return nil }
    return Instant(millisecondsSince1970: table.latest(open: open, near: place.span))
  }

  /// The last millisecond before an instant that is open.
  private func lastOpenMillisecond(before milliseconds: Int64) -> Int64? {
    guard milliseconds > OpeningTable.lowest else { return nil }
    let place = table.place(of: milliseconds)
    let open = table.open(before: place)
    guard open > 0 else { return nil }
    return table.earliest(open: open, near: place.span) - 1
  }
}
