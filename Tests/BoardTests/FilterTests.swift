import Sales
import Screen
import Support
import Testing

@testable import Board

/// Keys on the filter line, the filter menu and the menu of orders.
@Suite("Filters and orders by keys") struct FilterTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Hooli"]), ("Proposal Sent", ["Soylent"])])
    try edit("Globex", .set(\.value, 2_000_000), on: rig)
    try edit("Hooli", .set(\.ownerID, nil), on: rig)
    return rig
  }

  private func edit(_ name: String, _ value: DealValue, on rig: BoardRig) throws {
    let deal = try #require(rig.deal(name))
    _ = try rig.store.commit(.editDeal(deal.id, [value]), by: rig.user.id)
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmingSpaces }

  /// The deals on the picture, in its order from top to bottom.
  private func shown(_ canvas: Canvas) -> [String] {
    let names = ["Acme", "Globex", "Hooli", "Soylent"]
    // Below the header, so that no chip or menu is taken for a card.
    let rows = canvas.text[5..<canvas.size.rows - 2]
    return rows.flatMap { row in names.filter { row.contains($0) } }
  }

  @Test("a filter that is kept takes the focus to the nearest stage with a match")
  func focus() throws {
    let rig = try rig()
    rig.play("/ 'soy' enter L")
    #expect(rig.board()["Negotiation"] == ["Soylent"])
    rig.play("/ 'glo' enter 3 / 'o' enter")
    #expect(rig.play("5 / 'glo' enter L").text.joined().contains("Globex"))
    #expect(rig.board()["Proposal Sent"] == ["Globex"])
  }

  @Test(
    "months are spans of idle and age, too",
    arguments: [("idle>1m", false), ("idle<1m", true), ("age>1y", false), ("age<2m", true)])
  func months(term: String, isFound: Bool) throws {
    #expect(try rig().play("/ '\(term)' enter").text.joined().contains("Acme") == isFound)
  }

  @Test(
    "the line and the menu show what the terms say",
    arguments: [
      ("/ 'value>10k' enter", ["Globex"]), ("/ '-value>10k owner:me' enter", ["Acme", "Soylent"]),
      ("/ 'stage:prop' enter", ["Soylent"]), ("/ 'no:owner'", ["Hooli"]), ("/ '\"ac' enter", ["Acme"]),
      ("f v", ["Globex"]), ("f m f v", ["Globex"]), ("f m", ["Acme", "Soylent", "Globex"]),
      ("f v f v", ["Acme", "Soylent", "Globex", "Hooli"]), ("f v esc", ["Acme", "Soylent", "Globex", "Hooli"]),
      ("f / 'hoo' enter", ["Hooli"]),
    ])
  func terms(keys: String, deals: [String]) throws {
    #expect(Set(shown(try rig().play(keys))) == Set(deals))
  }

  @Test("a term that cannot be meant is told at once, and Enter does not keep it")
  func fault() throws {
    let typed = try rig().play("/ 'acme valu>10k'")
    #expect(message(typed).hasSuffix("did you mean value?"))
    #expect(shown(typed) == ["Acme"], "the terms that are understood hold meanwhile")
    let kept = try rig().play("/ 'acme valu>10k' enter")
    #expect(message(kept).contains("! not kept: there is no term “valu”"))
    #expect(kept.cursor.isVisible, "the line is still typed")
    #expect(message(try rig().play("/ 'idle>'")).contains("idle needs a value, such as idle>14"))
  }

  @Test("the error points at its place, however long the line is and what it says", arguments: [40, 60, 80, 120])
  func pointing(columns: Int) throws {
    let line = "renewal acme globex status:lst value>10k"
    // Enter goes to the place, which may be out of sight.
    for keys in ["/ '\(line)'", "/ '\(line)' enter", "/ '\(line) northwind hooli soylent umbrella initech' enter"] {
      let rig = try rig()
      rig.size = Size(rows: 24, columns: columns)
      let picture = rig.play(keys)
      let pointed = (0..<columns).filter { picture[22, $0].style.role == .alert }.map { picture[22, $0].text }
      #expect(String(pointed.prefix { $0 != "!" }) == "lst", "\(picture.text.suffix(4))")
      #expect(picture.text.joined().contains("! "), "and says what is wrong")
    }
  }

  @Test("one backspace too many does not leave the line, where the next letters would be keys")
  func backspace() throws {
    let rig = try rig()
    let picture = rig.play("/ 'ab' backspace backspace backspace")
    #expect(message(picture).contains("the line is empty; esc leaves it"))
    #expect(shown(rig.play("/ 'ab' backspace backspace backspace 'acme'")) == ["Acme"])
  }

  @Test("a filter is saved under a name, comes back by its digit, also later, and can be forgotten")
  func saved() throws {
    let rig = try rig()
    #expect(message(rig.play("f s")).hasPrefix("There is no filter to save"))
    #expect(message(rig.play("f v f s 'big  ones' enter")) == "Saved as big ones · f 1 brings it back")
    // Another session of the same person.
    #expect(shown(rig.play("f 1")) == ["Globex"])
    #expect(rig.play("f").text.contains { $0.contains("1  big ones") })
    rig.play("/ 'hoo' enter f s 'Big ones' enter")
    #expect(shown(rig.play("f 1")) == ["Hooli"], "a name stands once")
    #expect(message(rig.play("f 2")).contains("2 is no choice here"))
    #expect(message(rig.play("f x 1")).hasPrefix("Forgotten: Big ones"))
    #expect(message(rig.play("f x")) == "No filter is saved.")
    #expect(rig.store.setting("saved_filters", of: rig.user.id) == nil)
  }

  @Test("nine filters can be saved, the tenth is refused by name")
  func nine() throws {
    let rig = try rig()
    for number in 1...9 { rig.play("f v f s '\(number)' enter") }
    #expect(message(rig.play("f v f s 'ten' enter")).contains("nine are saved already"))
    #expect(rig.store.setting("saved_filters", of: rig.user.id)?.split(separator: "\n").count == 9)
  }

  @Test("an order is chosen, said, shown in the title and remembered; the focus stays on its deal")
  func orders() throws {
    let rig = try rig()
    #expect(shown(rig.play("")).first == "Acme")
    let byValue = rig.play("j z s v")
    #expect(byValue.text[0].contains(" by value "))
    #expect(message(byValue) == "Order: highest value first, by currency.")
    let later = rig.play("")
    #expect(later.text[0].contains(" by value ") && shown(later).first == "Globex")
    #expect(message(rig.play("z s v")) == "It is highest value first, by currency already.")
    #expect(message(rig.play("z s x")) == "x is no order; esc leaves.")
    rig.play("l z s n H")
    #expect(rig.board()["Qualified"]?.contains("Soylent") == true, "the focus stayed on Soylent")
    rig.play("z s u")
    #expect(!rig.play("").text[0].contains(" by "))
  }

  @Test("order and card size are remembered for each pipeline apart")
  func shapes() throws {
    let rig = try rig()
    _ = try rig.store.commit(
      .createPipeline([.set(\.name, "Second")], stages: Pipeline.firstStages), by: rig.user.id)
    rig.play("z s i z d z d")
    let second = rig.play("p 2 z d")
    #expect(!second.text[0].contains(" by ") && message(second) == "Card size: three.")
    #expect(rig.play("p 2 p 1").text[0].contains(" by idle "))
    #expect(message(rig.play("z d")) == "Card size: one.")
    #expect(message(rig.play("p 2 z d")) == "Card size: two.")
  }

  @Test("cards that come before their sums say so, until the sums are there")
  func sumsLater() throws {
    let rig = try rig()
    let store = rig.store
    let setting = Setting(
      user: rig.user, glyphs: .unicode, readOnly: nil, place: "deals.db", isDemo: false, zone: .utc)
    var model = Model(size: Size(rows: 24, columns: 80), present: rig.present, setting: setting)
    let plan = try #require(store.pipelines().first)
    func read(_ effects: [Effect], withTotals: Bool) throws -> [StageID: StageTotals] {
      guard case .load(let question)? = effects.first(where: { if case .load = $0 { true } else { false } }) else {
        throw StoreError.failed("nothing is read")
      }
      let since = question.filter.closedSince(rig.present)
      let totals = store.totals(of: plan.pipeline.id, filter: question.filter, closedSince: since)
      var answer = BoardAnswer(question: question, pipelines: [plan], totals: nil, windows: [:], followed: nil)
      for stage in plan.stages {
        let query = ColumnQuery(
          stage: stage.id, filter: question.filter, order: question.order, tomorrow: rig.present.tomorrowStarts,
          closedSince: since)
        answer.windows[stage.id] = store.window(query, around: .start, before: 0, after: 10)
      }
      if withTotals { answer.totals = totals }
      _ = model.update(.loaded(answer))
      return totals
    }
    _ = try read(model.reload(), withTotals: true)
    _ = model.update(.input(.key(.character("/"))))
    let totals = try read(model.update(.input(.key(.character("o")))), withTotals: false)
    let before = render(model).text
    #expect(before[0].contains("… of 4 open") && before.contains { $0.contains("1  Qualified") && $0.contains("…") })
    #expect(before.contains { $0.contains("Globex") })
    _ = model.update(.totals(totals, filter: Filter(words: ["other"])))
    #expect(render(model).text == before, "sums of another filter are not taken")
    _ = model.update(.totals(totals, filter: model.board.filter))
    #expect(render(model).text[0].contains("3 of 4 open"))
  }
}
