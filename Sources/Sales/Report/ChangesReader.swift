extension Store {
  /// What became of deals from the first action on that is dated at the moment or later, from one state of the file.
  package func changes(since moment: Timestamp) throws(StoreError) -> PeriodChanges {
    try reading { () throws(StoreError) in
      var reader = ChangesReader(
        stages: try pipelines().flatMap(\.stages), users: try rows(ListQuery<User>()), since: moment)
      try eachEdit(since: moment, in: ChangesReader.tables) { reader.add($0, $1) }
      return try reader.changes { (key) throws(StoreError) in try row(key) }
    }
  }
}

/// Makes changes of deals from a stretch of the journal and the rows as they are now.
struct ChangesReader {
  static let tables: [Table] = [.stages, .deals, .activities, .tasks]
  /// What is compared; edits of anything else are passed over.
  private static let fields: Set<String> = [
    "pipeline_id", "stage_id", "status", "value", "currency", "expected_close", "owner_id", "closed_at",
  ]

  let since: Timestamp
  /// Those that are gone too.
  private var stages: [StageID: Stage]
  private let users: [UserID: String]
  private var deals = JournalFold(fields: fields)
  /// Tasks and activities that were made.
  private var made: [Key: JournalFold.Setter] = [:]

  init(stages: [Stage], users: [User], since: Timestamp) {
    self.since = since
    self.stages = Dictionary(stages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.users = Dictionary(users.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(_ action: Action, _ entry: JournalEntry) {
    switch entry.key {
    case .deal:
      if entry.kind == .update, !entry.fields.contains(where: { Self.fields.contains($0.name) }) { return }
      deals.add(action, entry)
    case .stage(let id):
      if case .stage(let stage)? = entry.deletedRow, stages[id] == nil { stages[id] = stage }
    case .activity, .followUp:
      if entry.kind == .create { made[entry.key] = JournalFold.Setter(user: action.by, at: action.at) }
    case .user, .company, .contact, .pipeline, .transition, .goal, .review: break
    }
  }

  func changes(_ row: (Key) throws(StoreError) -> Row?) throws(StoreError) -> PeriodChanges {
    var changes: [DealChange] = []
    for key in deals.keys.sorted(by: { $0.id < $1.id }) {
      guard let fold = deals[key] else { continue }
      let now = try row(key)
      changes += self.changes(
        from: deals.before(of: key, now: now).flatMap(Deal.init(row:)), to: now.flatMap(Deal.init(row:)), fold)
    }
    for (key, setter) in made.sorted(by: { $0.key.id < $1.key.id }) {
      if let change = try beside(key, setter, row) { changes.append(change) }
    }
    let places = Dictionary(uniqueKeysWithValues: DealChangeKind.allCases.enumerated().map { ($1, $0) })
    let order = { (change: (offset: Int, element: DealChange)) in
      (places[change.element.kind] ?? 0, -(change.element.at?.seconds ?? 0), change.offset)
    }
    let sorted = changes.enumerated().sorted { order($0) < order($1) }.map(\.element)
    return PeriodChanges(since: since, changes: sorted, users: users)
  }

  /// A step that was planned, or an activity that was logged, and is still there.
  private func beside(
    _ key: Key, _ setter: JournalFold.Setter, _ row: (Key) throws(StoreError) -> Row?
  ) throws(StoreError) -> DealChange? {
    let (kind, deal, new): (DealChangeKind, DealID?, String)
    switch try row(key) {
    case .followUp(let task) where task.status != .cancelled: (kind, deal, new) = (.step, task.dealID, task.title)
    case .activity(let activity) where activity.status == .completed:
      (kind, deal, new) = (.note, activity.dealID, activity.subject ?? activity.type.rawValue)
    default: return nil
    }
    guard let deal, case .deal(let owner)? = try row(.deal(deal)) else { return nil }
    return DealChange(
      kind: kind, deal: deal, name: owner.name, by: setter.user, at: setter.at, old: .none, new: .text(new), amount: nil
    )
  }
}

// What two states of a deal differ in.
extension ChangesReader {
  private func changes(from before: Deal?, to after: Deal?, _ fold: JournalFold.RowFold) -> [DealChange] {
    switch (before, after) {
    case (nil, nil): return []
    case (let before?, nil):
      return [change(.out, before, fold.deleter, .text(stageName(before)), .text("deleted"), Self.money(before))]
    case (nil, let after?):
      let came = change(.in, after, fold.maker, .none, .text(stageName(after)), Self.money(after))
      let isNews = after.closedAt.map { $0 >= since } ?? false
      return [came] + (isNews ? [outcome(nil, after, fold.setters["status"] ?? fold.maker)] : [])
    case (let before?, let after?): return differences(before, after, fold)
    }
  }

  private func differences(_ before: Deal, _ after: Deal, _ fold: JournalFold.RowFold) -> [DealChange] {
    func setter(_ field: String) -> JournalFold.Setter? { fold.setters[field] ?? fold.maker }
    var changes: [DealChange] = []
    if after.status != before.status, !after.isActive { changes.append(outcome(before, after, setter("status"))) }
    changes += closeDate(before, after, setter("expected_close"))
    changes += value(before, after, setter("value"), setter("currency"))
    changes += stage(before, after, setter("stage_id"))
    if after.isActive, !before.isActive {
      changes.append(
        change(.in, after, setter("status"), .text(before.status.rawValue), .text("reopened"), Self.money(after)))
    }
    if after.ownerID != before.ownerID {
      changes.append(change(.owner, after, setter("owner_id"), owner(before), owner(after), Self.money(after)))
    }
    return changes
  }

  private func outcome(_ before: Deal?, _ after: Deal, _ setter: JournalFold.Setter?) -> DealChange {
    change(
      after.status == .won ? .won : .lost, after, setter, before.map { .text(stageName($0)) } ?? .none,
      .text(after.lossReason ?? stageName(after)), Self.money(after))
  }

  private func closeDate(_ before: Deal, _ after: Deal, _ setter: JournalFold.Setter?) -> [DealChange] {
    let (old, new) = (before.expectedClose?.utcDay, after.expectedClose?.utcDay)
    guard old != new else { return [] }
    let kind: DealChangeKind =
      if let old, let new { new > old ? .later : .earlier } else { .dated }
    return [
      change(kind, after, setter, old.map { .day($0) } ?? .none, new.map { .day($0) } ?? .none, Self.money(after))
    ]
  }

  private func value(
    _ before: Deal, _ after: Deal, _ value: JournalFold.Setter?, _ currency: JournalFold.Setter?
  ) -> [DealChange] {
    let (old, new) = (Self.money(before), Self.money(after))
    if before.currency != after.currency { return [change(.currency, after, currency, .money(old), .money(new), nil)] }
    guard new.minor != old.minor else { return [] }
    let difference = Money(minor: new.minor - old.minor, currency: after.currency)
    return [change(new.minor > old.minor ? .up : .down, after, value, .money(old), .money(new), difference)]
  }

  private func stage(_ before: Deal, _ after: Deal, _ setter: JournalFold.Setter?) -> [DealChange] {
    let (old, new) = (ChangeValue.text(stageName(before)), ChangeValue.text(stageName(after)))
    if before.pipelineID != after.pipelineID {
      return [.out, .in].map { change($0, after, setter, old, new, Self.money(after)) }
    }
    // A deal that was closed or reopened with its move is told as that.
    guard before.stageID != after.stageID, before.isActive == after.isActive,
      let from = stages[before.stageID], let to = stages[after.stageID]
    else { return [] }
    let kind: DealChangeKind = (to.position, to.id) > (from.position, from.id) ? .forward : .back
    return [change(kind, after, setter, old, new, Self.money(after))]
  }

  private func change(
    _ kind: DealChangeKind, _ deal: Deal, _ setter: JournalFold.Setter?, _ old: ChangeValue, _ new: ChangeValue,
    _ amount: Money?
  ) -> DealChange {
    DealChange(
      kind: kind, deal: deal.id, name: deal.name, by: setter?.user, at: setter?.at, old: old, new: new, amount: amount)
  }

  private func owner(_ deal: Deal) -> ChangeValue {
    deal.ownerID.map { .text(users[$0] ?? $0.description) } ?? .none
  }

  private func stageName(_ deal: Deal) -> String { stages[deal.stageID]?.name ?? deal.stageID.description }

  private static func money(_ deal: Deal) -> Money { Money(minor: Int128(deal.value), currency: deal.currency) }
}
