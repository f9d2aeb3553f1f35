package import Sales

extension DictionaryStore {
  package func detail(of deal: DealID, present: Present, entries: Int) -> DealDetail? {
    guard let card = card(deal, order: .urgency, present: present),
      case .pipeline(let pipeline) = records.rows[.pipeline(card.deal.pipelineID)],
      case .stage(let stage) = records.rows[.stage(card.deal.stageID)]
    else { return nil }
    var detail = DealDetail(
      card: card, contact: contact(of: card.deal), company: company(of: card.deal), pipeline: pipeline, stage: stage,
      history: records.history(of: deal), followUps: followUps(of: deal),
      timeline: timeline(of: deal, from: .newest, limit: entries), names: [:],
      slips: edits(of: [.deal(deal)]).count { $0.log.entry.isSlip && isInEffect($0.log.action) })
    detail.names = names(of: detail.namedIDs)
    return detail
  }

  package func timeline(of deal: DealID, from place: TimelinePlace, limit: Int) -> TimelinePage {
    timelineReads += 1
    let activities = activities(of: deal).filter { activity in
      guard let start = place.activity else { return false }
      return (activity.occurredAt, activity.id) < (start.at, start.id)
    }.prefix(limit)
    let told = edits(of: around(deal)).filter { edit in
      edit.number < place.edit ?? 0 && edit.log.isTold
    }.prefix(limit)
    let lastActivity = activities.count == limit ? activities.last : nil
    var page = TimelinePage(
      activities: Array(activities), log: told.map(\.log),
      rest: TimelinePlace(
        activity: lastActivity.map { TimelinePlace.ActivityPlace(at: $0.occurredAt, id: $0.id) },
        edit: told.count == limit ? told.last?.number : nil))
    for activity in page.activities where activity.ownerID == nil {
      let made = records.journal.first { $0.entry.key == .activity(activity.id) && $0.entry.kind == .create }
      page.makers[activity.id] = made.flatMap { records.action($0.action)?.by }
    }
    for entry in page.log { page.rows[entry.entry.key] = records.rows[entry.entry.key] }
    page.names = names(of: page.namedIDs)
    return page
  }

  private func names(of ids: Set<String>) -> [String: String] {
    var names: [String: String] = [:]
    for id in ids { names[id] = Key(id: id).flatMap { records.rows[$0]?.title } }
    return names
  }

  /// The latest first.
  private func activities(of deal: DealID) -> [Activity] {
    let activities = records.all(Activity.self) { $0.dealID == deal }
    return activities.sorted { ($0.occurredAt, $0.id) > ($1.occurredAt, $1.id) }
  }

  /// Pending ones by the day they are due.
  private func followUps(of deal: DealID) -> [FollowUp] {
    let pending = records.all(FollowUp.self) { $0.dealID == deal && $0.status == .pending }
    return Array(pending.sorted { ($0.dueKey, $0.id) < ($1.dueKey, $1.id) }.prefix(200))
  }

  /// The rows whose changes are part of the deal's timeline.
  private func around(_ deal: DealID) -> Set<Key> {
    var keys: Set<Key> = [.deal(deal)]
    if case .deal(let row) = records.rows[.deal(deal)] {
      keys.formUnion([row.contactID.map(Key.contact), row.companyID.map(Key.company)].compactMap(\.self))
    }
    keys.formUnion(records.all(FollowUp.self) { $0.dealID == deal }.map { .followUp($0.id) })
    keys.formUnion(records.all(Activity.self) { $0.dealID == deal }.map { .activity($0.id) })
    return keys
  }

  /// Whether it is a first doing, and what was undone of it has been redone.
  private func isInEffect(_ action: Action) -> Bool {
    action.reverts == nil && records.actions.count { $0.root == action.id } % 2 == 1
  }

  /// The newest first, from the first one of a deal among them on.
  private func edits(of keys: Set<Key>) -> [(number: Int64, log: LogEntry)] {
    let edits = records.journal.enumerated().filter { keys.contains($0.element.entry.key) }
    let since = edits.drop { $0.element.entry.key.table != .deals }
    return since.reversed().compactMap { index, edit in
      records.action(edit.action).map { (Int64(index + 1), LogEntry(action: $0, entry: edit.entry)) }
    }
  }
}

extension JournalEntry {
  /// Whether it moved a close date to a later day.
  fileprivate var isSlip: Bool {
    fields.contains { change in
      guard change.name == "expected_close", case .integer(let before) = change.before,
        case .integer(let after) = change.after
      else { return false }
      return Timestamp(seconds: after).utcDay > Timestamp(seconds: before).utcDay
    }
  }
}
