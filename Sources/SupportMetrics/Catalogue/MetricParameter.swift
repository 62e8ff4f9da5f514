// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What an entry of the catalogue leaves to whoever uses it: a threshold, a share, a name.
///
/// A document gives it beside the name of the entry: `"measure": "serviceLevel.F1", "within": "20 s"`.
public struct MetricParameter: Hashable, Sendable {
  /// What it may be.
  public enum Kind: Hashable, Sendable {
    /// An amount of time of a whole number of milliseconds, not negative: `"20 s"`.
    case duration
    /// A share of one: `"90%"`.
    case share
    /// A whole number between two bounds, both included.
    case number(ClosedRange<Int64>)
    /// A name that is not blank.
    case text
    /// Yes or no.
    case flag
  }

  /// The name, as documents write it.
  public let name: String
  /// What it may be.
  public let kind: Kind
  /// What it is where nobody says; `nil` where there is none.
  public let fallback: MetricArgument?
  /// Whether it must be said; otherwise, without a fallback, it is simply left away.
  public let isRequired: Bool
  /// A value for examples: the one that sources use.
  public let example: MetricArgument

  init(
    _ name: String, _ kind: Kind, example: MetricArgument, fallback: MetricArgument? = nil,
    isRequired: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.fallback = fallback
    self.isRequired = isRequired
    self.example = example
  }
}

/// The value of a parameter.
public enum MetricArgument: Hashable, Sendable {
  /// An amount of time.
  case duration(Duration)
  /// A share of one.
  case share(Rate)
  /// A whole number.
  case number(Int64)
  /// A name.
  case text(String)
  /// Yes or no.
  case flag(Bool)
}

extension MetricArgument: CustomStringConvertible {
  /// The value as a document writes it, without quotes.
  public var description: String {
    switch self {
    case .duration(let duration): ElapsedText.text(milliseconds: duration.wholeMilliseconds)
    case .share(let share): share.description
    case .number(let number): number.description
    case .text(let text): text
    case .flag(let flag): flag.description
    }
  }
}

extension MetricParameter {
  /// What is wrong with a value; `nil` where nothing is.
  func objection(to argument: MetricArgument) -> String? {
    switch (kind, argument) {
    case (.duration, .duration(let duration)):
      let milliseconds = duration.wholeMilliseconds
      if milliseconds < 0 { return "\(argument) is less than nothing" }
      return Duration.milliseconds(milliseconds) == duration
        ? nil : "\(duration) is no whole number of milliseconds that 64 bits hold"
    case (.share, .share(let share)):
      return share < .zero || share > .one ? "\(share) is outside 0% ... 100%" : nil
    case (.number(let bounds), .number(let number)):
      return bounds.contains(number)
        ? nil : "\(number) is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case (.text, .text(let text)):
      return text.allSatisfy(\.isWhitespace) ? "the text must not be empty" : nil
    case (.flag, .flag): return nil
    default: return "\(argument) is not \(kindName)"
    }
  }

  private var kindName: String {
    switch kind {
    case .duration: "an amount of time"
    case .share: "a share"
    case .number: "a whole number"
    case .text: "a text"
    case .flag: "true or false"
    }
  }

  /// Reads a value, or reports why it is none.
  func read(_ node: DocumentNode, _ problems: inout Problems) -> MetricArgument? {
    let argument: MetricArgument? =
      switch kind {
      case .duration: node.elapsed(&problems).map(MetricArgument.duration)
      case .share: node.share(&problems).map(MetricArgument.share)
      case .number(let bounds): node.integer(in: bounds, &problems).map(MetricArgument.number)
      case .text: node.nonEmptyString(&problems).map(MetricArgument.text)
      case .flag: node.boolean(&problems).map(MetricArgument.flag)
      }
    guard let argument, let objection = objection(to: argument) else { return argument }
    problems.report(objection, at: node)
    return nil
  }
}

extension MetricParameter {
  private static func seconds(_ seconds: Int) -> MetricArgument { .duration(.seconds(seconds)) }

  /// Within which an answer counts as in time.
  static let within = Self("within", .duration, example: seconds(20), isRequired: true)
  /// The same for answers to tickets.
  static let replyWithin = Self("within", .duration, example: seconds(7_200), isRequired: true)
  /// The same with the 60 s of the standard.
  static let connectedWithin = Self(
    "within", .duration, example: seconds(60), fallback: seconds(60))
  /// For how long a repeat is looked for.
  static let window = Self("within", .duration, example: seconds(604_800), isRequired: true)
  /// Up to which age a piece of work is no old one.
  static let olderThan = Self("olderThan", .duration, example: seconds(259_200), isRequired: true)
  /// Up to which an abandoned contact is too short to count.
  static let short = Self("short", .duration, example: seconds(5), isRequired: true)
  /// The same, where without it every abandoned contact counts.
  static let shortIfAny = Self("short", .duration, example: seconds(5))
  /// Whether only business time counts.
  static let business = Self("business", .flag, example: .flag(false), fallback: .flag(false))
  /// Whether within means less than, instead of at most.
  static let strict = Self("strict", .flag, example: .flag(false), fallback: .flag(false))
  /// The share of a quantile; without it, the mean.
  static let quantile = Self("share", .share, example: .share(Rate(9, over: 10) ?? .one))
  /// The same, where it must be said.
  static let share = Self(
    "share", .share, example: .share(Rate(9, over: 10) ?? .one), isRequired: true)
  /// How many of the most frequent values.
  static let top = Self("top", .number(1...1_000_000), example: .number(10), fallback: .number(10))
  /// The name of a service-level metric.
  static let metric = Self("metric", .text, example: .text("firstReply"), isRequired: true)
  /// The name of the survey.
  static func survey(_ survey: SurveyAnswer.Survey) -> Self {
    Self("survey", .text, example: .text(survey.rawValue), fallback: .text(survey.rawValue))
  }
  /// From which score on an answer is good.
  static func from(_ score: Int64) -> Self {
    Self("from", .number(0...1_000), example: .number(score), isRequired: true)
  }
  /// From how many stars on a customer is satisfied.
  static func stars(_ stars: Int64) -> Self {
    Self("from", .number(1...5), example: .number(stars), isRequired: true)
  }
  /// Up to which score an answer is bad.
  static func upTo(_ score: Int64) -> Self {
    Self("upTo", .number(0...1_000), example: .number(score), isRequired: true)
  }
}
