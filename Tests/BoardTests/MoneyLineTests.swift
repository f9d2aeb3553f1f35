import Board
import Sales
import Screen
import Support
import Testing

@Suite("Amounts and days in the board's lines") struct MoneyLineTests {
  private static let german = Notation(environment: ["LANG": "de_DE.UTF-8"])

  private func rig(_ notation: Notation = .unknown, worth: Int64? = nil, _ currency: Currency = .usd) throws -> BoardRig
  {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.notation = notation
    if let worth, let deal = rig.deal("Acme") {
      let values: [DealValue] = [.set(\.value, worth), .set(\.currency, currency)]
      _ = try rig.store.commit(.editDeal(deal.id, values), by: rig.user.id)
    }
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test("an amount that can be two is asked about in every line, and nothing is written")
  func asked() throws {
    for keys in ["$ '9.500' enter", "a 'Foo 9.500' enter", "w ctrl-u '9.500' enter", "/ 'value>9.500'"] {
      let rig = try rig(worth: 100)
      let said = rig.play(keys).text.suffix(4).joined()
      #expect(said.contains("can be 9,500 or 9.50"), "\(keys): \(said)")
      #expect(rig.deal("Acme")?.value == 100 && rig.deal("Acme")?.status == .open && rig.deal("Foo") == nil)
    }
    let form = try rig(worth: 100)
    #expect(form.play("e down down down ctrl-u '9.500' enter").text.joined().contains("can be 9,500 or 9.50"))
    #expect(form.deal("Acme")?.value == 100)
  }

  @Test("the locale decides in every line", arguments: ["$ '9.500' enter", "w ctrl-u '9.500' enter"])
  func byLocale(keys: String) throws {
    let rig = try rig(Self.german, worth: 100)
    rig.play(keys)
    #expect(rig.deal("Acme")?.value == 950_000)
  }

  @Test("the pipeline's other amounts decide where the locale does not")
  func byAmounts() throws {
    let rig = try rig(worth: 800_000)
    rig.play("a 'Foo 9.500' enter")
    #expect(rig.deal("Foo")?.value == 950_000)
    rig.play("/ 'value>8.500' enter esc")
    #expect(rig.play("/ 'value>8.500'").text.joined().contains("1 of 2"))
  }

  @Test("a new deal is in the currency of most open deals, or in the one that the pipeline sets; the preview shows it")
  func currency() throws {
    let rig = try rig(worth: 800_000, .eur)
    #expect(rig.play("a 'Foo 12k'").text.joined().contains("€12,000.00"))
    rig.play("esc esc a 'Foo 12k' enter")
    #expect(rig.deal("Foo")?.currency == .eur && rig.deal("Foo")?.value == 1_200_000)
    let pipeline = try #require(rig.store.pipelines().first?.pipeline.id)
    let metadata = Metadata(text: #"{"currency":"GBP"}"#)
    _ = try rig.store.commit(.editPipeline(pipeline, [.set(\.metadata, metadata)]), by: rig.user.id)
    rig.play("a 'Bar 12k' enter")
    #expect(rig.deal("Bar")?.currency == .gbp)
  }

  @Test("a pipeline whose deals are all closed keeps their currency")
  func closedCurrency() throws {
    let rig = try rig(worth: 800_000, .eur)
    rig.play("w enter")
    #expect(rig.deal("Acme")?.status == .won)
    rig.play("a 'Foo 12k' enter")
    #expect(rig.deal("Foo")?.currency == .eur)
  }

  @Test("a filter does not change the currency of a new deal")
  func filteredCurrency() throws {
    let rig = try rig(worth: 800_000, .eur)
    rig.play("a 'Foo $12k' enter a 'Bar 5k' enter")
    rig.play("/ 'foo' enter a 'Baz 5k' enter")
    #expect(rig.deal("Baz")?.currency == .eur)
  }

  @Test("the preview of a quick line shows name and value apart, and says which word is no value")
  func preview() throws {
    let shown = try rig().play("a '4K displays 12k'").text.joined(separator: "\n")
    #expect(shown.contains("Name       4K displays ") && shown.contains("Value      $12,000.00"))
    let plan = try rig().play("a '401k plan'").text.joined(separator: "\n")
    #expect(
      plan.contains("Name       401k plan ") && plan.contains("? 401k is not the value. Put it last or write 401k USD"))
  }

  @Test(
    "a close date is the last day of a period, and a day that can be two is asked about",
    arguments: [("next month", "2025-12-31"), ("q1", "2026-03-31"), ("20.12.", "2025-12-20"), ("3/4", nil)])
  func closeDate(words: String, day: String?) throws {
    let rig = try rig()
    let said = rig.play("D '\(words)' enter").text.suffix(3).joined()
    #expect(rig.deal("Acme")?.expectedClose?.utcDay.description == day)
    #expect(said.contains("can be 3 Apr 26 or 4 Mar 26") == (day == nil), "\(said)")
  }

  @Test("a deal is parked until the first day of a period, and a task is moved to it")
  func firstDay() throws {
    let rig = try rig()
    rig.play("P 'next month' enter")
    #expect(rig.deal("Acme")?.parkedUntil?.utcDay == Day("2025-12-01"))
  }

  @Test("in a step the words stay that say more than when")
  func steps() throws {
    let rig = try rig()
    rig.play("s 'send quote by friday' enter")
    let step = try #require(rig.store.records.all(FollowUp.self).first)
    #expect(step.title == "send quote by friday" && step.dueAt == Day("2025-11-21")?.midnightUTC)
  }

  @Test("a task that is due at an hour on midnight UTC is shown with its hour")
  func midnight() throws {
    let rig = try rig()
    let due = try #require(Timestamp(due: "2025-11-21T01:00:00+01:00"))
    let values: [Assignment<FollowUp>] = [
      .set(\.title, "call"), .set(\.dueAt, due), .set(\.dealID, rig.deal("Acme")?.id), .set(\.ownerID, rig.user.id),
    ]
    _ = try rig.store.commit(.createFollowUp(values), by: rig.user.id)
    rig.present = Present(now: BoardRig.noon, zone: .fixed(seconds: 3600))
    #expect(rig.play("t").text.joined().contains("01:00"))
  }
}
