/// What gives the words of a filter their meaning.
package struct FilterContext: Sendable {
  package let present: Present
  /// Who `owner:me` is; nil for a login that the file does not know.
  package let user: UserID?
  /// Those that `stage:` may name.
  package let stages: [Stage]
  /// Those that `pipeline:` may name.
  package let pipelines: [Pipeline]
  /// Those that `owner:` may name; nil for anybody, as while a name is still being typed.
  package let owners: [User]?
  package let notation: Notation
  /// By which a mark in an amount is read that names no currency.
  package let currency: Currency

  package init(
    present: Present, user: UserID?, stages: [Stage], pipelines: [Pipeline] = [], owners: [User]? = nil,
    notation: Notation = .unknown,
    currency: Currency = .usd
  ) {
    self.notation = notation
    self.currency = currency
    self.present = present
    self.user = user
    self.stages = stages
    self.pipelines = pipelines
    self.owners = owners
  }
}

/// A line of filter terms, such as `owner:me idle>14 -"phase two"`, read piece by piece; all of them must hold.
///
/// Plain words and quoted phrases stand in the name, the company or the contact. The other terms are those of
/// `FilterKey`. A `-` before any of them turns it around.
package struct FilterText: Hashable, Sendable {
  /// The terms that were understood.
  package private(set) var filter = Filter.all
  /// Where terms with a key stand, as ranges of characters from 0.
  package private(set) var understood: [Range<Int>] = []
  /// The first term that cannot be meant; it is not part of the filter.
  package private(set) var fault: Fault?
  /// Whether closed deals are left out because the line asks for plans and for no status; `-status:closed` says the same.
  package private(set) var addsActive = false

  /// A term that cannot be meant: where it stands, and what to type instead.
  package struct Fault: Error, Hashable, Sendable {
    /// Characters of the line, from 0; empty at its end where something is still to come.
    package let range: Range<Int>
    /// What is wrong and the way out, without a full stop.
    package let sentence: String
    /// Whether more typing may put it right.
    package let isUnfinished: Bool
  }

  package init(_ line: String, _ context: FilterContext) {
    let reader = FilterReader(context: context)
    for piece in FilterPiece.pieces(of: line) {
      do {
        guard let test = try reader.test(of: piece) else { continue }
        filter.terms.append(Filter.Term(test, isNegated: piece.isNegated))
        if piece.key != nil { understood.append(piece.range) }
      } catch {
        if fault == nil { fault = error }
      }
    }
    if filter.isAboutPlans, !filter.asksForStatus(among: context.stages) {
      filter.terms.append(Filter.Term(.statuses([.open, .stalled])))
      addsActive = true
    }
  }
}

extension Filter {
  /// Whether it asks when a deal is to close or its next step is due, which a closed deal has behind it.
  fileprivate var isAboutPlans: Bool {
    terms.contains { term in
      guard case .moment(let field, _, _) = term.test, !term.isNegated else { return false }
      return field == .expectedClose || field == .due
    }
  }

  /// Whether it says how the deals stand: by status, by when or why they were closed, or by a stage of closed deals.
  fileprivate func asksForStatus(among stages: [Stage]) -> Bool {
    isAboutClosed
      || terms.contains { term in
        switch term.test {
        case .statuses: true
        case .stages(let named): !term.isNegated && stages.namesClosed(named)
        default: false
        }
      }
  }
}

extension [Stage] {
  /// Whether a stage of closed deals is named. Whole pipelines are named for the pipeline, not for how a deal stands.
  fileprivate func namesClosed(_ named: Set<StageID>) -> Bool {
    contains { stage in
      stage.type != .open && named.contains(stage.id)
        && contains { $0.pipelineID == stage.pipelineID && !named.contains($0.id) }
    }
  }
}
