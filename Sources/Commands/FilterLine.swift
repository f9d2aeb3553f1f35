import Sales

extension Job {
  /// Reads a line of filter terms; one that cannot be meant is a usage error that shows its place.
  func filter(_ line: String, over store: any Store) throws(Failure) -> Filter {
    let login = try login()
    let (stages, user) = try asking { () throws(StoreError) in
      (try store.pipelines().flatMap(\.stages), try store.rows(called: login, in: .users, limit: 1).first)
    }
    let me = user.flatMap(User.init(row:))
    let context = FilterContext(present: try present(), user: me?.id, stages: stages)
    let reading = FilterText(line, context)
    if let fault = reading.fault { throw .filter(fault, line: line) }
    return reading.filter
  }
}
