// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

/// Random appends and reads, answered by the store in memory and by a list that is searched from end to
/// end.
@Suite("The store in memory answers as a list does")
struct StoreLawTests {
  private struct Life {
    var random: SplitMix64
    var sent: [AppendRequest] = []
    var now = Instant.fixtureStart

    mutating func number(_ range: ClosedRange<Int>) -> Int {
      Int.random(in: range, using: &random)
    }

    mutating func stream() -> StreamID { StreamID("s\(number(0...3))") }

    mutating func expected() -> ExpectedVersion {
      switch number(0...5) {
      case 0: .none
      case 1: .exists
      case 2: .exactly(Int64(number(-1...6)))
      default: .any
      }
    }

    mutating func request() -> AppendRequest {
      if random.oneIn(5), var again = sent.last {
        again.recordedAt = now
        if random.oneIn(3) { _ = again.streams.popLast() }
        return again
      }
      now = now.adding(milliseconds: Int64(number(-2_000...4_000)))
      var streams: [StreamAppend] = []
      for _ in 0..<number(0...3) {
        var events: [NewEvent] = []
        for _ in 0..<number(0...3) {
          events.append(
            .fixture(EventID("e\(number(0...200))"), payload: "{\"n\":\(number(0...9))}"))
        }
        streams.append(StreamAppend(stream(), expecting: expected(), events: events))
      }
      let request = AppendRequest(
        streams, key: random.oneIn(2) ? IdempotencyKey("k\(number(0...40))") : nil,
        fingerprint: random.oneIn(6) ? [UInt8(number(0...1))] : nil,
        tenant: random.oneIn(3) ? "north" : nil, recordedAt: now)
      sent.append(request)
      return request
    }

    mutating func query() -> StreamQuery {
      StreamQuery(
        random.oneIn(2) ? .forwards : .backwards,
        from: random.oneIn(3) ? nil : Int64(number(-1...20)), limit: number(0...8),
        until: random.oneIn(2)
          ? nil : Instant.fixtureStart.adding(milliseconds: Int64(number(-2_000...60_000))))
    }
  }

  private func result<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async -> Result<Value, StorageError> {
    do throws(StorageError) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  @Test("receipts, refusals and pages are the same", arguments: UInt64(0)..<24)
  func same(seed: UInt64) async throws {
    var life = Life(random: SplitMix64(seed: seed))
    let chain = RecordChain(QuickDigest())
    let (store, list) = (InMemoryEventStore(chain: chain), ListStore(chain: chain))
    for _ in 0..<60 {
      let request = life.request()
      let receipt = await result { () throws(StorageError) in try await store.append(request) }
      let wanted = await result { () throws(StorageError) in try await list.append(request) }
      #expect(receipt == wanted)
      let (stream, query) = (life.stream(), life.query())
      let page = await result { () throws(StorageError) in try await store.read(stream, query) }
      let other = await result { () throws(StorageError) in try await list.read(stream, query) }
      #expect(page == other)
      let (position, limit) = (EventPosition(Int64(life.number(0...60))), life.number(0...9))
      let all = await result { () throws(StorageError) in
        try await store.readAll(after: position, limit: limit)
      }
      let others = await result { () throws(StorageError) in
        try await list.readAll(after: position, limit: limit)
      }
      #expect(all == others)
    }
    #expect(try await store.head() == list.head())
    #expect(try await store.findings(by: chain, pageSize: 7).isEmpty)
  }
}
