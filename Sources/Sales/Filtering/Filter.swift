/// Which deals are meant: those that every term holds for. Words are resolved when it is read: it holds ids, moments
/// and folded text, so that every reader of it decides by comparing stored values.
package struct Filter: Hashable, Sendable {
  package var terms: [Term]

  package init(terms: [Term] = []) {
    self.terms = terms
  }

  package static let all = Filter()
  package var isAll: Bool { terms.isEmpty }

  /// One thing that is asked of a deal, or its opposite.
  package struct Term: Hashable, Sendable {
    package var test: Test
    /// Whether it holds for exactly those deals for which the test does not.
    package var isNegated: Bool

    package init(_ test: Test, isNegated: Bool = false) {
      self.test = test
      self.isNegated = isNegated
    }
  }

  /// What is asked of a deal. A value that is not set fails every test but `missing`.
  package enum Test: Hashable, Sendable {
    /// Folded; stands in the deal's name, its company's or its contact's.
    case text(String)
    /// Folded; one of the words of that text begins with it.
    case word(TextField, String)
    case owner(UserID)
    case stages(Set<StageID>)
    /// One of the stays in its history that still hold (`StageTransition.standing`) was in one of the stages.
    case reached(Set<StageID>)
    case statuses(Set<DealStatus>)
    case value(AmountTest)
    /// `wholeDays` decides for moments of exactly midnight UTC, which stand for a whole day.
    case moment(MomentField, Span, wholeDays: Span)
    case missing(OptionalField)
    /// `Card.attention(in:at:)` has a reason.
    case attention(Clock)
    /// Its next step is late, and it is neither closed nor parked.
    case overdue(Clock)
    case parked(Clock)
  }

  /// What of the present decides.
  package struct Clock: Hashable, Sendable {
    package let now: Timestamp
    /// The local date.
    package let today: Day

    package init(_ present: Present) {
      (now, today) = (present.now, present.today)
    }
  }

  /// What a term such as `company:acme` looks in; the raw value names the field of the deal or the row that it belongs to.
  package enum TextField: String, CaseIterable, Sendable {
    case company, contact, owner, source
    case lossReason = "loss_reason"
  }

  /// What a term about time compares; the raw value is the field's name.
  package enum MomentField: String, CaseIterable, Sendable {
    case touched = "touched_at"
    case stageEntered = "stage_entered_at"
    case created = "created_at"
    case closed = "closed_at"
    case expectedClose = "expected_close"
    /// When the next step is due.
    case due = "due_at"
  }

  /// What `no:` may find missing; the raw value is what is typed.
  package enum OptionalField: String, CaseIterable, Sendable {
    /// A pending task with a day.
    case step
    case value
    case close, owner, contact, company
    /// Why it was lost; only lost deals can miss it.
    case reason
  }

  /// A stretch of time: from a moment on, up to but not including another; without one, without end.
  package struct Span: Hashable, Sendable {
    package var from: Timestamp?
    package var below: Timestamp?

    package init(from: Timestamp? = nil, below: Timestamp? = nil) {
      self.from = from
      self.below = below
    }
  }
}

extension Filter {
  /// The words that a match can be shown in.
  package var words: [String] {
    terms.compactMap { term in
      guard case .text(let word) = term.test, !term.isNegated else { return nil }
      return word
    }
  }

  /// The statuses that a deal may have; all of them where no term is about the status.
  package var statuses: Set<DealStatus> {
    terms.reduce(Set(DealStatus.allCases)) { left, term in
      switch term.test {
      case .statuses(let named): term.isNegated ? left.subtracting(named) : left.intersection(named)
      // Neither a deal with attention nor a parked one is closed, and every closed one has its moment.
      case .attention, .overdue, .parked: term.isNegated ? left : left.subtracting([.won, .lost])
      case .moment(.closed, _, _): term.isNegated ? left : left.subtracting([.open, .stalled])
      default: left
      }
    }
  }

  /// Whether a closed deal may match, or one that is not.
  package func allows(closed isClosed: Bool) -> Bool {
    !statuses.isDisjoint(with: isClosed ? [.won, .lost] : [.open, .stalled])
  }

  /// The stages that a deal may be in; nil where no term says.
  package var stages: Set<StageID>? {
    terms.reduce(nil) { left, term in
      guard case .stages(let named) = term.test, !term.isNegated else { return left }
      return left?.intersection(named) ?? named
    }
  }

  /// Whether it asks for closed deals, for when they were closed or why, or for stages of the past.
  package var isAboutClosed: Bool {
    terms.contains { term in
      guard !term.isNegated else { return false }
      return switch term.test {
      case .statuses(let named): named.contains(.won) || named.contains(.lost)
      case .moment(.closed, _, _), .word(.lossReason, _), .reached, .missing(.reason): true
      default: false
      }
    }
  }

  /// Closed deals show from this moment on: lately closed ones, and all where the filter is about them.
  package func closedSince(_ present: Present) -> Timestamp {
    isAboutClosed ? .distantPast : present.closedDealsShownSince
  }
}

extension Timestamp {
  /// Before every deal, and a whole day, so that sums kept by day can answer for it.
  package static let distantPast = Day(number: -100_000_000).midnightUTC
}
