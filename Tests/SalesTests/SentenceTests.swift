import Sales
import Testing

@Suite("Sentences") struct SentenceTests {
  private static let key = Key.deal(DealID(bits: 5))
  private static let rules: [Rule] = [
    .required, .tooLong, .holdsNUL, .invalid(.money), .invalid(.number(0...5)), .invalid(.word(["open", "won"])),
    .unknownField,
    .readOnlyField, .unknownReference(key), .unknownName("Nowhere"), .unknownName(""), .stageOfOtherPipeline,
    .pipelineWithoutStage, .contradictoryStatus, .lossReasonWithoutLoss, .completedAhead, .closedAhead,
    .closedBeforeCreation(Day(number: 20_000)), .duplicate(key), .holdsDeals,
    .needsDefault, .incompleteOrder, .notClosed, .noOpenStage, .notEmpty, .stillReferenced(key),
    .deletedSince(title: "Acme", by: "bo"), .nothingToRevert,
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

  @Test("people read what they call a field, programs its name")
  func calling() {
    for rule in Self.rules {
      let sentence = Refusal(rule, field: "owner_id").sentence(.byTitle { _ in nil })
      #expect(!sentence.contains("_") || sentence.contains("deal_") || sentence.contains("an id that"), "\(sentence)")
    }
    let error = StoreError.refusedAt(index: 1, .refused(Refusal(.unknownName("nobody"), field: "owner_id")))
    #expect(error.sentence(at: nil, .byTitle { _ in nil }).contains("There is no “nobody” for owner:"))
    #expect(error.sentence.contains("There is no “nobody” for owner_id:"))
    let refusal = Refusal(.lossReasonWithoutLoss, field: "loss_reason")
    #expect(refusal.sentence(.byTitle { _ in nil }).hasPrefix("Only a lost deal has a loss reason:"))
  }

  @Test("the sentences about the file say what is left as it was")
  func file() {
    #expect(StoreError.foreign("notes.db").sentence.contains("left untouched"))
    #expect(StoreError.newerSchema(9).sentence.contains("9"))
    #expect(StoreError.refusedAt(index: 0, .busy).sentence.hasPrefix("Item 1"))
  }

  /// Noon in UTC, and an hour later in the zone.
  private static let present = Present(now: Timestamp(seconds: 1_773_662_400), zone: .fixed(seconds: 3600))

  private static func conflict(
    _ field: String, _ expected: Scalar, _ found: Scalar, by: String? = "bo", minutesAgo: Int64 = 3,
    names: [String: String] = [:]
  ) -> Conflict {
    Conflict(
      key: key, field: field, expected: expected, found: found, by: by,
      at: by == nil ? nil : present.now.advanced(bySeconds: -60 * minutesAgo), title: "Acme renewal", names: names,
      currency: Currency("KWD") ?? .usd)
  }

  @Test("a conflict says what it is about, both values as people read them, and who set the present one, in 80 columns")
  func conflict() {
    let (one, two) = (StageID(bits: 1), StageID(bits: 2))
    let names = [one.description: "Qualified", two.description: "Negotiation"]
    let sentences = [
      Self.conflict("stage_id", one.scalar, two.scalar, names: names),
      Self.conflict("stage_id", one.scalar, StageID(bits: 3).scalar, names: names),
      Self.conflict("value", .integer(5), .integer(1_234_500), minutesAgo: 0),
      Self.conflict("expected_close", .null, .integer(1_775_001_600), minutesAgo: 60),
      Self.conflict("status", .text("open"), .text("won"), minutesAgo: 60 * 24),
      Self.conflict("source", .text("a"), .text("b"), by: nil),
    ].map { $0.sentence(at: Self.present) }
    #expect(
      sentences == [
        "Acme renewal: stage is Negotiation, was Qualified; bo changed it 3 min ago.",
        "Acme renewal: stage is one deleted since, was Qualified; bo changed it 3 min ago.",
        "Acme renewal: value is KWD 1,234.500, was KWD 0.005; bo changed it just now.",
        "Acme renewal: expected close is 1 Apr, was none; bo changed it today 12:00.",
        "Acme renewal: status is won, was open; bo changed it 15 Mar 13:00.",
        "Acme renewal: source is “b”, was “a”; it was changed meanwhile.",
      ])
  }

  @Test("both values of a conflict stay in sight however long the texts are, and the wire has no time zone")
  func longConflict() {
    let long = String(repeating: "long ", count: 40)
    let sentence = Self.conflict("source", .text("a" + long), .text("b" + long)).sentence(at: nil)
    #expect(sentence.contains("“blong") && sentence.contains("“along"))
    #expect(sentence.hasSuffix("; bo changed it at 2026-03-16T11:57:00Z.") && sentence.count < 140)
    #expect(
      StoreError.refusedAt(index: 1, .conflict(Self.conflict("value", .null, .null))).sentence(at: Self.present)
        .hasSuffix("3 min ago."))
  }
}
