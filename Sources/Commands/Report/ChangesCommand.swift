import Sales

extension Job {
  /// Prints what became of deals since a day.
  func changes() throws(Failure) {
    let form = try printedForm()
    let present = try present()
    let store = try openExisting()
    store.isInterrupted = platform.watchInterrupts()
    let login = try login()
    let user = try asking { () throws(StoreError) in try store.knownUser(named: login) }
    let since = try since(at: present, user, in: store)
    var changes = try asking { () throws(StoreError) in try store.changes(since: since) }
    if let name = invocation.value(.by) { changes = changes.by(try self.user(named: name, for: .by, in: store)) }
    ChangesPrinter(job: self, present: present).print(changes, form)
    guard invocation.has(.reviewed) else { return }
    try keepReview(at: present.now, in: Desk(store: store, user: user))
    if form == .text { out.line("Kept this moment as your last review.") }
  }

  /// The user of that name, or of `me`; naming nobody is a usage error that lists the users.
  func user(named name: String, for option: OptionName, in store: any Store) throws(Failure) -> UserID {
    let users = try asking { () throws(StoreError) in try store.rows(ListQuery<User>(sort: [ListSort("name")])) }
    let wanted = folded(name) == "me" ? folded(try login()) : folded(name)
    if let user = users.first(where: { folded($0.name) == wanted }) { return user.id }
    let names = users.map(\.name).joined(separator: ", ")
    throw .usage(.badValue(option, name, wanted: "a user; there are \(names)"))
  }

  /// The name of the setting that holds a user's last review, as a moment.
  private static let lastReview = "last_review"

  private func since(at present: Present, _ user: User?, in store: any Store) throws(Failure) -> Timestamp {
    let monday = present.zone.moment(of: present.today.advanced(byDays: -present.today.weekday))
    guard let text = invocation.value(.since) else {
      return max(monday, try lastReview(of: user, in: store) ?? monday)
    }
    if folded(text) == "review" {
      guard let review = try lastReview(of: user, in: store) else {
        throw .refused("You have kept no review yet. dealboard changes --reviewed keeps one")
      }
      return review
    }
    if folded(text) == "monday" || folded(text) == "mon" { return monday }
    guard let day = DaysReader.pastDay(text, today: present.today, notation) else {
      throw .usage(.badValue(.since, text, wanted: "a day up to today; try monday, 2026-11-23, 3d or review"))
    }
    return present.zone.moment(of: day)
  }

  private func lastReview(of user: User?, in store: any Store) throws(Failure) -> Timestamp? {
    guard let user else { return nil }
    return try asking { () throws(StoreError) in
      try store.setting(Self.lastReview, of: user.id).flatMap { Timestamp($0) }
    }
  }

  private func keepReview(at moment: Timestamp, in desk: Desk) throws(Failure) {
    let user = try writer(desk)
    try asking { () throws(StoreError) in
      try desk.store.set(Self.lastReview, of: user.id, to: moment.description)
    }
  }
}
