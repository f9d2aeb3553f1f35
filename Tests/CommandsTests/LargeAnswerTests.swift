import Sales
import Testing

@testable import Commands

@Suite("Answers at the limits of what comes in") struct LargeAnswerTests {
  @Test("metadata as deep as a body may be is listed in every form")
  func deep() {
    let world = World()
    let depth = JSON.Limits.depth - 1
    let metadata = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
    world.files["body.json"] = Array("{\"name\":\"Acme\",\"metadata\":\(metadata)}".utf8)
    #expect(world.run("api POST /companies --data @body.json --db deals.db") == 0, "\(world.errors)")
    for form in ["", "--json", "--csv"] {
      #expect(world.run("companies list --db deals.db \(form)") == 0, "\(world.errors)")
      #expect(world.out.contains("Acme"))
    }
  }

  @Test("pages of long texts are shorter, and all of them together hold every row")
  func long() throws {
    let world = World()
    let text = String(repeating: "x", count: 3 << 20)
    for number in 1...5 {
      world.files["body.json"] = Array("{\"type\":\"note\",\"subject\":\"n\(number)\",\"body\":\"\(text)\"}".utf8)
      #expect(world.run("api POST /activities --data @body.json --db deals.db") == 0, "\(world.errors.prefix(300))")
    }
    #expect(world.run("api GET /activities?limit=200 --db deals.db") == 0)
    #expect(world.out.utf8.count < JSON.Limits.bytes && world.out.contains("next_cursor"))
    #expect(world.run("activities list --all --json --db deals.db") == 0)
    for number in 1...5 { #expect(world.out.contains("\"n\(number)\"")) }
  }
}
