// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime
import Testing

@Suite("Spans of time in the form of ISO 8601")
struct ServiceDurationISOTests {
  @Test(
    "what ISO 8601 writes is read as the kind of time that it is, and written alike",
    arguments: [
      ("PT48H", .elapsed(milliseconds: 172_800_000), "PT48H"),
      ("PT1H30M", .elapsed(milliseconds: 5_400_000), "PT1H30M"),
      ("PT90M", .elapsed(milliseconds: 5_400_000), "PT1H30M"),
      ("PT0S", .elapsed(milliseconds: 0), "PT0S"),
      ("PT0.25S", .elapsed(milliseconds: 250), "PT0.250S"),
      ("-PT2H", .elapsed(milliseconds: -7_200_000), "-PT2H"),
      ("PT8H working", .business(milliseconds: 28_800_000), "PT8H working"),
      ("P4D working", .workingDays(4, landing: .sameTime), "P4D working"),
      ("by end of P3D working", .workingDays(3, landing: .endOfDay), "by end of P3D working"),
      (
        "by opening of P1D working", .workingDays(1, landing: .opening), "by opening of P1D working"
      ),
      ("P2D", .calendarDays(2), "P2D"), ("P2W", .calendarDays(14), "P14D"),
      ("P1W1D", .calendarDays(8), "P8D"), ("P1M", .months(1), "P1M"),
      // ISO 8601 lets numbers start with zeros.
      ("PT08H", .elapsed(milliseconds: 28_800_000), "PT8H"), ("P01D", .calendarDays(1), "P1D"),
      ("PT01H30M", .elapsed(milliseconds: 5_400_000), "PT1H30M"),
      ("PT00S", .elapsed(milliseconds: 0), "PT0S"),
      ("PT00.5S", .elapsed(milliseconds: 500), "PT0.500S"),
      ("P1Y2M", .months(14), "P14M"), ("-P1M", .months(-1), "-P1M"),
    ] as [(String, ServiceDuration, String)])
  func reading(_ text: String, _ span: ServiceDuration, _ written: String) throws {
    #expect(try ServiceDuration(text) == span)
    #expect(span.iso8601 == written)
    #expect(try ServiceDuration(span.iso8601) == span)
  }

  @Test(
    "kinds of time do not mix, and what is no span is refused with the reason",
    arguments: [
      ("P1DT2H", "no common measure"), ("P1M2D", "no common measure"), ("P", "no number"),
      ("PT", "missing behind T"), ("P1H", #""H" cannot stand there"#), ("PT1M1H", "cannot stand"),
      ("P1.5D", "no whole number"), ("PT0.0001S", "no whole number"),
      ("PT.5S", "no whole number"), ("P1\n", #""\n" cannot stand there"#), ("P1W working", "weeks"),
      ("P1M working", "months have no number of working days"), ("P-1D", "expected"),
      ("by end of PT8H working", "only working days"), ("by end of P2D", "only working days"),
      ("P99999999999999999999D", "no whole number"), ("PT9223372036854775807H", "more than any"),
      ("P1D 2", "whole number"), ("PT1H later", "whole number"),
    ])
  func refusing(_ text: String, _ reason: String) {
    #expect {
      try ServiceDuration(text)
    } throws: { error in
      "\(error)".contains(reason)
    }
  }
}
