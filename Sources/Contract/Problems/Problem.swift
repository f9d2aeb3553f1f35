package import Sales

/// Why a request is answered with an error (contract §1).
package struct Problem: Error, Hashable, Sendable {
  package let code: Code
  /// One English sentence that says what to do.
  package let message: String
  /// The member or parameter at fault, by the contract's name; nil when no one is.
  package let field: String?
  /// The methods that the path has, where another was asked for.
  package let allowed: [String]
  /// After how many seconds the same request may succeed; nil where waiting does not help.
  package let retryAfter: Int?

  package init(
    _ code: Code, _ message: String, field: String? = nil, allowed: [String] = [], retryAfter: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.field = field.map(\.brief)
    self.allowed = allowed
    self.retryAfter = retryAfter
  }

  /// The status of HTTP that stands for the code.
  package var status: Int { code.status }

  /// The error codes of contract §1.
  package enum Code: String, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    case unauthorized
    case forbidden
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case conflict
    case lengthRequired = "length_required"
    case preconditionFailed = "precondition_failed"
    case contentTooLarge = "content_too_large"
    case validationError = "validation_error"
    case internalError = "internal_error"
    case storageUnavailable = "storage_unavailable"

    package var status: Int {
      switch self {
      case .invalidRequest: 400
      case .unauthorized: 401
      case .forbidden: 403
      case .notFound: 404
      case .methodNotAllowed: 405
      case .conflict: 409
      case .lengthRequired: 411
      case .preconditionFailed: 412
      case .contentTooLarge: 413
      case .validationError: 422
      case .internalError: 500
      case .storageUnavailable: 503
      }
    }
  }
}

extension Problem {
  /// A rule broken by what a body holds.
  package init(_ refusal: Refusal) {
    self.init(refusal.rule.code, refusal.sentence, field: refusal.field)
  }

  /// What a store answered. A refusal inside a bulk keeps its code and field; the sentence says which change it was.
  package init(_ error: StoreError) {
    switch error {
    case .refused(let refusal): self.init(refusal)
    case .refusedAt(_, let inner):
      let problem = Problem(inner)
      self.init(problem.code, error.sentence, field: problem.field)
    case .notFound: self.init(.notFound, error.sentence)
    case .conflict(let conflict): self.init(.conflict, error.sentence, field: conflict.field)
    case .busy, .interrupted: self.init(.storageUnavailable, error.sentence, retryAfter: Self.pause)
    case .readOnly, .replaced, .newerSchema, .foreign, .damaged, .full, .unusable:
      self.init(.storageUnavailable, error.sentence)
    case .failed: self.init(.internalError, error.sentence)
    }
  }

  /// Seconds after which most writers are done.
  private static let pause = 5

  /// What opening a store answered: whatever it was, no file can be used.
  package init(opening error: StoreError) {
    let problem = Problem(error)
    self.init(
      problem.code == .internalError ? .storageUnavailable : problem.code, problem.message,
      retryAfter: problem.retryAfter)
  }

  /// A body that is no JSON.
  package init(_ error: JSONError) {
    self.init(.invalidRequest, error.sentence)
  }

  /// A word that is none of those known: the one that was probably meant, else all of them.
  static func unknownWord(_ word: String, _ field: String, of known: [String], _ code: Code) -> Problem {
    let advice = nearestName(to: word, among: known).map { "did you mean \($0)?" }
    return Problem(
      code, "\(field) cannot be “\(word.brief)”: \(advice ?? "use \(known.joined(separator: ", ")).")", field: field)
  }

  /// A cursor that no answer has held.
  static let damagedCursor = Problem(
    .invalidRequest, "The cursor is damaged: send next_cursor as it came.", field: "cursor")

  /// A rule broken by a member of a body, named as the body has it.
  static func refusing(_ rule: Rule, _ field: String) -> Problem { Problem(Refusal(rule, field: field.brief)) }
}

extension Rule {
  /// What another state of the rows would allow is a conflict; what can never be right is a validation error.
  fileprivate var code: Problem.Code {
    switch self {
    case .duplicate, .holdsDeals, .needsDefault, .notClosed, .noOpenStage, .notEmpty, .stillReferenced,
      .deletedSince, .nothingToRevert:
      .conflict
    case .required, .tooLong, .holdsNUL, .invalid, .unknownField, .readOnlyField, .unknownReference, .unknownName,
      .severalOfName,
      .stageOfOtherPipeline, .pipelineWithoutStage, .contradictoryStatus, .lossReasonWithoutLoss, .completedAhead,
      .closedAhead, .closedBeforeCreation,
      .incompleteOrder:
      .validationError
    }
  }
}
