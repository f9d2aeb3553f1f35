// The steps that every rule is made of: find, insert, update, remove one row.

extension Records {
  mutating func find<E: Stored>(_ id: Identifier<E>) throws(StoreError) -> E? {
    try row(E.key(id)).flatMap(E.init(row:))
  }

  mutating func existing<E: Stored>(_ id: Identifier<E>) throws(StoreError) -> E {
    guard let entity = try find(id) else { throw .notFound(E.key(id)) }
    return entity
  }

  mutating func insert(_ entity: some Stored) throws(StoreError) {
    try write(Edit(before: nil, after: entity.row))
  }

  mutating func remove(_ entity: some Stored) throws(StoreError) {
    try write(Edit(before: entity.row, after: nil))
  }

  /// Writes the row as changed now; writes nothing, and answers false, when it is as it was.
  @discardableResult
  mutating func update<E: Dated>(_ before: E, to after: E, _ occasion: Occasion) throws(StoreError) -> Bool {
    guard after != before else { return false }
    var changed = after
    changed.updatedAt = occasion.now
    try write(Edit(before: before.row, after: changed.row))
    return true
  }

  /// Every value seen must still be so, or somebody else was there in between.
  mutating func requireUnchanged<E: Stored>(_ entity: E, since seen: [Assignment<E>]) throws(StoreError) {
    for value in seen {
      guard let field = E.field(value.field) else { throw .refusing(.unknownField, value.field) }
      let found = field.get(entity)
      if found != value.value { throw try conflict(entity.key, field.name, expected: value.value, found: found) }
    }
  }

  /// Refuses the ids among the values that point at nothing.
  mutating func requireReferences<E: Entity>(in values: [Assignment<E>]) throws(StoreError) {
    for value in values where E.table.column(value.field)?.isReference ?? false {
      try requireReference(value.value, value.field)
    }
  }

  mutating func requireReference(_ value: Scalar, _ field: String) throws(StoreError) {
    guard case .text(let text) = value, let key = Key(id: text) else { return }
    guard try row(key) != nil else { throw .refusing(.unknownReference(key), field) }
  }

  /// Deletes a contact, a company or a deal's own row; whatever points at it stays and points at nothing, but
  /// for its place on the review list. Dropping steps
  /// cancels the pending tasks among that.
  mutating func unlinkAndRemove(
    _ entity: some Stored, droppingSteps: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    for referring in try rows(referringTo: entity.key) {
      if case .review(let item) = referring {
        try remove(item)
        continue
      }
      let fields = zip(referring.key.table.columns, referring.scalars)
        .filter { $0.0.isReference && $0.1 == .text(entity.key.id) }
      var values = ["updated_at": occasion.now.scalar]
      for (column, _) in fields { values[column.name] = .null }
      if droppingSteps, case .followUp(let task) = referring, task.status == .pending {
        values["status"] = FollowUpStatus.cancelled.scalar
      }
      guard let unlinked = referring.setting(values) else { throw .refusing(.stillReferenced(referring.key)) }
      try write(Edit(before: referring, after: unlinked))
    }
    try remove(entity)
  }
}
