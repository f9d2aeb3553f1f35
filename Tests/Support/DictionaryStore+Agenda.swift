package import Sales

extension DictionaryStore {
  package func agenda(around anchor: AgendaAnchor, before: Int, after: Int, present: Present) -> AgendaPage {
    let deals = Dictionary(uniqueKeysWithValues: records.all(Deal.self).map { ($0.id, $0) })
    let placed = placed(at: present)
    let index =
      switch anchor {
      case .start: 0
      case .end: placed.count
      case .at(let due, let id):
        AgendaPlace(due: due, id: id, at: present).flatMap { place in placed.firstIndex { $0.place >= place } }
          ?? placed.count
      }
    let start = max(0, index - before)
    let end = min(placed.count, index + after)
    let items = placed[start..<end].map { AgendaItem(followUp: $0.task, deal: $0.task.dealID.flatMap { deals[$0] }) }
    return AgendaPage(
      items: items, anchorIndex: index - start, hasMoreBefore: start > 0, hasMoreAfter: end < placed.count)
  }

  package func agendaCounts(at present: Present) -> [AgendaDay: Int] {
    var counts = Dictionary(uniqueKeysWithValues: AgendaDay.allCases.map { ($0, 0) })
    for due in placed(at: present).map(\.place.due) {
      if let day = AgendaDay(of: due, at: present) { counts[day, default: 0] += 1 }
    }
    return counts
  }

  private func placed(at present: Present) -> [(place: AgendaPlace, task: FollowUp)] {
    let silent = Set(
      records.all(Deal.self) { !$0.isActive || ($0.parkedUntil.map { $0 > present.now } ?? false) }.map(\.id))
    let tasks = records.all(FollowUp.self) { $0.status == .pending && $0.dealID.map(silent.contains) != true }
    return tasks.compactMap { task in
      task.dueAt.flatMap { AgendaPlace(due: $0, id: task.id, at: present) }.map { (place: $0, task: task) }
    }.sorted { $0.place < $1.place }
  }
}
