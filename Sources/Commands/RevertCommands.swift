import Sales
import Screen

extension Job {
  func undo() throws(Failure) {
    try revert(verb: "undo", done: "Undone", back: .redo) { store, user throws(StoreError) in
      try store.lastDone(by: user)
    }
  }

  func redo() throws(Failure) {
    try revert(verb: "redo", done: "Redone", back: .undo) { store, user throws(StoreError) in
      try store.lastUndone(by: user)
    }
  }

  /// Reverts what the question finds, and says what is so now and when the thing had been done.
  private func revert(
    verb: String, done: String, back: CommandName,
    _ find: (any Store, UserID) throws(StoreError) -> Commit?
  ) throws(Failure) {
    let desk = try openKnown()
    let user = try writer(desk)
    guard let action = try asking({ () throws(StoreError) in try find(desk.store, user.id) })?.action else {
      throw .refused("there is nothing of \(visible(user.name)) to \(verb)")
    }
    let commit = try asking { () throws(StoreError) in
      try self.commit(.revert(action.id), on: desk, by: user, title: "Working")
    }
    out.line("\(done): \(try words(for: commit, at: action.at, desk)). To \(back.rawValue) it: \(hint(back))")
  }

  private func words(for commit: Commit, at moment: Timestamp, _ desk: Desk) throws(Failure) -> String {
    let plans = try asking { () throws(StoreError) in try desk.store.pipelines() }
    let names = Dictionary(plans.flatMap(\.stages).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let present = try present()
    let values = ScalarText(present: present, money: MoneyText(hasSigns: !glyphs.isASCII)) { _ in nil }
    let text = commit.text(stageName: { names[$0] }, values: values)
    let day = DateText.short(platform.zone.day(of: moment), today: present.today)
    return "\(visible(text.subject)) \(visible(text.event)) (\(day) \(DateText.time(moment, zone: platform.zone)))"
  }
}
