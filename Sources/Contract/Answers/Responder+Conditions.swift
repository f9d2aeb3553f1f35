import Sales

/// What a request asks for besides its change, by the headers of HTTP.
package struct Conditions: Sendable {
  /// The tags one of which the row must have, as `If-Match` lists them (RFC 9110 §13.1.1).
  let ifMatch: String?
  /// By what a repetition is known; nil where a repetition is a new request.
  let once: Once?
  /// Whether the answer says which version of the row it shows.
  let showsTag: Bool

  struct Once: Sendable {
    /// What the client chose.
    let key: String
    /// The hash of method, target and body.
    let request: String
  }

  init(ifMatch: String? = nil, once: Once? = nil, showsTag: Bool = false) {
    (self.ifMatch, self.once, self.showsTag) = (ifMatch, once, showsTag)
  }

  var isEmpty: Bool { ifMatch == nil && once == nil }
}

extension Responder {
  /// Makes the change if what the request asks for holds in the same transaction; the row that the answer is about.
  func commit(_ change: Change, of call: Call, by user: User) throws(Problem) -> Key? {
    let conditions = call.conditions
    var earlier: Receipt?
    let commit = try answering { () throws(StoreError) in
      try store.commit(
        change, by: user.id,
        if: { () throws(StoreError) in
          if let once = conditions.once { earlier = try store.receipt(once.key, of: user.id) }
          if earlier != nil { return false }
          return try isCurrent(call)
        },
        keeping: { commit in
          guard let once = conditions.once, let row = call.row(of: commit) else { return nil }
          return Receipt(key: once.key, request: once.request, row: row)
        })
    }
    if let commit { return call.row(of: commit) }
    guard let earlier else {
      throw Problem(.preconditionFailed, "Somebody has changed this since: read it again and send the new ETag.")
    }
    guard earlier.request == conditions.once?.request else {
      throw Problem(
        .validationError, "This Idempotency-Key belongs to another request: send a new one.", field: "Idempotency-Key")
    }
    return earlier.row
  }

  /// Whether the row is of a version that `If-Match` names. What is not there any more is left to the change to tell.
  private func isCurrent(_ call: Call) throws(StoreError) -> Bool {
    guard let header = call.conditions.ifMatch, let key = call.request.keys.last, let row = try store.row(key) else {
      return true
    }
    return try tag(of: row).isNamed(in: header)
  }

  /// The version of the row, and of its stages where it is a pipeline.
  func tag(of row: Row) throws(StoreError) -> EntityTag {
    guard case .pipeline(let pipeline) = row else { return EntityTag(row) }
    let stages = ListQuery<Stage>(
      terms: [ListTerm("pipeline_id", .equal, pipeline.id.scalar)], sort: [ListSort("position")])
    return EntityTag(row, parts: try store.rows(stages).map { .stage($0) })
  }
}

extension Call {
  /// The row that the answer is about: what the change makes first, before what belongs to it, or what the path names.
  func row(of commit: Commit) -> Key? {
    switch request.route.body {
    case .new: commit.edits.first { $0.before == nil }?.key
    case .none, .changes, .stageID, .stageIDs: request.keys.last
    }
  }
}
