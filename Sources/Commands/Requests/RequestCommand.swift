import Contract
import Sales

extension Job {
  /// Asks one endpoint, by the same way in as `api`, and prints the answer.
  func request(_ endpoint: Endpoint) throws(Failure) {
    guard let route = Route.table.first(where: { $0.endpoint == endpoint }) else {
      preconditionFailure("\(endpoint) has no row in the table of routes")
    }
    // A row that is to be read or changed is in a database that is there: a new one would hide a mistyped name.
    let isMaking = route.method != .get && route.pathTables.isEmpty
    let store = try isMaking ? openForChanging() : openExisting()
    let responder = try responder()(store)
    var writer = RequestWriter(route: route, invocation: invocation, names: NameFinder(job: self, store: store))
    if let line = invocation.value(.filter), !line.trimmed.isEmpty {
      writer.narrowing = Narrowing(try filter(line, over: store), typed: line)
    }
    if invocation.has(.follow) { return try follow(&writer, responder, store) }
    var printer = try AnswerPrinter(job: self, route: route, store: store)
    var cursor: String?
    repeat {
      let call = try writer.call(after: cursor)
      let answer = try ReadAnswer(successful: responder.respond(to: call))
      try printer.print(answer, to: call)
      cursor = answer.json["next_cursor"]?.string
    } while invocation.has(.all) && cursor != nil && !out.isClosed
    if let cursor { printer.tellMore(cursor) }
  }

  /// Makes what answers requests from a store in the name of the login, as soon as there is a store.
  ///
  /// The options are checked at once. Who is logged in may be looked up far away, so it is asked only for a change.
  func responder() throws(Failure) -> (any Store) -> Responder {
    let clock = try clock()
    let stated = invocation.has(.login) ? try login() : nil
    let login = platform.login
    return { store in
      Responder(store: store, login: { stated ?? login() }, now: { Timestamp(seconds: clock() / 1000) })
    }
  }
}
