import Sales

extension Job {
  /// Makes a database for a group, and prints what gives it to every login.
  func initialize() throws(Failure) {
    let path = invocation.operands[0]
    let group = invocation.value(.group) ?? ""
    let shared = try asking { () throws(StoreError) in try platform.share(path, group) }
    let login = try login()
    try makeFirstPipeline(
      try asking { () throws(StoreError) in
        let store = try platform.openStore(shared.path, platform.clock)
        return Desk(store: store, user: try store.user(named: login))
      })
    out.line(
      "# \(shared.path) \(shared.isNew ? "is new and" : "now") belongs to the group \(shared.group): "
        + "folder mode 2770, file mode 0660.")
    out.line("# Put these lines into /etc/profile.d/dealboard.sh, and every login opens it:")
    out.line("export DEALBOARD_DB=\(quotedForShell(shared.path))")
  }
}
