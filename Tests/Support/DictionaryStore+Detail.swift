package import Sales

extension DictionaryStore {
  package func detail(of deal: DealID, present: Present) -> DealDetail? {
    guard let card = card(deal, order: .urgency, present: present),
      case .pipeline(let pipeline) = records.rows[.pipeline(card.deal.pipelineID)],
      case .stage(let stage) = records.rows[.stage(card.deal.stageID)]
    else { return nil }
    var detail = DealDetail(
      card: card, contact: contact(of: card.deal), company: company(of: card.deal), pipeline: pipeline, stage: stage,
      history: records.history(of: deal), activities: activities(of: deal), followUps: followUps(of: deal),
      log: Array(log(of: deal).prefix(200)), users: [:], slips: log(of: deal).count { $0.entry.isSlip })
    for user in detail.people { detail.users[user] = login(user) }
    return detail
  }

  /// The latest first.
  private func activities(of deal: DealID) -> [Activity] {
    let activities = records.all(Activity.self) { $0.dealID == deal }
    return Array(activities.sorted { ($0.occurredAt, $0.id) > ($1.occurredAt, $1.id) }.prefix(200))
  }

  /// Pending ones by the day they are due, then the others, the last made first.
  private func followUps(of deal: DealID) -> [FollowUp] {
    let all = records.all(FollowUp.self) { $0.dealID == deal }
    let pending = all.filter { $0.status == .pending }.sorted { ($0.dueKey, $0.id) < ($1.dueKey, $1.id) }
    return Array((pending + all.filter { $0.status != .pending }.reversed()).prefix(200))
  }

  private func log(of deal: DealID) -> [LogEntry] {
    records.journal.reversed().compactMap { action, entry in
      guard entry.key == .deal(deal), let action = records.action(action) else { return nil }
      return LogEntry(action: action, entry: entry)
    }
  }
}

extension DealDetail {
  /// Everybody whose login the page shows.
  fileprivate var people: Set<UserID> {
    var people = Set(log.map(\.action.by) + history.map(\.changedBy))
    people.formUnion(activities.compactMap(\.ownerID))
    people.formUnion(followUps.compactMap(\.ownerID))
    people.formUnion([card.deal.ownerID, contact?.ownerID, company?.ownerID].compactMap(\.self))
    return people
  }
}

extension JournalEntry {
  /// Whether it moved a close date to a later one.
  fileprivate var isSlip: Bool {
    fields.contains { change in
      guard change.name == "expected_close", case .integer(let before) = change.before,
        case .integer(let after) = change.after
      else { return false }
      return after > before
    }
  }
}
