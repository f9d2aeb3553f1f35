import Sales

/// An open database and whoever works on it.
struct Desk {
  let store: any Store
  /// Nil in a database that does not know the login: that is entered with its first change.
  let user: User?
}

extension Job {
  /// How long commands wait for another writer, in milliseconds.
  private static let patience = 10_000

  /// Opens the database, made when missing, with the default pipeline in it. One that has a pipeline is only read, so
  /// that somebody new sees it also while another program writes.
  func open() throws(Failure) -> Desk {
    let login = try login()
    let store = try openStore()
    let known = try asking { () throws(StoreError) in
      Desk(store: store, user: try store.knownUser(named: login))
    }
    guard store.readOnlyReason == nil, try asking({ () throws(StoreError) in try store.pipelines().isEmpty }) else {
      return known
    }
    let desk = Desk(store: store, user: try writer(known))
    try makeFirstPipeline(desk)
    return desk
  }

  /// Opens the database for changes by the login, without giving it a pipeline.
  func openBare() throws(Failure) -> Desk {
    let login = try login()
    let store = try openStore()
    return try warned(
      try asking { () throws(StoreError) in Desk(store: store, user: try store.user(named: login)) })
  }

  /// The same without entering a login that the database does not know: looking writes nothing.
  func openToLook() throws(Failure) -> Desk {
    let login = try login()
    let store = try openStore()
    return try warned(
      try asking { () throws(StoreError) in Desk(store: store, user: try store.knownUser(named: login)) })
  }

  private func warned(_ desk: Desk) throws(Failure) -> Desk {
    // The board says it itself.
    if invocation.command.action != .program(.board), let warning = try networkWarning(desk) {
      errors.line("dealboard: \(warning)")
    }
    return desk
  }

  /// Opens the database, whoever works on it.
  func openStore() throws(Failure) -> any Store {
    let path = databasePath
    // In a database with a past, what is written has the real time; only reading can be as of another day.
    let clock = platform.files.exists(path) ? platform.clock : try clock()
    return try asking { () throws(StoreError) in
      let store = try platform.openStore(path, clock)
      store.patience = Self.patience
      // The board says so itself.
      if invocation.command.action != .program(.board) { try tellDateAhead(of: store, clock) }
      return store
    }
  }

  /// What is said of a file on a network file system, once to each user; nil where it has been said.
  func networkWarning(_ desk: Desk) throws(Failure) -> String? {
    guard let kind = desk.store.networkFileSystem else { return nil }
    if let user = desk.user, desk.store.readOnlyReason == nil {
      let isTold = try asking { () throws(StoreError) in
        let isTold = try desk.store.setting(Self.networkSetting, of: user.id) != nil
        if !isTold { try desk.store.set(Self.networkSetting, of: user.id, to: kind) }
        return isTold
      }
      if isTold { return nil }
    }
    return "\(databasePath) is on \(kind), a file system that several hosts share. "
      + "Use it from one host only, or move it to a local disk: changes from two hosts damage it."
  }

  private static let networkSetting = "network-file-system"

  /// Warns where the file's last change is dated later than the clock says.
  private func tellDateAhead(of store: any Store, _ clock: () -> Int64) throws(StoreError) {
    guard let date = try store.dateAhead(of: Timestamp(seconds: clock().floorDivided(by: 1000))) else { return }
    errors.line(
      "dealboard: The last change in \(databasePath) is dated \(date), later than this clock says. "
        + "Check the clock; dealboard doctor names the change.")
  }

  /// A database that is there already, for what a new one has nothing for: reading, undoing.
  func openKnown() throws(Failure) -> Desk {
    try requireDatabase()
    return try openBare()
  }

  /// The same without saying who it is, so that looking writes nothing at all.
  func openExisting() throws(Failure) -> any Store {
    try requireDatabase()
    return try openStore()
  }

  /// A database to write to, made with its first pipeline when missing.
  func openForChanging() throws(Failure) -> any Store {
    platform.files.exists(databasePath) ? try openStore() : try open().store
  }

  private func requireDatabase() throws(Failure) {
    let path = databasePath
    if platform.files.exists(path) { return }
    // Opening what is there and cannot be reached says why; nothing is made by it.
    if let reason = platform.files.whyUnreachable(path) { throw .store(.unusable(reason)) }
    if platform.files.exists(path + "-wal") {
      throw .refused(
        "\(path) is gone, and its log \(path)-wal is still there. Put the file back beside it, or restore a backup "
          + "with dealboard restore FILE")
    }
    throw .refused("There is no database \(path) yet; dealboard makes it, and --db names another")
  }

  func makeFirstPipeline(_ desk: Desk) throws(Failure) {
    guard let user = desk.user, desk.store.readOnlyReason == nil else { return }
    try asking { () throws(StoreError) in
      // Looked first, since a start is no reason to write.
      guard try desk.store.pipelines().isEmpty else { return }
      _ = try desk.store.commit(.createFirstPipeline, by: user.id)
    }
  }

  func login() throws(Failure) -> String {
    guard let name = invocation.value(.login) else { return platform.login() }
    guard !name.trimmed.isEmpty else { throw .usage(.badValue(.login, name, wanted: "a name")) }
    return name.trimmed
  }

  /// The user, where something is to be written; entered into the database if it does not know the login.
  func writer(_ desk: Desk) throws(Failure) -> User {
    guard desk.store.readOnlyReason == nil else { throw .store(.readOnly) }
    if let user = desk.user { return user }
    let login = try login()
    guard let user = try asking({ () throws(StoreError) in try desk.store.user(named: login) }) else {
      throw .store(.readOnly)
    }
    return user
  }

  /// `dealboard undo --db team.db`: the command again with what leads to the same database and login.
  func hint(_ command: CommandName) -> String {
    var words = ["dealboard"]
    if !command.rawValue.isEmpty { words.append(command.rawValue) }
    for option in [OptionName.database, .login] {
      if let value = invocation.value(option) { words += ["--\(option.rawValue)", quoted(value)] }
    }
    return words.joined(separator: " ")
  }

  private func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@".contains($0) }
    return isPlain ? word : quotedForShell(word)
  }
}
