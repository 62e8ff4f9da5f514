// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a customer is offered in place of what was booked; see ``UpgradePolicy/offer(booked:free:)``.
public struct SeatOffer: Hashable, Sendable {
  /// Why a class is not offered.
  public enum Objection: String, Hashable, Sendable, CaseIterable {
    /// Nothing of it is free.
    case notFree
    /// It is worse than the booked one.
    case worse
    /// It is free and would do, and the policy chose another one.
    case notChosen
  }

  /// A class that is not offered.
  public struct LeftOut: Hashable, Sendable {
    /// The class.
    public var name: SeatClass
    /// Why it is not offered.
    public var why: Objection
  }

  /// The class that was booked.
  public let booked: SeatClass
  /// The class that is offered, never worse than the booked one; `nil` where none is free that would do.
  public let offered: SeatClass?
  /// Which class the policy offers where several would do.
  public let choice: UpgradePolicy.Choice
  /// Every other class of the policy, from the lowest to the best.
  public let leftOut: [LeftOut]

  /// Tells what is offered, with a step for each class that is not.
  public var explanation: Explanation {
    let booked = Explanation.Operand("booked", .text(booked.rawValue))
    let steps = leftOut.map { left in
      Explanation(left.why.code(choice), [.init("class", .text(left.name.rawValue)), booked])
    }
    guard let offered else { return Explanation(.seatNotOffered, [booked], steps: steps) }
    let operands = [Explanation.Operand("class", .text(offered.rawValue)), booked]
    return Explanation(
      offered == self.booked ? .seatAsBooked : .seatOffered, operands, steps: steps)
  }
}

extension SeatOffer.Objection {
  fileprivate func code(_ choice: UpgradePolicy.Choice) -> Explanation.Code {
    switch self {
    case .notFree: .seatNotFree
    case .worse: .seatWorse
    case .notChosen: choice == .best ? .seatNotBest : .seatNotNext
    }
  }
}
