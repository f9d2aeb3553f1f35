import Sales
import Testing

@Suite("Sentences") struct SentenceTests {
  private static let key = Key.deal(DealID(bits: 5))
  private static let rules: [Rule] = [
    .required, .tooLong, .invalid(.money), .invalid(.number(0...5)), .invalid(.word(["open", "won"])), .unknownField,
    .readOnlyField, .unknownReference(key), .unknownName("Nowhere"), .unknownName(""), .stageOfOtherPipeline,
    .pipelineWithoutStage, .contradictoryStatus, .lossReasonWithoutLoss, .completedAhead, .duplicate(key), .holdsDeals,
    .needsDefault, .incompleteOrder, .notClosed, .noOpenStage, .notEmpty, .stillReferenced(key), .nothingToRevert,
  ]

  @Test("every refusal and every error is one sentence of its own")
  func all() {
    let errors: [StoreError] =
      Self.rules.map { .refused(Refusal($0, field: "stage_id")) } + [
        .notFound(Self.key), .busy, .readOnly, .newerSchema(9), .foreign("notes.db"), .damaged("page 7"), .full,
        .interrupted, .failed("disk I/O error"), .refusedAt(index: 4, .refused(Refusal(.required, field: "name"))),
      ]
    let sentences = errors.map(\.sentence)
    #expect(Set(sentences).count == sentences.count)
    for sentence in sentences {
      #expect(sentence.first?.isLowercase == false || sentence.hasPrefix("stage_id"), "\(sentence)")
      #expect(sentence.last == "." && !sentence.contains("\n") && sentence.count < 140, "\(sentence)")
    }
  }

  @Test("a refusal names its field")
  func field() {
    for rule in [Rule.required, .tooLong, .invalid(.text), .unknownField, .readOnlyField, .unknownReference(Self.key)] {
      #expect(Refusal(rule, field: "owner_id").sentence.contains("owner_id"))
    }
    #expect(Refusal(.required).sentence == "A value is needed.")
  }

  @Test("the sentences about the file say what is left as it was")
  func file() {
    #expect(StoreError.foreign("notes.db").sentence.contains("left untouched"))
    #expect(StoreError.newerSchema(9).sentence.contains("9"))
    #expect(StoreError.refusedAt(index: 0, .busy).sentence.hasPrefix("Item 1"))
  }

  @Test("a conflict shows both values and who set the present one")
  func conflict() {
    let at = Timestamp(seconds: 1_773_662_400)
    let dates = Conflict(
      key: Self.key, field: "expected_close", expected: .null, found: .integer(1_775_001_600), by: "bo", at: at)
    #expect(
      dates.sentence == "expected_close was changed by bo at 2026-03-16T12:00:00Z: it is 2026-04-01 now, not nothing.")
    let values = Conflict(key: Self.key, field: "name", expected: .text("a"), found: .text("b"), by: nil, at: nil)
    #expect(values.sentence == "name was changed: it is “b” now, not “a”.")
  }
}
