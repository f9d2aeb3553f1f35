package import Sales

/// Answers requests of the contract from a store: the one way in for programs, as keys are for people.
///
/// A change is made by `Store.commit`, so that it keeps the rules that keys keep; then the row is read back, everything
/// that an answer shows in one reading.
package struct Responder {
  let store: any Store
  private let login: () -> String
  /// The present, from which days are counted.
  let now: () -> Timestamp

  /// `login` says whose changes these are; it is asked only when there is one.
  package init(store: any Store, login: @escaping () -> String, now: @escaping () -> Timestamp) {
    self.store = store
    self.login = login
    self.now = now
  }

  /// Answers a request that has been read whole.
  package func respond(to call: Call) -> Response {
    do throws(Problem) {
      return try answer(call)
    } catch {
      return Response(error)
    }
  }

  private func answer(_ call: Call) throws(Problem) -> Response {
    let request = call.request
    switch request.route.endpoint {
    case .createDeal, .createPipeline, .addStage, .createActivity, .createTask, .createContact, .createCompany:
      return try one(try commit(call), in: .created, call)
    case .updateDeal, .moveDeal, .updatePipeline, .reorderStages, .updateStage, .updateActivity, .updateTask,
      .updateContact, .updateCompany:
      return try one(try commit(call), in: .full, call)
    case .deleteDeal, .deletePipeline, .removeStage, .deleteActivity, .deleteTask, .deleteContact, .deleteCompany:
      _ = try commit(call)
      return .deleted
    case .getDeal, .getPipeline, .getActivity, .getTask, .getContact, .getCompany:
      return try one(request.keys.last, in: .full, call)
    case .listDeals, .pipelineDeals: return try page(of: Deal.self, .deal, .listed, request)
    case .dealHistory: return try page(of: StageTransition.self, .transition, .listed, request)
    case .dealActivities: return try page(of: Activity.self, .activity, .linked, request)
    case .dealTasks: return try page(of: FollowUp.self, .task, .linked, request)
    case .listPipelines: return try page(of: Pipeline.self, .pipeline, .listed, request)
    case .listActivities: return try page(of: Activity.self, .activity, .listed, request)
    case .listTasks: return try page(of: FollowUp.self, .task, .listed, request)
    case .listContacts: return try page(of: Contact.self, .contact, .listed, request)
    case .listCompanies: return try page(of: Company.self, .company, .listed, request)
    case .listUsers: return try page(of: User.self, .user, .listed, request)
    case .listEvents: return try events(request)
    }
  }

  /// Makes the change; the row that the answer is about.
  private func commit(_ call: Call) throws(Problem) -> Key? {
    guard let change = call.change else { preconditionFailure("\(call.request.route.path) changes nothing") }
    let user = try answering { () throws(StoreError) in
      try requireOwn(call.request)
      guard let user = try store.user(named: login()) else { throw .readOnly }
      return user
    }
    guard call.conditions.isEmpty else { return try commit(change, of: call, by: user) }
    return call.row(of: try answering { () throws(StoreError) in try store.commit(change, by: user.id) })
  }

  /// A stage is found only under its own pipeline. It never goes to another, so this stays true until the commit.
  private func requireOwn(_ request: Request) throws(StoreError) {
    guard case .stage(let id) = request.keys.last, case .stage(let stage) = try store.row(.stage(id)) else { return }
    if stage.pipelineID != request.id(of: Pipeline.self) { throw .notFound(.stage(id)) }
  }

  private func one(_ key: Key?, in shape: Shape, _ call: Call) throws(Problem) -> Response {
    let request = call.request
    guard let key else { preconditionFailure("\(request.route.path) is about one row") }
    var headers: [Response.Header] = []
    let json = try answering { () throws(StoreError) in
      try store.reading { () throws(StoreError) in
        guard let row = try store.row(key) else { throw .notFound(key) }
        if call.conditions.showsTag { headers = [Response.Header("ETag", try tag(of: row).text)] }
        var page = Page(store, request.query, Resource(key.table), in: shape, now: now())
        return try page.one(row)
      }
    }
    return Response(status: request.route.success, json).adding(headers)
  }

  func answering<Value>(_ question: () throws(StoreError) -> Value) throws(Problem) -> Value {
    do {
      return try question()
    } catch {
      throw Problem(error)
    }
  }
}
