// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How appointments are cut from opening hours: their length, how many at once, how far ahead.
///
/// ```json
/// { "length": "30 min", "step": "30 min", "buffer": "10 min", "capacity": 2,
///   "lead": "72 h", "horizon": "30 days" }
/// ```
///
/// Slots start at each opening of the calendar's intervals and every ``step`` after it, as long as
/// the whole slot is open. Where intervals touch or overlap, a slot may run from one into the next,
/// and the later opening starts the count again. A service around the clock or a
/// combined calendar counts again from each midnight. Where the clocks change, a slot keeps its
/// length.
public struct SlotPlan: Hashable, Sendable {
  let lengthMilliseconds: Int64
  let stepMilliseconds: Int64
  let bufferMilliseconds: Int64

  /// How many slots may be taken at the same time, 1 ... 10,000.
  public let capacity: Int

  /// The time from the booking to the earliest start; not negative.
  public let lead: ServiceDuration

  /// The time from the booking to the latest start; not negative, and at most 3,660 days count.
  public let horizon: ServiceDuration

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - length: The length of a slot, 1 minute ... 24 hours, in whole milliseconds.
  ///   - step: The time from one start to the next, in the same bounds; `nil` means the length.
  ///   - buffer: The time that is kept free after a slot, 0 ... 24 hours.
  ///   - capacity: How many slots may be taken at the same time, 1 ... 10,000.
  ///   - lead: The time from the booking to the earliest start, itself allowed.
  ///   - horizon: The time from the booking to the latest start, itself allowed.
  /// - Throws: `DocumentError` with every mistake.
  public init(
    length: Duration, step: Duration? = nil, buffer: Duration = .zero, capacity: Int = 1,
    lead: ServiceDuration = .elapsed(milliseconds: 0), horizon: ServiceDuration
  ) throws(DocumentError) {
    self.init(
      unchecked: length.wholeMilliseconds, step: (step ?? length).wholeMilliseconds,
      buffer: buffer.wholeMilliseconds, capacity: capacity, lead: lead, horizon: horizon)
    var problems = Problems()
    check(PlaceMap(), &problems)
    try problems.throwIfAny()
  }

  init(
    unchecked length: Int64, step: Int64, buffer: Int64, capacity: Int, lead: ServiceDuration,
    horizon: ServiceDuration
  ) {
    lengthMilliseconds = length
    stepMilliseconds = step
    bufferMilliseconds = buffer
    self.capacity = capacity
    self.lead = lead
    self.horizon = horizon
  }

  /// The length of a slot.
  public var length: Duration { .milliseconds(lengthMilliseconds) }

  /// The time from one start to the next.
  public var step: Duration { .milliseconds(stepMilliseconds) }

  /// The time that is kept free after a slot.
  public var buffer: Duration { .milliseconds(bufferMilliseconds) }
}

// MARK: - Checks

extension SlotPlan {
  static let mostAtOnce = 10_000
  static let longestHorizon: Int64 = 3_660 * TimeOfDay.millisecondsPerDay
  private static let shortest: Int64 = 60_000

  func check(_ places: PlaceMap, _ problems: inout Problems) {
    var lengths = [("length", lengthMilliseconds)]
    // A step that was left out is the length: its mistake is told once.
    if stepMilliseconds != lengthMilliseconds { lengths.append(("step", stepMilliseconds)) }
    for (key, milliseconds) in lengths {
      let bounds = Self.shortest...TimeOfDay.millisecondsPerDay
      guard !bounds.contains(milliseconds) else { continue }
      let text = ServiceDuration.elapsed(milliseconds: milliseconds)
      places.report("\(text) is outside 1 min ... 24 h", path: key, &problems)
    }
    if !(0...TimeOfDay.millisecondsPerDay).contains(bufferMilliseconds) {
      let text = ServiceDuration.elapsed(milliseconds: bufferMilliseconds)
      places.report("\(text) is outside 0 h ... 24 h", path: "buffer", &problems)
    }
    if !(1...Self.mostAtOnce).contains(capacity) {
      places.report(
        "\(capacity) is outside 1 ... \(Self.mostAtOnce)", path: "capacity", &problems)
    }
    for (key, span) in [("lead", lead), ("horizon", horizon)] where span.isNegative {
      places.report("\(span) lies in the past", path: key, &problems)
    }
  }
}

// MARK: - Documents

extension SlotPlan {
  /// Reads a plan that people wrote; `step`, `buffer`, `capacity` and `lead` may be left out.
  ///
  /// After a report there is no plan.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var places = PlaceMap()
    places.note(node, for: "")
    let length = object.required("length", &problems)
    let step = object.optional("step")
    let buffer = object.optional("buffer")
    let capacity = object.optional("capacity")
    let lead = object.optional("lead")
    let horizon = object.required("horizon", &problems)
    object.finish(&problems)
    let noted = [
      ("length", length), ("step", step), ("buffer", buffer), ("capacity", capacity),
      ("lead", lead), ("horizon", horizon),
    ]
    for (key, node) in noted { places.note(node, for: key) }
    let count = capacity.map { $0.integer(in: 1...Int64(Self.mostAtOnce), &problems) ?? 1 } ?? 1
    let lengthRead = length.flatMap { Self.fixed($0, &problems) } ?? Self.shortest
    self.init(
      unchecked: lengthRead, step: step.flatMap { Self.fixed($0, &problems) } ?? lengthRead,
      buffer: buffer.flatMap { Self.fixed($0, &problems) } ?? 0, capacity: Int(count),
      lead: lead.flatMap { $0.text(&problems, ServiceDuration.init(_:)) }
        ?? .elapsed(milliseconds: 0),
      horizon: horizon.flatMap { $0.text(&problems, ServiceDuration.init(_:)) }
        ?? .elapsed(milliseconds: 0))
    check(places, &problems)
    guard problems == before else { return nil }
  }

  /// Reads a span of elapsed time, in milliseconds.
  private static func fixed(_ node: DocumentNode, _ problems: inout Problems) -> Int64? {
    guard let span = node.text(&problems, ServiceDuration.init(_:)) else { return nil }
    if case .elapsed(let milliseconds) = span { return milliseconds }
    problems.report("\(span) has no fixed length", at: node)
    return nil
  }
}

extension SlotPlan: Codable {
  private enum CodingKeys: String, CodingKey {
    case length, step, buffer, capacity, lead, horizon
  }

  /// Decodes the form of a policy book and checks it as the initialiser does.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { SlotPlan(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func span(_ milliseconds: Int64) -> ServiceDuration { .elapsed(milliseconds: milliseconds) }
    try container.encode(span(lengthMilliseconds), forKey: .length)
    try container.encode(span(stepMilliseconds), forKey: .step)
    try container.encode(span(bufferMilliseconds), forKey: .buffer)
    try container.encode(capacity, forKey: .capacity)
    try container.encode(lead, forKey: .lead)
    try container.encode(horizon, forKey: .horizon)
  }
}
