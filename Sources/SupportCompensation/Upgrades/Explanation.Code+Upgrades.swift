// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// A better class is offered.
  public static let seatOffered = Self(
    "upgrade.offered", english: "{class} is offered in place of {booked}",
    simplifiedChinese: "以 {class} 代替 {booked}")
  /// The class that was booked is offered.
  public static let seatAsBooked = Self(
    "upgrade.asBooked", english: "{class} is offered, as booked",
    simplifiedChinese: "按原订提供 {class}")
  /// No class is free that would do.
  public static let seatNotOffered = Self(
    "upgrade.notOffered", english: "nothing is free that is equal to {booked} or better",
    simplifiedChinese: "没有与 {booked} 相当或更好的空位")
  /// Nothing of a class is free.
  public static let seatNotFree = Self(
    "upgrade.notFree", english: "{class}: nothing is free", simplifiedChinese: "{class}：无空位")
  /// A class is worse than the booked one.
  public static let seatWorse = Self(
    "upgrade.worse", english: "{class}: worse than {booked}",
    simplifiedChinese: "{class}：低于 {booked}")
  /// A class would do, and a better one is offered.
  public static let seatNotBest = Self(
    "upgrade.notBest", english: "{class}: a better one is free",
    simplifiedChinese: "{class}：另有更好的空位")
  /// A class would do, and one nearer to the booked one is offered.
  public static let seatNotNext = Self(
    "upgrade.notNext", english: "{class}: one nearer to {booked} is free",
    simplifiedChinese: "{class}：另有更接近 {booked} 的空位")

  /// The codes of upgrade offers, for a catalogue.
  public static let allUpgrades: [Self] = [
    .seatOffered, .seatAsBooked, .seatNotOffered, .seatNotFree, .seatWorse, .seatNotBest,
    .seatNotNext,
  ]
}
