import Sales
import Support
import Testing

@Suite("Words for days") struct DateWordTests {
  /// Thu 20 November 2025.
  private let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc)
  private var today: Day { present.today }

  @Test(
    "a period begins on its first day and ends on its last, of a week the Friday",
    arguments: [
      ("next week", "2025-11-24", "2025-11-28"), ("next month", "2025-12-01", "2025-12-31"),
      ("next quarter", "2026-01-01", "2026-03-31"), ("next year", "2026-01-01", "2026-12-31"),
      ("this month", "2025-11-20", "2025-11-30"), ("q1", "2026-01-01", "2026-03-31"),
      ("q4", "2025-11-20", "2025-12-31"),
      ("q1 2027", "2027-01-01", "2027-03-31"), ("jan", "2026-01-01", "2026-01-31"),
      ("in May", "2026-05-01", "2026-05-31"),
      ("jan 2027", "2027-01-01", "2027-01-31"), ("november", "2025-11-20", "2025-11-30"),
    ])
  func periods(text: String, first: String, last: String) {
    #expect(DateReader.read(text, today: today)?.description == first)
    #expect(DateReader.read(text, today: today, .unknown, .end)?.description == last)
  }

  @Test(
    "a day is named in many ways",
    arguments: [
      ("next monday", "2025-11-24"), ("next fri", "2025-11-28"), ("next thu", "2025-11-27"), ("this fri", "2025-11-21"),
      ("this thu", "2025-11-20"), ("mon next week", "2025-11-24"), ("next week fri", "2025-11-28"),
      ("15th", "2025-12-15"), ("20th", "2025-11-20"), ("the 31st", "2025-12-31"), ("15th of jan", "2026-01-15"),
      ("jan 15th", "2026-01-15"), ("end of month", "2025-11-30"), ("end of the month", "2025-11-30"),
      ("end of next month", "2025-12-31"), ("end of quarter", "2025-12-31"), ("end of q1", "2026-03-31"),
      ("end of week", "2025-11-21"), ("end of year", "2025-12-31"), ("start of q1", "2026-01-01"),
      ("in 3 days", "2025-11-23"), ("in a week", "2025-11-27"), ("in two months", "2026-01-20"),
      ("dec 1, 2026", "2026-12-01"), ("12. dec", "2025-12-12"),
    ])
  func days(text: String, day: String) { #expect(DateReader.read(text, today: today)?.description == day) }

  @Test("what is not a day is none", arguments: ["next", "end", "end of", "32nd", "last week", "q5", "next q", "week"])
  func none(text: String) { #expect(DateReader.read(text, today: today) == nil) }

  @Test(
    "a filter reads a period as all its days, ahead or back",
    arguments: [
      ("close:q1", "2026-01-01", "2026-04-01"), ("closed:q3", "2025-07-01", "2025-10-01"),
      ("closed:jan", "2025-01-01", "2025-02-01"), ("close:\"next month\"", "2025-12-01", "2026-01-01"),
      ("created:\"last month\"", "2025-10-01", "2025-11-01"), ("close:jan", "2026-01-01", "2026-02-01"),
      ("close:20.12.", "2025-12-20", "2025-12-21"), ("closed:20.12.", "2024-12-20", "2024-12-21"),
      ("closed:15th", "2025-11-15", "2025-11-16"),
    ])
  func filters(line: String, first: String, below: String) throws {
    let reading = FilterText(line, FilterContext(present: present, user: nil, stages: []))
    guard case .moment(_, _, let span)? = reading.filter.terms.first?.test else {
      Issue.record("\(reading.fault?.sentence ?? "")")
      return
    }
    #expect(span == Filter.Span(from: Day(first)?.midnightUTC, below: Day(below)?.midnightUTC))
  }

  @Test(
    "a past day is named in the same ways",
    arguments: [
      ("15th", "2025-11-15"), ("the 15th", "2025-11-15"), ("12/11", nil), ("14.11.", "2025-11-14"),
      ("11/14", "2025-11-14"), ("last fri", "2025-11-14"), ("in jan", nil), ("next mon", nil), ("last month", nil),
    ])
  func past(text: String, day: String?) { #expect(DaysReader.pastDay(text, today: today)?.description == day) }

  @Test(
    "the words of a step stay, but for those that only say when",
    arguments: [
      ("call back", "call back", nil), ("send quote by friday", "send quote by friday", "2025-11-21"),
      ("call on friday", "call", "2025-11-21"), ("call fri at 10:00 price", "call price", "2025-11-21"),
      ("send quote before end of month", "send quote before end of month", "2025-11-30"),
      ("call in 3 days", "call", "2025-11-23"), ("call next week about price", "call about price", "2025-11-24"),
      ("call in jan", "call", "2026-01-01"), ("demo on the 15th", "demo", "2025-12-15"),
      ("meet on 12/20", "meet", "2025-12-20"), ("visit 20.12. with Bo", "visit with Bo", "2025-12-20"),
      ("call Jan", "call Jan", nil), ("ask if they may buy", "ask if they may buy", nil),
      ("send q1 report", "send q1 report", nil), ("review 24/7 support", "review 24/7 support", nil),
      ("send 1/3 invoice", "send 1/3 invoice", nil), ("prepare end of year review", "prepare end of year review", nil),
      ("plan next year budget", "plan next year budget", nil), ("15th floor visit", "15th floor visit", nil),
      ("\"fri\" mon", "fri", "2025-11-24"), ("\"send quote by friday\"", "send quote by friday", nil),
      ("agenda for monday", "agenda for monday", "2025-11-24"),
    ])
  func steps(line: String, title: String, day: String?) {
    let step = StepText(line, at: present)
    #expect(step.title == title && step.day?.description == day && step.fault == nil)
  }

  @Test(
    "when something is due, a text with an hour is never the whole day",
    arguments: [
      ("2026-03-05T01:00:00+01:00", false), ("2026-03-04T19:00:00-05:00", false), ("2026-03-05T00:00:00+00:00", false),
      ("2026-03-05", true), ("2026-03-05T00:00:00Z", true), ("2026-03-05T09:00:00Z", false),
    ])
  func due(text: String, isAllDay: Bool) throws {
    let moment = try #require(Timestamp(due: text))
    #expect(moment.isAllDay == isAllDay && moment.utcDay == Day("2026-03-05"))
  }
}
