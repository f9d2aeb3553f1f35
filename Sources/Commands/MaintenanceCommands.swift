import Sales

extension Job {
  /// Copies the database; what is there already stays.
  func backup() throws(Failure) {
    let file = invocation.operands[0]
    let store = try openExisting()
    if platform.files.exists(file) {
      throw .refused("\(file) already exists. Choose another name or remove it")
    }
    try asking { () throws(StoreError) in try store.backup(to: file) }
    out.line("Copied \(databasePath) to \(file).")
  }

  /// Puts a backup in the database's place.
  func restore() throws(Failure) {
    let (file, path) = (invocation.operands[0], databasePath)
    let restored = try asking { () throws(StoreError) in try platform.restore(path, file) }
    out.line("Restored \(path) from \(file): \(counted(restored.deals, "deal")).")
    if let kept = restored.kept { out.line("The database that was there is now \(kept).") }
  }

  /// Tells what the database is and what is wrong with it, after mending what can be mended where that is asked.
  func doctor() throws(Failure) -> Int32 {
    let store = try openExisting()
    let path = databasePath
    if invocation.has(.repair) { try repair(store) }
    store.isInterrupted = platform.watchInterrupts()
    let (faults, schema) = try asking { () throws(StoreError) in (try store.check(), try store.schemaVersion()) }
    var facts = [("file", path)]
    if let size = platform.files.size(path) { facts.append(("size", "\(grouped(size)) bytes")) }
    facts.append(("schema", "version \(schema)"))
    if let reason = store.readOnlyReason {
      facts.append(("writing", "no: " + (platform.files.whyUnwritable(path) ?? reason.sentence)))
    }
    if let kind = store.networkFileSystem { facts.append(("place", "\(kind), for one host only")) }
    facts.append(("dates", try datesAhead(in: store)))
    facts.append(("integrity", faults.isEmpty ? "ok" : counted(faults.count, "fault")))
    for table in Table.allCases {
      let count = try asking { () throws(StoreError) in try store.count(table) }
      facts.append((words(of: table), grouped(count)))
    }
    let width = facts.map(\.0.count).max() ?? 0
    for (name, value) in facts { out.line(name + String(repeating: " ", count: width - name.count + 2) + value) }
    if faults.isEmpty { return ExitCode.done.rawValue }
    for fault in faults { errors.line(fault) }
    errors.line(
      "dealboard: The file is damaged. "
        + (invocation.has(.repair)
          ? "Put a backup in its place with dealboard restore FILE, which keeps this one."
          : "Mend what can be counted again with dealboard doctor --repair, or put a backup in its place with "
            + "dealboard restore FILE, which keeps this one."))
    return ExitCode.storage.rawValue
  }

  /// Keeps a copy beside the file, mends it and says what was done.
  private func repair(_ store: any Store) throws(Failure) {
    if store.readOnlyReason != nil { throw .store(.readOnly) }
    var copy = databasePath + ".before-repair"
    var number = 1
    while platform.files.exists(copy) {
      number += 1
      copy = "\(databasePath).before-repair-\(number)"
    }
    let done = try asking { () throws(StoreError) in try store.repair(keeping: copy) }
    for line in done { out.line(line) }
    out.line(done.isEmpty ? "There was nothing to mend." : "The database as it was is in \(copy).")
  }

  /// Which changes are dated later than the clock says: the first by its id, whoever made it and when.
  private func datesAhead(in store: any Store) throws(Failure) -> String {
    let latest = Timestamp(seconds: platform.clock().floorDivided(by: 1000)).advanced(bySeconds: Limits.clockLead)
    return try asking { () throws(StoreError) in
      let ahead = try store.actions(after: latest)
      guard let first = ahead.first else { return "ok" }
      let name = try store.row(.user(first.by))?.title ?? first.by.description
      return
        "\(counted(ahead.count, "change")) later than this clock; first \(first.id), by \(name), \(first.at)"
    }
  }

  private func words(of table: Table) -> String { table.rawValue.split(separator: "_").joined(separator: " ") }
}

extension ReadOnlyReason {
  fileprivate var sentence: String {
    switch self {
    case .file: "the file may not be written"
    case .folder: "the folder may not be written"
    }
  }
}
