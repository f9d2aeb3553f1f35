import Contract
import Sales
import Testing

@Suite("Problems, contract §1") struct ProblemTests {
  @Test("each code has its status")
  func statuses() {
    let table = Problem.Code.allCases.map { "\($0.rawValue) \($0.status)" }
    #expect(
      table == [
        "invalid_request 400", "unauthorized 401", "forbidden 403", "not_found 404", "method_not_allowed 405",
        "conflict 409", "length_required 411", "precondition_failed 412", "content_too_large 413",
        "validation_error 422", "internal_error 500", "storage_unavailable 503",
      ])
  }

  @Test(
    "a broken rule has its code, its sentence and its field",
    arguments: [
      (.required, .validationError), (.tooLong, .validationError), (.invalid(.money), .validationError),
      (.unknownField, .validationError), (.readOnlyField, .validationError),
      (.unknownReference(.deal(Example.deal)), .validationError), (.unknownName("x"), .validationError),
      (.stageOfOtherPipeline, .validationError), (.pipelineWithoutStage, .validationError),
      (.contradictoryStatus, .validationError), (.lossReasonWithoutLoss, .validationError),
      (.completedAhead, .validationError), (.closedAhead, .validationError),
      (.closedBeforeCreation(Day(number: 1)), .validationError), (.incompleteOrder, .validationError),
      (.duplicate(.deal(Example.deal)), .conflict), (.holdsDeals, .conflict), (.needsDefault, .conflict),
      (.notClosed, .conflict), (.noOpenStage, .conflict), (.notEmpty, .conflict),
      (.stillReferenced(.deal(Example.deal)), .conflict), (.nothingToRevert, .conflict),
    ] as [(Rule, Problem.Code)])
  func refusal(rule: Rule, code: Problem.Code) {
    let refusal = Refusal(rule, field: "value")
    #expect(Problem(refusal) == Problem(code, refusal.sentence, field: "value"))
    #expect(Problem(.refused(refusal)) == Problem(refusal))
    let third = StoreError.refusedAt(index: 2, .refused(refusal))
    #expect(Problem(third) == Problem(code, third.sentence, field: "value"))
  }

  @Test(
    "what a store answers has its code",
    arguments: [
      (.notFound(.deal(Example.deal)), .notFound), (.busy, .storageUnavailable), (.readOnly, .storageUnavailable),
      (.newerSchema(9), .storageUnavailable), (.foreign("x"), .storageUnavailable),
      (.damaged("x"), .storageUnavailable), (.full, .storageUnavailable), (.interrupted, .storageUnavailable),
      (.failed("x"), .internalError),
    ] as [(StoreError, Problem.Code)])
  func storeError(error: StoreError, code: Problem.Code) {
    let mayPass = error == .busy || error == .interrupted
    #expect(Problem(error) == Problem(code, error.sentence, retryAfter: mayPass ? 5 : nil))
  }

  @Test("a conflict names the field")
  func conflict() {
    let conflict = Conflict(
      key: .deal(Example.deal), field: "value", expected: .integer(1), found: .integer(2), by: "ana", at: nil,
      title: "Acme")
    #expect(Problem(.conflict(conflict)) == Problem(.conflict, conflict.sentence(at: nil), field: "value"))
  }

  @Test("an error is sent with its field where one is at fault")
  func envelope() {
    #expect(
      Envelope.error(Problem(.notFound, "No “x”\u{1B}.")).text
        == #"{"error":{"code":"not_found","message":"No “x”\u001b."}}"#)
    #expect(
      Envelope.error(Problem(Refusal(.required, field: "name"))).text
        == #"{"error":{"code":"validation_error","message":"name is needed: give it a value.","field":"name"}}"#)
    #expect(Problem(JSONError(.unfinished, at: 3)).code == .invalidRequest)
    let long = Problem(.conflict, "x", field: String(repeating: "é", count: 10_000))
    #expect(Envelope.error(long).text.utf8.count < 300)
  }
}
