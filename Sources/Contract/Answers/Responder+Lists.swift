import Sales

// Lists: the rows after a cursor that fit every filter, one page at a time (contract §1, §2).

extension Responder {
  func page<E: Stored>(
    of type: E.Type, _ resource: Resource, _ shape: Shape, _ request: Request
  ) throws(Problem) -> Response {
    let (query, now) = (request.query, now())
    let terms = query.terms(now: now) + (request.keys.first.map { [$0.term] } ?? [])
    let list = ListQuery<E>(
      terms: terms, filter: query.narrowing?.filter ?? .all,
      sort: query.sort.map { ListSort($0.field.rawValue, isDescending: $0.isDescending) },
      after: query.after, limit: query.limit + 1)
    if let key = query.after, !list.accepts(key: key) { throw .damagedCursor }
    let json = try answering { () throws(StoreError) in
      try store.reading { () throws(StoreError) in
        if let parent = request.keys.first, try store.row(parent) == nil { throw .notFound(parent) }
        // One more than is sent says whether there are more.
        let rows = try store.rows(list)
        let shown = fitting(rows.prefix(query.limit))
        let last = rows.count > shown.count ? shown.last : nil
        var page = Page(store, query, resource, in: shape, now: now)
        return try page.list(shown.lazy.map(\.row), next: last.map { query.cursor(after: list.key(of: $0)) })
      }
    }
    return Response(status: request.route.success, json)
  }

  /// The first rows, at least one, whose texts together stay within what a reader takes at once.
  private func fitting<E: Stored>(_ rows: ArraySlice<E>) -> ArraySlice<E> {
    var bytes = 0
    let end = rows.indices.dropFirst().first { index in
      bytes += rows[index - 1].row.textBytes
      return bytes + rows[index].row.textBytes > JSON.Limits.bytes / 2
    }
    return rows[..<(end ?? rows.endIndex)]
  }
}

extension Row {
  /// How many bytes its texts have.
  fileprivate var textBytes: Int {
    scalars.reduce(0) { sum, scalar in
      if case .text(let text) = scalar { sum + text.utf8.count } else { sum }
    }
  }
}

extension Key {
  /// What rows that belong to this one have in common, where a path names it.
  fileprivate var term: ListTerm {
    ListTerm(table == .pipelines ? "pipeline_id" : "deal_id", .equal, .text(id))
  }
}
