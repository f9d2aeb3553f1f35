import Contract
import Sales
import Support
import Testing

@testable import Storage

@Suite("Programs on the file and on the reference") struct ClientTests {
  @Test("a random program gets the same answers from both", arguments: 1...12)
  func sameAnswers(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    var program = RandomProgram(seed: seed, over: pair.reference)
    let (reference, file) = (responder(pair.reference, pair), responder(pair.store, pair))
    var statuses: [Int: Int] = [:]
    for step in 1...250 {
      pair.clock.milliseconds += Int64(pair.number(in: 0...30_000_000))
      let request = program.next()
      let expected = reference.respond(method: request.method, target: request.target, body: request.body)
      let found = file.respond(method: request.method, target: request.target, body: request.body)
      let story = "seed \(seed), step \(step): \(request.method) \(request.target) \(request.text)"
      try #require(found.status == expected.status && found.headers == expected.headers, "\(story)")
      try #require(
        found.body == expected.body,
        "\(story)\n\(String(decoding: found.body, as: UTF8.self))\n\(String(decoding: expected.body, as: UTF8.self))")
      statuses[found.status, default: 0] += 1
      program.read(expected)
    }
    #expect(try pair.store.violations() == [])
    // The program is worth its name only if most of what it asks for is done.
    #expect(statuses[200, default: 0] > 60 && statuses[201, default: 0] > 20 && statuses[422, default: 0] > 2)
    #expect(Set(statuses.keys).isSubset(of: [200, 201, 204, 400, 404, 405, 409, 422]), "\(statuses)")
  }

  private func responder(_ store: any Store, _ pair: StorePair) -> Responder {
    let clock = pair.clock
    return Responder(store: store, login: { "ana" }, now: { Timestamp(seconds: clock.milliseconds / 1000) })
  }

  @Test("a walk goes on exactly while another process inserts and deletes")
  func sharedWalk() throws {
    let folder = TemporaryFolder()
    let clock = TestClock()
    let options = StoreOptions(clock: { clock.milliseconds }, random: SharedGenerator(seed: 1))
    let (mine, others) = (
      try SQLiteStore.open(path: folder.database, options: options),
      try SQLiteStore.open(path: folder.database, options: options)
    )
    let user = try #require(try mine.user(named: "ana")).id
    let values = [Assignment<Company>.set(\.name, "C")]
    for _ in 1...20 { _ = try others.commit(.createCompany(values), by: user) }
    let before = try mine.rows(ListQuery<Company>()).map { "\($0.id)" }
    let reader = Responder(store: mine, login: { "ana" }, now: { Timestamp(seconds: clock.milliseconds / 1000) })
    var seen: [String] = []
    var target = "/companies?fields=id&limit=3"
    while true {
      let answer = try JSON(utf8: reader.respond(method: "GET", target: target).body)
      guard case .array(let rows)? = answer["data"] else { break }
      let ids = rows.compactMap { $0["id"]?.text.filter { $0 != "\"" } }
      seen += ids
      // The last row seen goes, where the cursor stands, and so does one that is still to come.
      for id in [seen.last, before.first { !seen.contains($0) }].compactMap({ $0 }) {
        if let id = CompanyID(id) { _ = try? others.commit(.deleteCompany(id), by: user) }
      }
      if seen.count < 12 { _ = try others.commit(.createCompany(values), by: user) }
      guard let next = answer["next_cursor"]?.text.filter({ $0 != "\"" }) else { break }
      target = "/companies?fields=id&limit=3&cursor=\(next)"
    }
    #expect(Set(seen).count == seen.count && seen == seen.sorted())
    let after = try mine.rows(ListQuery<Company>()).map { "\($0.id)" }
    #expect(Set(after).isSubset(of: seen) && after.count >= 4)
  }
}
