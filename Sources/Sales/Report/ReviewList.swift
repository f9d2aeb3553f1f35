/// A deal on the review list with what its line says.
package struct ReviewLine: Hashable, Sendable {
  package let item: ReviewItem
  package let deal: Deal
  /// The owner's name; nil without one.
  package let owner: String?
  /// The earliest pending task that has a day; nil without one.
  package let nextStep: FollowUp?
  /// When the item was done: a step completed since it was put on the list, or the deal closed. Nil while it is open.
  package let doneAt: Timestamp?
}

extension Store {
  /// Every deal on the review list, by owner and then in the order in which they were put there; last those without an
  /// owner.
  package func reviewList() throws(StoreError) -> [ReviewLine] {
    try reading { () throws(StoreError) in
      var lines: [ReviewLine] = []
      for item in try rows(ListQuery<ReviewItem>()) {
        guard let id = item.dealID, case .deal(let deal)? = try row(.deal(id)) else { continue }
        var owner: String?
        if let user = deal.ownerID { owner = try row(.user(user))?.title }
        let tasks = try rows(ListQuery<FollowUp>(terms: [ListTerm("deal_id", .equal, id.scalar)]))
        lines.append(
          ReviewLine(
            item: item, deal: deal, owner: owner, nextStep: FollowUp.next(of: tasks),
            doneAt: Self.done(item, deal, tasks)))
      }
      return lines.sorted { left, right in
        (left.owner == nil ? 1 : 0, left.owner ?? "", left.item.createdAt, left.item.id)
          < (right.owner == nil ? 1 : 0, right.owner ?? "", right.item.createdAt, right.item.id)
      }
    }
  }

  private static func done(_ item: ReviewItem, _ deal: Deal, _ tasks: [FollowUp]) -> Timestamp? {
    let completed = tasks.filter { $0.status == .completed && $0.updatedAt >= item.createdAt }.map(\.updatedAt).min()
    return completed ?? (deal.isActive ? nil : deal.closedAt ?? deal.updatedAt)
  }
}

extension FollowUp {
  /// The earliest pending one that has a day; as everywhere a whole day counts as ten in the morning.
  package static func next(of tasks: [FollowUp]) -> FollowUp? {
    let due = { (task: FollowUp) in task.dueAt.map { $0.isAllDay ? $0.seconds + 36_000 : $0.seconds } ?? .max }
    return tasks.filter { $0.status == .pending && $0.dueAt != nil }.min { (due($0), $0.id) < (due($1), $1.id) }
  }
}
