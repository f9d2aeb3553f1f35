import Sales

extension Job {
  func undo() throws(Failure) {
    let desk = try openKnown()
    let user = try writer(desk)
    guard let last = try asking({ () throws(StoreError) in try desk.store.lastDone(by: user.id) }),
      let action = last.action
    else { throw .refused("there is nothing of \(visible(user.name)) to undo") }
    let words = try words(for: last, desk)
    try revert(action, desk, user)
    out.line("Undone: \(words). To redo it: \(hint(.redo))")
  }

  func redo() throws(Failure) {
    let desk = try openKnown()
    let user = try writer(desk)
    guard let last = try asking({ () throws(StoreError) in try desk.store.lastUndone(by: user.id) }),
      let action = last.action
    else { throw .refused("there is nothing of \(visible(user.name)) to redo") }
    // What was undone is what the undo did, backwards.
    let edits = last.edits.reversed().map { Edit(before: $0.after, after: $0.before) }
    let words = try words(for: Commit(action: action, edits: edits), desk)
    try revert(action, desk, user)
    out.line("Redone: \(words). To undo it: \(hint(.undo))")
  }

  /// A database that is there already; a new one has nothing to take back.
  private func openKnown() throws(Failure) -> Desk {
    let path = databasePath
    guard platform.files.exists(path) else {
      throw .refused("there is no database \(visible(path)) yet; --db names another")
    }
    return try openBare()
  }

  private func revert(_ action: Action, _ desk: Desk, _ user: User) throws(Failure) {
    let isInterrupted = platform.watchInterrupts()
    let bar = ProgressBar(errors, clock: platform.clock, glyphs: glyphs, title: "Working")
    desk.store.isInterrupted = isInterrupted
    desk.store.progress = { done, total in bar.show(done, of: total) }
    defer { bar.clear() }
    try asking { () throws(StoreError) in _ = try desk.store.commit(.revert(action.id), by: user.id) }
  }

  private func words(for commit: Commit, _ desk: Desk) throws(Failure) -> String {
    let plans = try asking { () throws(StoreError) in try desk.store.pipelines() }
    let stages = plans.flatMap(\.stages).map { ($0.id, $0.name) }
    let words = commit.words(stages: Dictionary(stages, uniquingKeysWith: { first, _ in first }))
    guard let at = commit.action?.at else { return words }
    let present = try present()
    let day = DateText.short(platform.zone.day(of: at), today: present.today)
    return "\(words) (\(day) \(DateText.time(at, zone: platform.zone)))"
  }
}
