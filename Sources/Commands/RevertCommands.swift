import Sales
import Screen

extension Job {
  func undo() throws(Failure) { try revert(redo: false, verb: "undo", done: "Undone", back: .redo) }

  func redo() throws(Failure) { try revert(redo: true, verb: "redo", done: "Redone", back: .undo) }

  /// Reverts the last thing, and says what is so now and when the thing had been done.
  private func revert(redo: Bool, verb: String, done: String, back: CommandName) throws(Failure) {
    let desk = try openKnown()
    let user = try writer(desk)
    let last = try asking { () throws(StoreError) in
      try working(on: desk, .reverting) { (show) throws(StoreError) in
        desk.store.progress = show
        defer { desk.store.progress = nil }
        return try desk.store.revertLast(redo: redo, by: user.id)
      }
    }
    guard let (action, commit) = last else { throw .refused("There is nothing of \(user.name) to \(verb)") }
    out.line("\(done): \(try words(for: commit, at: action.at, desk)). To \(back.rawValue) it: \(hint(back))")
  }

  private func words(for commit: Commit, at moment: Timestamp, _ desk: Desk) throws(Failure) -> String {
    let plans = try asking { () throws(StoreError) in try desk.store.pipelines() }
    let names = Dictionary(plans.flatMap(\.stages).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let present = try present()
    let values = ScalarText(present: present, money: MoneyText(hasSigns: !glyphs.isASCII)) { commit.names[$0] }
    let text = commit.text(stageName: { names[$0] }, values: values)
    let day = DateText.short(platform.zone.day(of: moment), today: present.today)
    return "\(text.subject) \(text.event) (\(day) \(DateText.time(moment, zone: platform.zone)))"
  }
}
