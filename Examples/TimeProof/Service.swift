// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A calendar as the proof sees it: a desk, or a combination of services.
indirect enum Service: Hashable, Sendable {
  enum Operation: String, Hashable, Sendable {
    case union, intersection, difference
  }

  case desk(Desk)
  case combined(Operation, [Service], zone: String)

  var zone: String {
    switch self {
    case .desk(let desk): desk.zone
    case .combined(_, _, let zone): zone
    }
  }

  var desks: [Desk] {
    switch self {
    case .desk(let desk): [desk]
    case .combined(_, let parts, _): parts.flatMap(\.desks)
    }
  }

  /// The days outside which nothing opens; `nil` where there is no bound.
  var bounds: ClosedRange<Int>? {
    switch self {
    case .desk(let desk): return desk.validity
    case .combined(let operation, let parts, _):
      let bounds = parts.map(\.bounds)
      switch operation {
      case .difference: return bounds[0]
      case .intersection: return bounds.compactMap(\.self).first
      case .union:
        let known = bounds.compactMap(\.self)
        guard known.count == parts.count, let low = known.map(\.lowerBound).min(),
          let high = known.map(\.upperBound).max()
        else { return nil }
        return low...high
      }
    }
  }

  /// The calendar as people write it.
  func document(_ book: DayBook) -> String {
    switch self {
    case .desk(let desk): return desk.document(book)
    case .combined(let operation, let parts, let zone):
      let list = parts.map { $0.document(book) }.joined(separator: ", ")
      return "{\"zone\": \"\(zone)\", \"\(operation.rawValue)\": [\(list)]}"
    }
  }

  /// The library's clock, from the document; shares the rules of zones.
  func clock(_ book: DayBook, _ rules: [String: ZoneRules]) -> Result<BusinessClock, DocumentError>
  {
    let calendar: BusinessCalendar
    do throws(DocumentError) {
      calendar = try DocumentNode.read(document(book)) { node, problems in
        BusinessCalendar(reading: node, &problems)
      }
    } catch {
      return .failure(error)
    }
    do throws(UnknownZone) {
      return .success(try BusinessClock(calendar, zone: rules[zone] ?? .utc))
    } catch {
      return .failure(DocumentError(Problem(path: "zone", message: error.description)))
    }
  }
}
