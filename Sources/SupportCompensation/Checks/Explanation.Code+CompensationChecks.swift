// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What the checks of a policy say.
extension Explanation.Code {
  private static func check(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("compensation.check.\(id)", english: english, simplifiedChinese: chinese)
  }

  /// Claims that match no rule.
  public static let checkGap = check(
    "gap", "a claim with {region} matches no rule: is that meant?", "{region} 的索赔没有对应规则：是否有意如此？")
  /// A rule that a cap makes dead.
  public static let checkAlwaysCapped = check(
    "alwaysCapped", "{cap} decides whatever {rule} says: its sum is always above the cap",
    "{rule} 的金额总是超出上限 {cap}，始终由上限决定")
  /// Rules between which a cap leaves no difference.
  public static let checkSameUnderCap = check(
    "sameUnderCap", "{first} and {second} pay the same: they differ only above {cap}",
    "{first} 与 {second} 赔付相同：二者只在上限 {cap} 之上有别")
  /// From which value a cap bites.
  public static let checkCapBites = check(
    "capBites", "{cap} makes {rule} pay less than its formula above a {fact} of {value}",
    "{fact} 高于 {value} 时，{cap} 使 {rule} 的赔付低于公式金额")
  /// Below which value a cap bites.
  public static let checkCapBitesBelow = check(
    "capBitesBelow", "{cap} makes {rule} pay less than its formula below a {fact} of {value}",
    "{fact} 低于 {value} 时，{cap} 使 {rule} 的赔付低于公式金额")
  /// A greater value that is paid less.
  public static let checkPaysLess = check(
    "paysLess", "a greater {fact} is paid less", "{fact} 更大，赔付反而更少")
  /// The largest step of a fact.
  public static let checkCliff = check(
    "cliff", "the largest step in {fact} is from {lower} to {upper}: {before} becomes {after}",
    "{fact} 的最大跳变在 {lower} 与 {upper} 之间：{before} 变为 {after}")
  /// A large step of a fact, perhaps not the largest.
  public static let checkCliffFound = check(
    "cliffFound",
    "a large step in {fact} is from {lower} to {upper}: {before} becomes {after}; there may be"
      + " larger ones",
    "{fact} 在 {lower} 与 {upper} 之间有较大跳变：{before} 变为 {after}；可能还有更大的")
  /// Steps of a rule that cannot be swapped.
  public static let checkOrder = check(
    "order",
    "the order of steps {first} and {second} of {rule} matters: {total}, swapped {swapped}",
    "{rule} 第 {first}、{second} 步的顺序有影响：{total}，对调后为 {swapped}")
  /// Steps of the settlement that cannot be swapped.
  public static let checkSettlementOrder = check(
    "settlementOrder",
    "the order of steps {first} and {second} of the settlement matters: {total}, swapped {swapped}",
    "结算第 {first}、{second} 步的顺序有影响：{total}，对调后为 {swapped}")
  /// A protected fact that changes what is paid.
  public static let checkProtected = check(
    "protected", "{fact} must not decide, and changes what is paid", "{fact} 不得影响赔付，却改变了金额")
  /// A claim and what it is paid.
  public static let checkCase = check(
    "case", "{facts}: {refund} back and {compensation} on top",
    "{facts}：退款 {refund}，赔付 {compensation}")
  /// A claim.
  public static let checkExample = check("example", "for example {facts}", "例如 {facts}")
  /// There is more to find.
  public static let checkMore = check(
    "more", "there are more findings of the kind {kind}", "还有更多此类发现：{kind}")
  /// Something was not proved.
  public static let checkNotProved = check(
    "notProved", "not proved: there may be more to find of the kind {kind} about {about}",
    "未能证明：关于 {about}，{kind} 可能还有未找出的")

  /// The codes of the checks, for a catalogue.
  public static let allCompensationChecks: [Self] = [
    .checkGap, .checkAlwaysCapped, .checkSameUnderCap, .checkCapBites, .checkCapBitesBelow,
    .checkPaysLess, .checkCliff, .checkCliffFound, .checkOrder, .checkSettlementOrder,
    .checkProtected, .checkCase, .checkExample, .checkMore, .checkNotProved,
  ]
}
