// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime
import Testing

@Suite("Open and closed, in words")
struct OpenStatusTextTests {
  private static let until = Instant(secondsSince1970: 0)

  @Test(
    "each status and each reason has words in both languages",
    arguments: [
      (OpenStatus.open(until: nil), "open, and never closes", "营业中，不停业"),
      (
        .open(until: until), "open until 1970-01-01 00:00 UTC", "营业中，至 1970-01-01 00:00 UTC"
      ),
      (
        .closed(until: until, because: .outsideHours), "closed until 1970-01-01 00:00 UTC",
        "休息中，1970-01-01 00:00 UTC 开始营业"
      ),
      (
        .closed(until: nil, because: .outsideValidity),
        "closed, and no opening remains\n  the calendar does not hold on this date",
        "休息中，此后不再营业\n  日历在此日期无效"
      ),
      (
        .closed(until: nil, because: .holiday(name: nil)),
        "closed, and no opening remains\n  holiday", "休息中，此后不再营业\n  假日"
      ),
      (
        .closed(until: nil, because: .holiday(name: "National Day")),
        "closed, and no opening remains\n  holiday \"National Day\"",
        "休息中，此后不再营业\n  假日“National Day”"
      ),
      (
        .closed(until: nil, because: .override),
        "closed, and no opening remains\n  closed on this date by exception",
        "休息中，此后不再营业\n  当日例外停业"
      ),
      (
        .closed(until: nil, because: .breakTime(name: "lunch")),
        "closed, and no opening remains\n  break \"lunch\"", "休息中，此后不再营业\n  休息“lunch”"
      ),
      (
        .closed(until: nil, because: .excluded),
        "closed, and no opening remains\n  excluded by another calendar",
        "休息中，此后不再营业\n  已被另一日历排除"
      ),
    ])
  func words(status: OpenStatus, english: String, chinese: String) {
    let words = status.explanation(in: .utc)
    #expect(words.text() == english)
    #expect(words.text(in: .simplifiedChinese) == chinese)
  }
}
