package import Sales

extension DictionaryStore {
  package func eachReportedDeal(
    of pipeline: PipelineID, filter: Filter, madeIn made: ClosedRange<Timestamp>, _ take: (ReportedDeal) -> Void
  ) {
    for deal in records.all(Deal.self) where deal.pipelineID == pipeline && matches(deal, filter) {
      let tasks = records.all(FollowUp.self) { $0.dealID == deal.id && $0.status == .pending && $0.dueAt != nil }
      let due = { (task: FollowUp) in
        task.dueAt.map { $0.isAllDay ? $0.seconds + 36_000 : $0.seconds } ?? .max
      }
      let next = tasks.min { (due($0), $0.id) < (due($1), $1.id) }
      let history = records.history(of: deal.id).map { row in
        var stay = StageTransition(id: TransitionID(bits: 0))
        (stay.toStageID, stay.enteredAt) = (row.toStageID, row.enteredAt)
        return stay
      }
      take(
        ReportedDeal(
          deal: deal, nextDue: deal.isActive ? next?.dueAt : nil,
          history: made.contains(deal.createdAt) ? history : []))
    }
  }

  package func doneCounts(of pipeline: PipelineID, filter: Filter, since: Timestamp) -> [DoneCount] {
    var counts: [DoneCount: Int] = [:]
    for activity in records.all(Activity.self) where activity.status == .completed && activity.occurredAt >= since {
      guard let id = activity.dealID, case .deal(let deal)? = records.row(.deal(id)), deal.pipelineID == pipeline,
        matches(deal, filter)
      else { continue }
      let creation = records.journal.first { $0.entry.key == .activity(activity.id) && $0.entry.kind == .create }
      let maker = creation.flatMap { edit in records.actions.first { $0.id == edit.action }?.by }
      guard let user = activity.ownerID ?? maker else { continue }
      counts[DoneCount(user: user, currency: deal.currency, activities: 0), default: 0] += 1
    }
    return counts.map { DoneCount(user: $0.user, currency: $0.currency, activities: $1) }
      .sorted { ($0.user, $0.currency) < ($1.user, $1.currency) }
  }

  package func eachEdit(since moment: Timestamp, in tables: [Table], _ take: (Action, JournalEntry) -> Void) {
    guard let first = records.actions.firstIndex(where: { $0.at >= moment }) else { return }
    let later = Dictionary(uniqueKeysWithValues: records.actions[first...].map { ($0.id, $0) })
    for (id, entry) in records.journal where tables.contains(entry.key.table) {
      if let action = later[id] { take(action, entry) }
    }
  }
}
