import SupportCore
extension Explanation {
  static func multiplication(_ b: ExactMoney, _ r: Rate, _ a: ExactMoney) -> Self { Explanation(.stepBase, [.init("amount", .exactMoney(b)), .init("source", .rate(r)), .init("after", .exactMoney(a))]) }
  static func rounding(_ b: ExactMoney, _ r: RoundingRule, _ a: ExactMoney) -> Self { Explanation(.stepBase, [.init("amount", .exactMoney(b)), .init("source", .text(r.direction.rawValue)), .init("after", .exactMoney(a))]) }
}
