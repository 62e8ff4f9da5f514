// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension PortConformance where Port == any EventStore {
  static var concurrency: [Case] {
    [
      Case("of many writers at one version one wins") { store, probe in
        for round in 0..<8 {
          let wins = await count(of: 16) { writer in
            do {
              let id = EventID("\(round)-\(writer)")
              _ = try await store.append(
                .fixture("a", [id], expecting: .exactly(Int64(round))))
              return true
            } catch let error as StorageError where error.code == .versionConflict {
              return false
            } catch {
              probe.fail("a writer met \(error)")
              return false
            }
          }
          probe.expect(wins, is: 1, "the number of winners in round \(round)")
        }
        probe.expect(try await store.version(of: "a"), is: 8, "the version")
      },
      Case("writers who expect nothing never conflict, and nothing is lost") { store, probe in
        _ = await count(of: 64) { writer in
          do {
            for number in 0..<4 {
              let first = writer.isMultiple(of: 2) ? "a" : "b"
              let ids = ["x", "y"].map { EventID("\(writer)-\(number)-\($0)") }
              let streams = [first, first == "a" ? "b" : "a"]
              _ = try await store.append(
                AppendRequest(
                  zip(streams, ids).map {
                    StreamAppend(StreamID($0), expecting: .any, events: [.fixture($1)])
                  }, recordedAt: .fixtureStart))
            }
            return true
          } catch {
            probe.fail("a writer met \(error)")
            return false
          }
        }
        let all = try await everything(in: store)
        probe.expect(all.count, is: 512, "the number of events")
        probe.expect(Set(all.map(\.id)).count, is: all.count, "the number of different events")
        for stream in ["a", "b"] as [StreamID] {
          let events = try await store.events(of: stream, pageSize: 50)
          probe.expect(events.map(\.version), is: Array(1...256), "the versions of \(stream)")
          let positions = events.map(\.position)
          probe.expect(
            positions.sorted() == positions, "\(stream) has its versions out of the common order")
          probe.expect(
            all.filter { $0.stream == stream } == events,
            "\(stream) is another one among all events")
        }
        let writers = all.map { $0.id.rawValue.split(separator: "-").prefix(2) }
        for index in stride(from: 0, to: writers.count - 1, by: 2) {
          probe.expect(
            writers[index] == writers[index + 1],
            "another append stands within that of \(writers[index].joined(separator: "-"))")
        }
      },
      Case("a key that many send at once is stored once") { store, probe in
        let first = await count(of: 32) { _ in
          do {
            return try await !store.append(.fixture("a", ["1", "2"], key: "k")).isRepeat
          } catch {
            probe.fail("a writer met \(error)")
            return false
          }
        }
        probe.expect(first, is: 1, "the number of receipts that are no repeat")
        probe.expect(try await store.version(of: "a"), is: 2, "the version")
      },
      Case("nothing appears before what was read") { store, probe in
        let isOver = ConformanceFlag(false)
        let reader = Task {
          var seen: [EventID] = []
          while true {
            let wasOver = isOver.value
            let now = try await everything(in: store).map(\.id)
            guard now.starts(with: seen) else {
              probe.fail("events appeared before others that had been read")
              return
            }
            seen = now
            if wasOver { return }
            await Task.yield()
          }
        }
        _ = await count(of: 8) { writer in
          for number in 0..<16 {
            do {
              let id = EventID("\(writer)-\(number)")
              _ = try await store.append(.fixture(StreamID("s\(writer)"), [id]))
            } catch {
              probe.fail("a writer met \(error)")
            }
            await Task.yield()
          }
          return true
        }
        isOver.value = true
        try await reader.value
      },
      Case("what was acknowledged can be read at once") { store, probe in
        _ = await count(of: 8) { writer in
          do {
            for number in 1...8 {
              let stream = StreamID("s\(writer)")
              let receipt = try await store.append(
                .fixture(stream, [EventID("\(writer)-\(number)")]))
              let version = try await store.version(of: stream)
              probe.expect(version, is: Int64(number), "the version right after an append")
              let head = try await store.head()
              probe.expect(
                head >= receipt.positions?.upperBound ?? .start,
                "the head \(head) is before what was appended")
            }
          } catch {
            probe.fail("a writer met \(error)")
          }
          return true
        }
      },
    ]
  }

  /// How many of several tasks, all at once, say yes.
  static func count(
    of tasks: Int, _ body: @escaping @Sendable (Int) async -> Bool
  ) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<tasks { group.addTask { await body(number) } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  /// All events of a store, by pages.
  static func everything(in store: any EventStore) async throws -> [StoredEvent] {
    var events: [StoredEvent] = []
    while true {
      let last = events.last?.position ?? .start
      let page = try await store.readAll(after: last, limit: 100)
      events += page
      guard page.count >= 100, let next = page.last?.position, next > last else { return events }
    }
  }
}
