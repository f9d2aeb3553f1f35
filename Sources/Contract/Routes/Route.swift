package import Sales

/// One endpoint of the contract: a row of the one table that matching, commands, README and tests read (contract §2).
package struct Route: Sendable {
  package let endpoint: Endpoint
  package let method: Method
  /// The path with its parameters, such as `/deals/:id/stage`.
  package let path: String
  /// The path's parts between slashes, cut once: every request is compared with every route.
  package let segments: [String]
  /// What the query may hold, in the order of the documentation.
  package let parameters: [Parameter]
  package let body: Content
  /// The status of success; 204 has no body.
  package let success: Int
  /// What it does, in a few words.
  package let summary: String

  init(
    _ endpoint: Endpoint, _ method: Method, _ path: String, _ parameters: [Parameter] = [], body: Content = .none,
    success: Int = 200, _ summary: String
  ) {
    self.endpoint = endpoint
    self.method = method
    self.path = path
    segments = path.dropFirst().split(separator: "/").map(String.init)
    self.parameters = parameters
    self.body = body
    self.success = success
    self.summary = summary
  }

  /// What the ids in the path name, in its order.
  package var pathTables: [Table] { segments.compactMap(table(of:)) }

  /// What the id that stands for the segment names: a row of the path's first word, but for a stage's own. Nil for a
  /// segment that stands for itself.
  func table(of segment: String) -> Table? {
    guard segment.utf8.first == UInt8(ascii: ":") else { return nil }
    return segment == ":stage_id" ? .stages : segments.first.flatMap { Table(rawValue: $0) }
  }

  package enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// What a request's body holds.
  package enum Content: Hashable, Sendable {
    case none
    /// A new row; a pipeline with its stages.
    case new(Resource)
    /// The members of a row that change.
    case changes(Resource)
    /// `{"stage_id": …}`
    case stageID
    /// `{"stage_ids": […]}`
    case stageIDs
  }
}

/// Every endpoint, for the one switch that answers requests.
package enum Endpoint: String, CaseIterable, Sendable {
  case createDeal, listDeals, getDeal, updateDeal, deleteDeal, moveDeal
  case dealHistory, dealActivities, dealTasks
  case createPipeline, listPipelines, getPipeline, updatePipeline, deletePipeline, pipelineDeals
  case addStage, reorderStages, updateStage, removeStage
  case createActivity, listActivities, getActivity, updateActivity, deleteActivity
  case createTask, listTasks, getTask, updateTask, deleteTask
  case createContact, listContacts, getContact, updateContact, deleteContact
  case createCompany, listCompanies, getCompany, updateCompany, deleteCompany
  case listUsers, listEvents
}
