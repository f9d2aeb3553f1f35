import Sales

extension Job {
  /// How amounts and dates are written here.
  var notation: Notation { Notation(environment: platform.variables) }

  /// Reads a line of filter terms; one that cannot be meant is a usage error that shows its place. That nobody is called
  /// as the line has it is said.
  func filter(_ line: String, over store: any Store) throws(Failure) -> Filter {
    try filterReading(line, over: store).filter
  }

  /// The same with what was understood of the line.
  func filterReading(_ line: String, over store: any Store) throws(Failure) -> FilterText {
    let (login, present) = (try login(), try present())
    let context = try asking { () throws(StoreError) in
      let owners = try store.rows(ListQuery<User>(sort: [ListSort("name")]))
      let plans = try store.pipelines()
      return FilterContext(
        present: present, user: owners.first { folded($0.name) == folded(login) }?.id,
        stages: plans.flatMap(\.stages), pipelines: plans.map(\.pipeline), owners: owners,
        notation: notation.beside(plans.first?.tallies ?? []),
        currency: plans.first?.currency ?? .usd)
    }
    let reading = FilterText(line, context)
    if let fault = reading.fault { throw .filter(fault, line: line) }
    for term in reading.filter.terms where !term.isNegated { try tellUnknown(term, in: store) }
    return reading
  }

  /// Of a company or a contact that no deal is with. Their names are too many to be a fault of the line: that no deal
  /// is with a firm is an answer, as it is of a plain word.
  private func tellUnknown(_ term: Filter.Term, in store: any Store) throws(Failure) {
    guard case .word(let field, let word) = term.test, field == .company || field == .contact else { return }
    let filter = Filter(terms: [term])
    let isKnown = try asking { () throws(StoreError) in
      for plan in try store.pipelines() {
        let totals = try store.totals(of: plan.pipeline.id, filter: filter, closedSince: .distantPast)
        if totals.values.contains(where: { $0.deals > 0 }) { return true }
      }
      return false
    }
    guard !isKnown else { return }
    platform.errors.line(
      "dealboard: No deal has a \(field.rawValue) with a word that begins with “\(word)”.")
  }
}
