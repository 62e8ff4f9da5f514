// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportSLA
import SupportTickets
import SupportTime

/// One case of the log, folded: its ticket, its clocks, and what its rows say by themselves.
struct CaseRecord {
  let history: TicketHistory
  let timeline: SLATimeline
  let rows: RowFigures
  /// The events as they were made, where they are kept.
  var recorded: CaseHistory?

  /// Figures that are read off the rows, since no event of a ticket holds them.
  struct RowFigures {
    var openedAt: Instant
    var firstRowAt: Instant
    var lastRowAt: Instant
    /// The first and the last row in a resolved state.
    var firstResolvedAt: Instant?
    var lastResolvedAt: Instant?
    /// Changes of the group from one row to the next, a missing group being a group like others.
    var groupChanges = 0
    /// Those of them where both groups are known.
    var groupChangesBetweenKnown = 0
    /// The stored counter of the last row; changes of the agent in logs without a counter.
    var reassignments: Int?
    /// The recorded flag of the last row.
    var isRecordedMet: Bool?
    /// Rows whose time is earlier than that of the row before.
    var rowsBackInTime = 0
    /// Whether the first row stands before the opening.
    var beginsBeforeOpening = false
  }
}

/// Folds the rows of a case into its ticket and its clocks.
struct CaseFolder {
  private let table: LogTable
  private let texts: Texts
  private let book: ReplayBook
  private let keepsEvents: Bool
  /// What every ticket is of which no column says it.
  private let kind: Ticket.Kind?
  private let hasCounter: Bool
  private let importer = Principal.automation("import")

  /// The library's values for the texts of the log, made once.
  private struct Texts {
    var groups: [GroupID]
    var agents: [AgentID]
    var priorities: [Ticket.Priority]
    var kinds: [Ticket.Kind]
    var channels: [Ticket.Channel]

    init(_ table: LogTable, _ map: LogMap) {
      groups = table.groups.texts.map { GroupID(rawValue: $0) }
      agents = table.agents.texts.map { AgentID(rawValue: $0) }
      priorities = table.priorities.texts.map { Ticket.Priority(rawValue: $0) }
      channels = table.channels.texts.map { Ticket.Channel(rawValue: map.channels[$0] ?? $0) }
      kinds = table.kinds.texts.map { Ticket.Kind(rawValue: $0) }
    }
  }

  init(_ table: LogTable, map: LogMap, book: ReplayBook, keepsEvents: Bool) {
    self.table = table
    self.book = book
    self.keepsEvents = keepsEvents
    kind = map.kind.map { Ticket.Kind(rawValue: $0) }
    hasCounter = map.columns[.reassignments] != nil
    texts = Texts(table, map)
  }

  /// Folds a case given by its position and the positions of its rows, in order; `nil` without
  /// rows. Each change of the status is told with the row's instant.
  func fold(
    _ position: Int, rows: ArraySlice<Int32>,
    status: (_ old: Ticket.Status?, _ new: Ticket.Status, _ at: Instant) -> Void
  ) -> CaseRecord? {
    guard let firstPosition = rows.first else { return nil }
    let known = table.cases[position]
    let first = table.rows[Int(firstPosition)]
    var fold = Fold(
      history: TicketHistory(Ticket.ID(rawValue: table.tickets.texts[position])),
      timeline: SLATimeline(book.versions),
      figures: .init(
        openedAt: known.openedAt ?? first.at, firstRowAt: first.at, lastRowAt: first.at))
    fold.figures.beginsBeforeOpening = first.at < fold.figures.openedAt
    fold.foldsLater = book.classifies
    fold.keepsEvents = keepsEvents || fold.foldsLater
    var last: LogTable.Row?
    for rowPosition in rows {
      let row = table.rows[Int(rowPosition)]
      if last == nil {
        open(&fold, row, known)
      } else if let last {
        compare(&fold, last, row)
      }
      let old = last == nil ? nil : fold.history.ticket.status
      apply(row, after: last, to: &fold)
      if let new = fold.history.ticket.status, new != old {
        status(old, new, max(row.at, fold.latest))
      }
      fold.latest = max(row.at, fold.latest)
      last = row
    }
    if !hasCounter { fold.figures.reassignments = fold.history.ticket.agentChangeCount }
    let recorded =
      fold.keepsEvents ? CaseHistory(fold.history.ticket.id, events: fold.events) : nil
    if fold.foldsLater, let recorded {
      fold.timeline.apply(contentsOf: book.desk.classified(recorded).events)
    }
    return CaseRecord(
      history: fold.history, timeline: fold.timeline, rows: fold.figures,
      recorded: keepsEvents ? recorded : nil)
  }

  private struct Fold {
    var history: TicketHistory
    var timeline: SLATimeline
    var figures: CaseRecord.RowFigures
    var latest = Instant.min
    /// Whether the clocks take the events at the end, with what the policy says of the ticket.
    var foldsLater = false
    var keepsEvents = false
    var events: [Ticket.Event] = []

    mutating func add(_ change: Ticket.Change, by principal: Principal, at instant: Instant) {
      let event = Ticket.Event(change, by: principal, at: instant)
      history.append(event)
      if !foldsLater { timeline.apply(event) }
      if keepsEvents { events.append(event) }
    }
  }

  // MARK: Rows

  private func open(_ fold: inout Fold, _ row: LogTable.Row, _ known: LogTable.Case) {
    let channel = known.channel < 0 ? nil : texts.channels[Int(known.channel)]
    let customer = known.customer < 0 ? nil : table.customers.texts[Int(known.customer)]
    let opening = Ticket.Opening(
      channel: channel,
      customer: customer.map { CustomerID(rawValue: $0) },
      classification: classification(row), priority: priority(row))
    fold.add(.opened(opening), by: importer, at: fold.figures.openedAt)
  }

  private func compare(_ fold: inout Fold, _ last: LogTable.Row, _ row: LogTable.Row) {
    if row.at < last.at { fold.figures.rowsBackInTime += 1 }
    guard row.group != last.group else { return }
    fold.figures.groupChanges += 1
    if row.group >= 0, last.group >= 0 { fold.figures.groupChangesBetweenKnown += 1 }
  }

  private func apply(_ row: LogTable.Row, after last: LogTable.Row?, to fold: inout Fold) {
    fold.figures.lastRowAt = row.at
    if row.reassignments >= 0 { fold.figures.reassignments = Int(row.reassignments) }
    fold.figures.isRecordedMet = row.isRecordedMet
    if let last {
      if row.category != last.category || row.subcategory != last.subcategory {
        fold.add(.classified(classification(row)), by: importer, at: row.at)
      }
      if row.priority != last.priority {
        fold.add(.prioritised(priority(row)), by: importer, at: row.at)
      }
    }
    if row.group != last?.group ?? -1 || row.agent != last?.agent ?? -1 {
      fold.add(.assigned(assignment(row)), by: importer, at: row.at)
    }
    take(step(row), row, &fold)
  }

  private func take(_ step: LogMap.Step, _ row: LogTable.Row, _ fold: inout Fold) {
    let status = fold.history.ticket.status
    let waitingFor = fold.history.ticket.waitingFor
    let isResolved = status == .solved || status == .closed
    func change(_ change: Ticket.Change) { fold.add(change, by: importer, at: row.at) }
    switch step {
    case .new, .inProgress:
      if isResolved { change(.reopened) }
      if !waitingFor.isEmpty { change(.waitChanged([])) }
      if step == .inProgress, status == .new { change(.workStarted) }
    case .waiting(let reasons):
      if isResolved { change(.reopened) }
      if waitingFor != reasons || isResolved { change(.waitChanged(reasons)) }
    case .resolved:
      if fold.figures.firstResolvedAt == nil { fold.figures.firstResolvedAt = row.at }
      fold.figures.lastResolvedAt = row.at
      if status != .solved { change(.solved) }
    case .closed:
      if status != .closed { change(.closed) }
    case .reopened: change(.reopened)
    case .message(let kind):
      fold.add(.messageAdded(.init(kind)), by: author(of: kind, row), at: row.at)
    case .unchanged, .unlisted: break
    }
  }

  // MARK: Values

  private func step(_ row: LogTable.Row) -> LogMap.Step {
    row.step < 0 ? .unchanged : table.steps[Int(row.step)]
  }

  private func priority(_ row: LogTable.Row) -> Ticket.Priority? {
    row.priority < 0 ? nil : texts.priorities[Int(row.priority)]
  }

  private func classification(_ row: LogTable.Row) -> Ticket.Classification {
    let known = table.cases[Int(row.ticket)].kind
    return Ticket.Classification(
      kind: known < 0 ? kind : texts.kinds[Int(known)],
      category: row.category < 0 ? nil : table.categories.texts[Int(row.category)],
      subcategory: row.subcategory < 0 ? nil : table.subcategories.texts[Int(row.subcategory)])
  }

  private func assignment(_ row: LogTable.Row) -> Ticket.Assignment {
    Ticket.Assignment(
      group: row.group < 0 ? nil : texts.groups[Int(row.group)],
      agent: row.agent < 0 ? nil : texts.agents[Int(row.agent)])
  }

  private func author(of kind: Ticket.Message.Kind, _ row: LogTable.Row) -> Principal {
    switch kind {
    case .customer:
      let customer = table.cases[Int(row.ticket)].customer
      return .customer(
        CustomerID(rawValue: customer < 0 ? "unknown" : table.customers.texts[Int(customer)]))
    case .reply, .holdingReply, .note:
      return .agent(row.agent < 0 ? "unknown" : texts.agents[Int(row.agent)])
    case .automatic: return importer
    }
  }
}
