import Sales
import Support
import Testing

@testable import Contract

@Suite("Pages and cursors, contract §1") struct PageTests {
  private let client: Client

  init() throws {
    client = try Client()
    for number in 0..<20 {
      client.clock.milliseconds += 1000
      // Values that repeat, and dates that some have and some have not.
      let close = number % 3 == 0 ? "" : #","expected_close":"2026-05-0\#(number % 4 + 1)""#
      _ = client.deal("Deal \(number % 7)", in: number % 5, #","value":\#(number % 4)\#(close)"#)
    }
  }

  private static let queries =
    [
      "", "created_after=2026-01-01T00:00:00Z", "sort=value", "sort=-value", "sort=expected_close",
      "sort=-expected_close",
      "sort=-name,value",
      "sort=value,-expected_close,name", "status=open", "min_value=2&sort=-created_at", "sort=last_activity_at",
    ] + ["created_at", "updated_at", "stage_entered_at"].flatMap { ["sort=\($0)", "sort=-\($0)"] }

  @Test("pages of any size put together are the whole list", arguments: queries)
  func walks(query: String) {
    let whole = client.walk("/deals", query, limit: 200)
    #expect(whole.count >= 4 && Set(whole).count == whole.count)
    for limit in [1, 2, 7, 19, 20] { #expect(client.walk("/deals", query, limit: limit) == whole) }
  }

  @Test("a walk under inserts and deletes shows every row that stays once, in order", arguments: queries, [1, 3])
  func concurrent(query: String, limit: Int) {
    var random = SeededGenerator(seed: UInt64(limit))
    let before = client.walk("/deals", query, limit: 200).compactMap(\.self)
    var (seen, deleted, made) = ([String](), Set<String>(), Set<String>())
    let target = "/deals?\(query.isEmpty ? "" : query + "&")limit=\(limit)"
    var answer = client.get(target)
    seen += answer.column().compactMap(\.self)
    while let next = answer.next {
      // Among the rows deleted is, now and then, the one that the cursor stands on.
      let victim = random.oneIn(2) ? seen.last : random.pick(before)
      if let victim, random.oneIn(3) {
        _ = client.send("DELETE", "/deals/\(victim)")
        deleted.insert(victim)
      }
      client.clock.milliseconds += 1000
      if random.oneIn(2) {
        made.insert(client.deal("Deal \(random.pick(0, 3, 6, 9))", #","value":\#(random.pick(0, 1, 9))"#))
      }
      answer = client.get("\(target)&cursor=\(next)")
      seen += answer.column().compactMap(\.self)
      if seen.count > 200 { break }
    }
    #expect(Set(seen).count == seen.count)
    #expect(seen.filter { !made.contains($0) && !deleted.contains($0) } == before.filter { !deleted.contains($0) })
    #expect(Set(seen).isSubset(of: made.union(before)))
  }

  @Test("a whole page has a cursor only if something follows")
  func ends() {
    let exact = client.get("/deals?limit=20")
    #expect(exact["has_more"]?.text == "false" && exact["next_cursor"] == nil && exact.column().count == 20)
    let first = client.get("/deals?limit=19")
    #expect(first["has_more"]?.text == "true" && first.next != nil && first.column().count == 19)
    #expect(client.get("/deals").column().count == 20)
    let other = client.get("/deals?status=won&limit=200")
    #expect(other["has_more"]?.text == "false" && other.column().count == 4)
  }

  @Test("a cursor of another query is refused, a forged one too")
  func foreign() throws {
    let cursor = try #require(client.get("/deals?sort=value&limit=2").next)
    for path in [
      "/deals?sort=-value", "/deals?sort=value&status=open", "/tasks?limit=5",
      "/pipelines/\(client.pipeline)/deals?sort=value",
    ] {
      let answer = client.get("\(path)&cursor=\(cursor)")
      #expect(answer.status == 400 && answer.field == "cursor")
    }
    #expect(client.get("/deals?sort=value&limit=7&cursor=\(cursor)").status == 200)
    let query = try Request(method: "GET", target: "/deals?sort=value").query
    for key: [Scalar] in [
      [], [.integer(1)], [.text("1"), DealID(bits: 1).scalar], [.null, DealID(bits: 1).scalar],
      [.integer(1), .text("x")],
    ] {
      let answer = client.get("/deals?sort=value&cursor=\(query.cursor(after: key).text)")
      #expect(answer.status == 400 && answer.field == "cursor", "\(key)")
    }
  }
}
