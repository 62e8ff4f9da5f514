// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension SLAAdjustment: Codable {
  private enum CodingKeys: String, CodingKey {
    case at, by, reason, type, metric, from, until, milliseconds
  }

  private enum Name: String, Codable {
    case waived, extended, excluded, acknowledged
  }

  /// Decodes `{"at": …, "by": …, "reason": …, "type": "extended", "metric": …, …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    at = try values.decode(Instant.self, forKey: .at)
    by = try values.decode(Principal.self, forKey: .by)
    reason = try values.decode(String.self, forKey: .reason)
    func interval() throws -> (Instant, Instant) {
      (
        try values.decode(Instant.self, forKey: .from),
        try values.decode(Instant.self, forKey: .until)
      )
    }
    switch try values.decode(Name.self, forKey: .type) {
    case .waived:
      let (from, until) = try interval()
      let metric = try values.decodeIfPresent(SLAMetric.self, forKey: .metric)
      kind = .waived(metric, from: from, until: until)
    case .extended:
      kind = .extended(
        try values.decode(SLAMetric.self, forKey: .metric),
        milliseconds: try values.decode(Int64.self, forKey: .milliseconds))
    case .excluded:
      let (from, until) = try interval()
      kind = .excluded(from: from, until: until)
    case .acknowledged:
      kind = .acknowledged(try values.decode(SLAMetric.self, forKey: .metric))
    }
  }

  /// Encodes an object with the kind's name under `type` and its parts beside it.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(at, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encode(reason, forKey: .reason)
    switch kind {
    case .waived(let metric, let from, let until):
      try values.encode(Name.waived, forKey: .type)
      try values.encodeIfPresent(metric, forKey: .metric)
      try values.encode(from, forKey: .from)
      try values.encode(until, forKey: .until)
    case .extended(let metric, let milliseconds):
      try values.encode(Name.extended, forKey: .type)
      try values.encode(metric, forKey: .metric)
      try values.encode(milliseconds, forKey: .milliseconds)
    case .excluded(let from, let until):
      try values.encode(Name.excluded, forKey: .type)
      try values.encode(from, forKey: .from)
      try values.encode(until, forKey: .until)
    case .acknowledged(let metric):
      try values.encode(Name.acknowledged, forKey: .type)
      try values.encode(metric, forKey: .metric)
    }
  }
}
