// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension Intent.Action {
  /// Begin to roster more people.
  public static let startElasticRostering = Self(rawValue: "startElasticRostering")
  /// Raise a group of its own.
  public static let raiseResponseGroup = Self(rawValue: "raiseResponseGroup")
}

extension SurgePlan {
  /// What has to be done, and from when on: an intent for each occurrence that begins in a span.
  ///
  /// Its key is made of the rule, the name, the start and the action, so that asking twice does it once.
  /// The operands are `rule`, `name`, `peak`, `end`, and `group` with `heads` for a group of its own.
  ///
  /// - Parameter span: The span, without its end; its start is included.
  /// - Returns: The intents by their `notBefore`.
  public func intents(beginning span: Range<Instant>) -> [Intent] {
    occurrences(in: span).filter { span.contains($0.start) }.map { occurrence in
      let rule = rules.first { $0.id == occurrence.rule }
      func told(_ instant: Instant) -> Explanation.Operand.Value {
        .instant(instant, utcOffset: zone.offset(at: instant))
      }
      var operands: [Explanation.Operand] = [
        .init("rule", .text(occurrence.rule)), .init("name", .text(occurrence.name)),
        .init("peak", told(occurrence.peak)), .init("end", told(occurrence.end)),
      ]
      var action = Intent.Action.startElasticRostering
      if case .group(let name, let heads)? = rule?.effect {
        action = .raiseResponseGroup
        operands += [.init("group", .text(name)), .init("heads", .count(Int64(heads)))]
      }
      return Intent(
        key: IdempotencyKey(
          of: [
            "surge", occurrence.rule, occurrence.name, occurrence.start.description,
            action.rawValue,
          ]),
        action: action, notBefore: occurrence.start, operands: operands)
    }
  }
}
