import Board
import Sales
import Screen
import Support
import Testing

/// The verbs that a typed line completes: keys, then the deal as the store has it. The day is Thu 20 Nov 2025.
@Suite("Verbs of one line") struct LineTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    _ = try rig.store.commit(.createUser(name: "bo"), by: rig.user.id)
    _ = try rig.store.commit(.createUser(name: "ada.ostrand"), by: rig.user.id)
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test(
    "the close date is moved by words",
    arguments: [
      ("D '2w' enter", "2025-12-04"), ("D '+1m' enter", "2025-12-20"), ("D 'eom' enter", "2025-11-30"),
      ("D 'fri' enter", "2025-11-21"), ("D '12 apr' enter", "2026-04-12"), ("D '2w' enter D 'none' enter", nil),
      ("D '2w' enter u", nil), ("D 'soon' enter esc", nil), ("D '2w' esc", nil),
    ])
  func closeDate(keys: String, day: String?) throws {
    let rig = try rig()
    rig.play(keys)
    #expect(rig.deal("Acme")?.expectedClose?.utcDay.description == day)
  }

  @Test("how often the close date slipped is said before it slips again")
  func slips() throws {
    let rig = try rig()
    let picture = rig.play("D '1w' enter D '2w' enter D '3w' enter D")
    #expect(message(picture).contains("moved later 2 times"))
  }

  @Test(
    "a close date that was moved says how often, and one that is gone is none",
    arguments: [
      ("D '2w' enter", "Acme: close date now 4 Dec ·"), ("D '2w' enter D '3w' enter", "11 Dec, moved later 1 time ·"),
      ("D '2w' enter D '3w' enter D '4w' enter", "18 Dec, moved later 2 times ·"),
      ("D '3w' enter D '2w' enter", "close date now 4 Dec ·"),
      ("D '2w' enter D 'none' enter", "Acme has no close date now"),
    ])
  func moved(keys: String, words: String) throws {
    let said = message(try rig().play(keys))
    #expect(said.contains(words), "\(said)")
  }

  @Test(
    "what was undone is no slip, nor is the undoing",
    arguments: [
      ("D '2w' enter u U u U", "moved later 1 time"), ("D '2w' enter D '3w' enter u", "moved later 1 time"),
      ("D '2w' enter D '3w' enter u u", ""), ("D '1d' enter u", ""),
    ])
  func undoneSlips(keys: String, words: String) throws {
    let rig = try rig()
    let said = message(rig.play("D '1w' enter \(keys) D"))
    #expect(said.contains("moved later") == !words.isEmpty && said.contains(words), "\(said)")
  }

  @Test(
    "esc over what was typed says so first, and drops it when pressed again",
    arguments: [
      "a 'Hooli'", "D '2w'", "s 'call'", "x 'gone'", "x 9 'see mail'", "w '1'", "z x ' more'", "/ 'a' enter f s 'mine'",
      "S a 'Legal'", "i enter 'x'",
    ])
  func leaving(keys: String) throws {
    let first = message(try rig().play(keys + " esc"))
    #expect(first.contains("not saved yet; esc again drops it"), "\(first)")
    #expect(!message(try rig().play(keys + " esc esc")).contains("again"))
    let typed = message(try rig().play(keys + " esc 'y' esc"))
    #expect(typed.contains("esc again drops it"), "what was typed since is asked about anew")
  }

  @Test(
    "esc over an untouched line leaves it at once",
    arguments: ["a esc", "D esc", "w esc", "x esc", "z x esc", "i enter esc"])
  func untouched(keys: String) throws {
    #expect(!message(try rig().play(keys)).contains("again"))
  }

  @Test(
    "the value is typed anew or changed beside the present one, which is $5,000",
    arguments: [
      ("$ '12k' enter", 1_200_000, "USD"), ("$ '+10%' enter", 550_000, "USD"), ("$ '-2.5%' enter", 487_500, "USD"),
      ("$ '€9,500' enter", 950_000, "EUR"), ("$ '9500 JPY' enter", 9_500, "JPY"), ("$ '+1k' enter", 600_000, "USD"),
      ("$ '-6k' enter esc", 500_000, "USD"), ("$ 'much' enter esc", 500_000, "USD"),
      ("$ '12k' enter u", 500_000, "USD"), ("$ '9,5k' enter", 950_000, "USD"), ("$ '9.500,00' enter", 950_000, "USD"),
      ("$ '1,2,3' enter esc", 500_000, "USD"),
    ])
  func value(keys: String, minor: Int64, code: String) throws {
    let rig = try rig()
    rig.play(keys)
    let deal = try #require(rig.deal("Acme"))
    #expect(deal.value == minor && deal.currency.code == code)
  }

  @Test(
    "the owner is named by initials, by a part of the login, or nobody",
    arguments: [
      ("O 'bo' enter", "bo"), ("O 'AO' enter", "ada.ostrand"), ("O 'ostr' enter", "ada.ostrand"),
      ("O 'none' enter", nil), ("O 'bo' enter O 'me' enter", "ana"), ("O 'a' enter esc", "ana"),
      ("O 'zoe' enter esc", "ana"),
    ])
  func owner(keys: String, login: String?) throws {
    let rig = try rig()
    rig.play(keys)
    let users = rig.store.records.all(User.self)
    let owner = rig.deal("Acme")?.ownerID
    #expect(users.first { $0.id == owner }?.name == login)
  }

  @Test("a name that fits several is refused with the names, and the line stays")
  func severalOwners() throws {
    let rig = try rig()
    let picture = rig.play("O 'a' enter")
    #expect(message(picture).contains("which: ada.ostrand, ana?") && message(picture).hasPrefix("owner a"))
  }

  @Test("a next step is planned, done, and followed by another in one step of undo")
  func steps() throws {
    let rig = try rig()
    var picture = rig.play("s 'call fri 10:00 price' enter")
    #expect(message(picture).hasPrefix("Acme: call price, tomorrow 10:00"))
    picture = rig.play("j c 'send offer 2w' enter")
    #expect(message(picture).hasPrefix("Acme: call price is done; send offer, 4 Dec"))
    let steps = rig.store.records.all(FollowUp.self)
    #expect(steps.map(\.title) == ["call price", "send offer"])
    #expect(steps.map(\.status) == [.completed, .pending])
    #expect(steps.first?.dueAt == Timestamp("2025-11-21T10:00:00Z") && steps.last?.dueAt == Timestamp("2025-12-04"))
    rig.play("u y")
    #expect(rig.store.records.all(FollowUp.self).map(\.status) == [.pending])
  }

  @Test(
    "the day of a step stands anywhere, and words are needed beside it",
    arguments: [
      ("tomorrow 9:00 call", "call", "2025-11-21T09:00:00Z"), ("9:00 tomorrow call", "call", "2025-11-21T09:00:00Z"),
      ("mon mail bob", "mail bob", "2025-11-24"), ("call 12 apr price", "call price", "2026-04-12"),
      ("12 apr call", "call", "2026-04-12"), ("sat dish for Globex 2w", "sat dish for Globex", "2025-12-04"),
    ])
  func days(line: String, title: String, due: String) throws {
    let rig = try rig()
    rig.play("s '\(line)' enter")
    let step = try #require(rig.store.records.all(FollowUp.self).first)
    #expect(step.title == title && step.dueAt == Timestamp(due))
    #expect(message(rig.play("s 'fri' enter")).contains("! words too, what is to be done"))
    #expect(message(rig.play("enter")).contains("! words too"), "it is open again at the next start")
  }

  @Test("a step needs words and no day; enter alone completes one and plans nothing")
  func stepFaults() throws {
    let rig = try rig()
    #expect(message(rig.play("s 'call back'")).contains("call back, without a day"))
    #expect(message(rig.play("esc esc s 'call back' enter")).hasPrefix("Acme: call back, without a day"))
    let step = try #require(rig.store.records.all(FollowUp.self).first)
    #expect(step.title == "call back" && step.dueAt == nil && step.dealID == rig.deal("Acme")?.id)
    rig.play("u y")
    #expect(message(rig.play("c")).contains("Acme has no step to complete; s plans one."))
    rig.play("s 'call fri' enter j c enter")
    #expect(rig.store.records.all(FollowUp.self).map(\.status) == [.completed])
  }

  @Test(
    "what happened is logged in one line",
    arguments: [
      ("call left a message", ActivityType.call, "left a message"), ("met at the fair", .meeting, "met at the fair"),
      ("mail asked for references", .email, "asked for references"), ("likes it", .note, "likes it"),
      ("call", .call, "call"), ("call: left a message", .call, "left a message"), ("e-mail: sent", .email, "sent"),
      ("note: x", .note, "x"), ("Meeting:", .meeting, "meeting"), ("note", .note, "note"),
      ("re: seats", .note, "re: seats"),
      ("called:  twice", .call, "twice"), ("Called them", .call, "Called them"), ("mailed it", .email, "mailed it"),
    ])
  func log(line: String, type: ActivityType, subject: String) throws {
    let rig = try rig()
    rig.play("A '\(line)' enter")
    let activity = try #require(rig.store.records.all(Activity.self).first)
    #expect(activity.type == type && activity.subject == subject && activity.dealID == rig.deal("Acme")?.id)
    #expect(rig.deal("Acme")?.lastActivityAt == BoardRig.noon)
  }

  @Test("a parked deal sleeps until its day and can be woken; a past day is refused")
  func park() throws {
    let rig = try rig()
    rig.play("P '2w' enter")
    #expect(rig.deal("Acme")?.parkedUntil == Timestamp("2025-12-04"))
    #expect(rig.board()["Qualified"] == ["Globex", "Acme"])
    #expect(message(rig.play("P 'today' enter")).contains("a later day than today"))
    rig.play("esc esc j P 'none' enter")
    #expect(rig.deal("Acme")?.parkedUntil == nil)
  }

  @Test("stall puts a deal to sleep and wakes it; a closed one is refused")
  func stall() throws {
    let rig = try rig()
    rig.play("=")
    #expect(rig.deal("Acme")?.status == .stalled)
    rig.play("= =")
    #expect(rig.deal("Acme")?.status == .stalled)
    #expect(message(rig.play("w enter =")).contains("is won already; o reopens it."))
  }

  @Test("line, name and id are copied through the terminal")
  func copies() throws {
    let rig = try rig()
    rig.play("y n")
    #expect(rig.display?.clipboard == "Acme")
    rig.play("y i")
    #expect(rig.display?.clipboard == rig.deal("Acme")?.id.description)
    rig.play("y y")
    #expect(rig.display?.clipboard?.hasPrefix("Acme · $5,000.00 · Qualified · deal_") == true)
  }

  @Test("a plus counts on from the close date that is there, of several from each one's, and else from today")
  func later() throws {
    let rig = try rig()
    rig.play("D '2025-12-15' enter D '+2w' enter")
    #expect(rig.deal("Acme")?.expectedClose?.utcDay == Day("2025-12-29"))
    #expect(message(rig.play("V D '+1m'")).hasSuffix("each 1m later, a past one from today · 2 deals"))
    rig.play("esc esc")
    #expect(message(rig.play("V D '+1m' enter")).hasPrefix("2 deals close later now"))
    #expect(rig.deal("Acme")?.expectedClose?.utcDay == Day("2026-01-29"))
    #expect(rig.deal("Globex")?.expectedClose?.utcDay == Day("2025-12-20"))
    rig.play("u y V D '1m' enter")
    #expect(rig.deal("Acme")?.expectedClose?.utcDay == Day("2025-12-20"))
    let past = BoardRig.noon.advanced(byDays: -20).utcDay.midnightUTC
    _ = try rig.store.commit(.editDeal(#require(rig.deal("Acme")).id, [.set(\.expectedClose, past)]), by: rig.user.id)
    rig.play("D '+1w' enter")
    #expect(rig.deal("Acme")?.expectedClose?.utcDay == Day("2025-11-27"))
  }

  @Test(
    "a past day is known to be past, and not meant",
    arguments: [
      ("D 'yesterday' enter", "“yesterday” is past; a close date is a day to come"),
      ("P '3d ago' enter", "“3d ago” is past; a later day than today"),
      ("D 'soon' enter", "\"soon\" is not a date. Try 2w, fri, 12 apr or next month"),
      ("D '12 apr 2020' enter", "“12 apr 2020” is past; a close date is a day to come"),
    ])
  func pastDays(keys: String, words: String) throws {
    // Beside the line, or above it.
    let said = try rig().play(keys).text.suffix(3).joined()
    #expect(said.contains(words), "\(said)")
  }

  @Test("at 40 columns the day that was understood stands before how often it slipped")
  func narrowDay() throws {
    let rig = try rig()
    rig.play("D '1w' enter D '2w' enter")
    rig.size = Size(rows: 20, columns: 40)
    let said = message(rig.play("D '4d'"))
    #expect(said.hasSuffix("Mon 24 Nov · 1 slip"), "\(said)")
    rig.size = Size(rows: 24, columns: 80)
    rig.play("esc esc")
    #expect(message(rig.play("D '4d'")).contains("Mon 24 Nov 2025, in 4 days · moved later 1 time · Acme"))
  }

  @Test("a time that is none is refused, and one that has passed today is tomorrow's")
  func hours() throws {
    let rig = try rig()
    #expect(message(rig.play("s 'call fri 24:00' enter")).contains("! \"24:00\" is not a time. Try 9am"))
    let second = try self.rig()
    #expect(message(second.play("s 'call 10:00 price' enter")).hasPrefix("Acme: call price, tomorrow 10:00"))
    #expect(message(second.play("s 'call today 10:00'")).contains("call, today 10:00, already past"))
  }

  @Test("what is typed outlives a refusal, a resize and a paste")
  func kept() throws {
    let rig = try rig()
    let resize = ScriptedDisplay.Step.input(.resize(Size(rows: 30, columns: 100)))
    let steps = ScriptedDisplay.Step.keys("D '2x' enter") + [resize, .input(.paste(" or so"))]
    #expect(message(rig.play(steps)).hasPrefix("close date 2x or so"))
  }
}
