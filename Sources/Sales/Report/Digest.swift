/// What a user should know in the morning.
package struct Digest: Hashable, Sendable {
  package let user: User
  /// Open tasks of the user, or of nobody on deals of the user, that are late and that are due today.
  package let late: [AgendaItem]
  package let due: [AgendaItem]
  /// What others did to the user's deals since the moment.
  package let since: Timestamp
  package let changed: [DealChange]
  package let users: [UserID: String]
  /// Open deals of the user that need attention for another reason than a late step, with the first of their reasons.
  package let atRisk: [Risk]
  /// How many more there are.
  package let moreAtRisk: Int

  package struct Risk: Hashable, Sendable {
    package let deal: Deal
    package let reason: Attention
  }

  package var isEmpty: Bool { late.isEmpty && due.isEmpty && changed.isEmpty && atRisk.isEmpty }

  /// How many deals at risk are listed.
  static let mostAtRisk = 20
}

extension Store {
  package func digest(of user: User, since: Timestamp, at present: Present) throws(StoreError) -> Digest {
    try reading { () throws(StoreError) in
      let tasks = try agendaItems(of: user.id, at: present)
      let changes = try changes(since: since)
      var changed: [DealChange] = []
      for change in changes.changes where change.by != user.id {
        if case .deal(let deal)? = try row(.deal(change.deal)), deal.ownerID == user.id { changed.append(change) }
      }
      let risks = try risks(of: user.id, at: present)
      return Digest(
        user: user, late: tasks.filter { day(of: $0, at: present) == .overdue },
        due: tasks.filter { day(of: $0, at: present) == .today }, since: since, changed: changed, users: changes.users,
        atRisk: Array(risks.prefix(Digest.mostAtRisk)), moreAtRisk: max(0, risks.count - Digest.mostAtRisk))
    }
  }

  private func day(of item: AgendaItem, at present: Present) -> AgendaDay? {
    item.followUp.dueAt.flatMap { AgendaDay(of: $0, at: present) }
  }

  private func agendaItems(of user: UserID, at present: Present) throws(StoreError) -> [AgendaItem] {
    var (items, seen, anchor) = ([AgendaItem](), Set<FollowUpID>(), AgendaAnchor.start)
    while true {
      let page = try agenda(around: anchor, before: 0, after: 500, present: present)
      let new = page.items.filter { seen.insert($0.followUp.id).inserted }
      items += new.filter { ($0.followUp.ownerID ?? $0.deal?.ownerID) == user }
      guard page.hasMoreAfter, let last = new.last?.followUp, let due = last.dueAt else { return items }
      anchor = .at(due, last.id)
    }
  }

  private func risks(of user: UserID, at present: Present) throws(StoreError) -> [Digest.Risk] {
    var risks: [Digest.Risk] = []
    let filter = Filter(terms: [Filter.Term(.owner(user))])
    for plan in try pipelines() {
      let stages = Dictionary(plan.stages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for id in try attentionQueue(of: plan.pipeline.id, filter: filter, present: present, limit: 1000) {
        guard let card = try card(id, order: .newest, present: present), let stage = stages[card.deal.stageID],
          let reason = card.attention(in: stage, at: present).first
        else { continue }
        if case .overdue = reason { continue }
        risks.append(Digest.Risk(deal: card.deal, reason: reason))
      }
    }
    return risks
  }
}
