// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Arithmetic on outcomes of a type that is only known at run time to be a quantity.
enum RuleQuantities {
  static func sum<Outcome>(
    _ left: Outcome, _ right: Outcome
  ) throws(RuleConflict.Reason) -> Outcome {
    guard let quantity = left as? any RuleQuantity else { throw .differentKinds }
    return try add(quantity, right)
  }

  /// The sum of all, whatever their order.
  ///
  /// A sum on the way that does not fit says nothing yet: then the outcomes are added up from both ends
  /// of their order, so that what is on the way stays as small as it can.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` where two of them do not mix, also where a sum of
  ///   others would not fit; else ``RuleConflict/Reason/overflow``.
  static func sum<Outcome>(
    of outcomes: [Outcome], startingWith first: Outcome
  ) throws(RuleConflict.Reason) -> Outcome {
    do throws(RuleConflict.Reason) {
      var result = first
      for outcome in outcomes.dropFirst() { result = try sum(result, outcome) }
      return result
    } catch {
      guard error == .overflow else { throw error }
    }
    for outcome in outcomes { _ = try isLess(first, than: outcome) }
    let sorted = outcomes.sorted { left, right in
      do throws(RuleConflict.Reason) { return try isLess(left, than: right) } catch { return false }
    }
    var rest = sorted[...]
    var result = rest.popFirst() ?? first
    while let greatest = rest.last, let least = rest.first {
      do throws(RuleConflict.Reason) {
        result = try sum(result, greatest)
        rest.removeLast()
      } catch {
        // Where neither end fits, all that is left is of one sign, and so the whole does not fit.
        result = try sum(result, least)
        rest.removeFirst()
      }
    }
    return result
  }

  /// Whether two outcomes can be added up and compared.
  static func areOfOneKind<Outcome>(_ left: Outcome, _ right: Outcome) -> Bool {
    do throws(RuleConflict.Reason) {
      _ = try isLess(left, than: right)
      return true
    } catch {
      return false
    }
  }

  static func isLess<Outcome>(
    _ left: Outcome, than right: Outcome
  ) throws(RuleConflict.Reason) -> Bool {
    guard let quantity = left as? any RuleQuantity else { throw .differentKinds }
    return try compare(quantity, right)
  }

  private static func add<Quantity: RuleQuantity, Outcome>(
    _ left: Quantity, _ right: Outcome
  ) throws(RuleConflict.Reason) -> Outcome {
    guard let other = right as? Quantity, let sum = try left.ruleSum(with: other) as? Outcome
    else { throw .differentKinds }
    return sum
  }

  private static func compare<Quantity: RuleQuantity, Outcome>(
    _ left: Quantity, _ right: Outcome
  ) throws(RuleConflict.Reason) -> Bool {
    guard let other = right as? Quantity else { throw .differentKinds }
    return try left.isLessByRule(than: other)
  }
}
