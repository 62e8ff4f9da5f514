// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
import SupportCore
public import SupportRules
public import SupportTime

extension Dispute {
  /// The row of the dispute in the subject of disputes, ``MetricSubject/disputes``.
  ///
  /// | dispute | `decidedAt`, `cycle` | `outcome`, `isUpheld`, `level` |
  /// | --- | --- | --- |
  /// | decided | the decision of the first arbitration that stands, also where it may still be appealed | of the last decision, reviews included |
  /// | appealed in the first arbitration | unknown until it is decided again | unknown |
  /// | under review, or the review withdrawn | the same as decided | of the arbitration before |
  /// | withdrawn | unknown, also where it had been decided before | `withdrawn`; neither upheld nor not |
  ///
  /// - Parameters:
  ///   - kind: What the dispute is about, where the host sorts them.
  ///   - policy: The policy whose levels are numbered from 1; without it no level is known.
  ///   - clock: In which business time counts; without it that is not known.
  /// - Returns: `nil` for a dispute that was not opened.
  /// - Complexity: O(rounds + levels).
  public func facts(
    kind: String? = nil, under policy: DisputePolicy? = nil, hours clock: BusinessClock? = nil
  ) -> Facts? {
    guard let opening, let first = rounds.first else { return nil }
    var pen = RowPen<DisputeFact>(.disputes)
    pen.write(id, .dispute)
    pen.write(opening.customer, .customer)
    pen.write(kind, .kind)
    pen.write(first.openedAt, .filedAt)
    let decision = first.withdrawnAt == nil ? first.decision : nil
    if let decidedAt = decision.map({ max($0.at, first.openedAt) }) {
      pen.write(decidedAt, .decidedAt)
      pen.write(milliseconds: first.openedAt.milliseconds(to: decidedAt), .cycle)
      pen.write(
        milliseconds: clock?.milliseconds(between: first.openedAt, and: decidedAt),
        .cycleBusiness)
    }
    let last = rounds.last { $0.decision != nil && $0.withdrawnAt == nil }
    if let ruling = last?.decision?.ruling {
      switch ruling.verdict {
      case .upheld: pen.write("upheld", .outcome)
      case .partly: pen.write("partly", .outcome)
      case .rejected: pen.write("rejected", .outcome)
      case .passedOn: break
      }
      pen.write(ruling.verdict != .rejected, .isUpheld)
      let place = policy?.levels.firstIndex { $0.id == ruling.level }
      pen.write(place.map { $0 + 1 }, .level)
    } else if rounds.contains(where: { $0.withdrawnAt != nil }) {
      pen.write("withdrawn", .outcome)
    }
    return pen.facts
  }
}

private enum DisputeFact: Int, CaseIterable {
  case dispute, customer, kind, outcome, level, filedAt, decidedAt, cycle, cycleBusiness, isUpheld
}
